import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  submitted,
  testDatabase,
  provincialWay,
  type Cast,
} from '#testing';
import { dong, type FormFields } from '#kernel';
import { netAppropriation } from '#funds';
import { fundSummaries, projectMoney, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { actsOf, draftOf, projectFor, submitRequest, type Project } from './index.server.ts';
import { amountIn } from './act.ts';
import { awaitedEvent, eventsFrom, finalStates, type Event, type State } from './project.transitions.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
});

/** Fields of the acts that leave the way, or hand something back. */
const reasons: FormFields = { reason: 'Lý do', decisionNumber: '5/QĐ', decisionDate: '23/11/2026' };
/** Who rightly does what is not on the straight way. */
const aside: Partial<Record<Event, keyof Cast>> = {
  request_supplement: 'centreOfficer',
  reject: 'centreDirector',
  return_appraisal: 'departmentLeader',
  return_estimate: 'financeOfficer',
  return_advance: 'centreDirector',
  fail_acceptance: 'secondOfficer',
  return_payment: 'centreDirector',
  return_settlement: 'financeOfficer',
  answer_supplement: 'owner',
  withdraw: 'owner',
  stop: 'provincialApprover',
  waive: 'provincialApprover',
};
const leaving: readonly Event[] = ['reject', 'withdraw', 'stop'];
const anyone = ['centreOfficer', 'centreDirector', 'financeOfficer', 'auditor', 'administrator'] as const;

/** One try: which project, which of its moves, by whom, and how much of what is usual. */
const tryOf = fc.record({
  project: fc.nat(2),
  choice: fc.noBias(fc.nat(99)),
  hand: fc.noBias(fc.nat(99)),
  percent: fc.constantFrom(100, 100, 100, 100, 97, 60, 101),
  odd: fc.nat(999),
});
type Try = typeof tryOf extends fc.Arbitrary<infer T> ? T : never;

/** Mostly onward, sometimes back or aside, and rarely off the way for good, or no walk would get far. */
function chosen(state: State, choice: number): Event {
  const legal = eventsFrom(state, 'provincial').map((x) => x.event);
  if (choice === 0) return legal.find((e) => leaving.includes(e)) ?? legal[0]!;
  if (choice < 12) return legal[choice % legal.length]!;
  if (choice < 35 && state === 'contracted') return 'request_advance';
  return awaitedEvent(state, 'provincial')!;
}

function fieldsFor(event: Event, fundId: string, usual: bigint, { percent, odd }: Try): FormFields {
  const step = provincialWay(fundId).find(([, e]) => e === event);
  const amount = String((usual * BigInt(percent)) / 100n - (percent < 100 ? BigInt(odd) : 0n));
  const base: FormFields = {
    ...(event === 'fail_acceptance' ? acceptance(fundId) : step?.[2]),
    ...(aside[event] && reasons),
  };
  if (event === 'approve_plan' || event === 'prepare_appraisal') return { ...base, support: amount };
  if (event === 'submit_estimate') return { ...base, 'lines.0.support': amount };
  if (event === 'submit_settlement') return { ...base, 'lines.0.actual': String(2n * BigInt(amount)) };
  return 'amount' in base || event === 'waive' ? { ...base, amount } : base;
}

const acceptance = (fundId: string) => provincialWay(fundId).find(([, e]) => e === 'accept_works')![2];

/** Everything that must hold after every try, done or refused. */
async function look(fundId: string, projects: readonly string[]) {
  return inProvince(owner, async (tx) => {
    const summary = (await fundSummaries(tx, 2026)).find((s) => s.fund.id === fundId)!;
    const { outside, ...inside } = summary.balances;
    expect(Object.values(inside).reduce<bigint>((sum, n) => sum + n, 0n)).toBe(
      netAppropriation(summary.balances),
    );
    expect(outside).toBe(-700_000_000n);
    for (const [station, amount] of Object.entries(inside)) expect(amount >= 0n, station).toBe(true);

    const rows = [];
    for (const id of projects) {
      const project = (await projectFor(tx, owner, id))!;
      const acts = await actsOf(tx, owner.province, id);
      expect(acts.map((a) => a.seq)).toEqual(Array.from({ length: project.revision }, (_, i) => i + 1));
      expect(acts.map((a) => a.from_state)).toEqual(['draft', ...acts.slice(0, -1).map((a) => a.to_state)]);
      expect(acts.at(-1)?.to_state).toBe(project.state);
      const [money] = await projectMoney(tx, id);
      const held = money ? money.balances : undefined;
      if (['rejected', 'withdrawn', 'closed'].includes(project.state) && held)
        expect([held.planned, held.committed, held.advanced, held.spent]).toEqual([0n, 0n, 0n, 0n]);
      if (project.state === 'planned') expect(held?.planned).toBe(project.planned);
      if (project.state === 'estimated') expect(held?.planned).toBe(project.estimate);
      if (project.state === 'contracted' && held)
        expect(held.committed + held.advanced).toBe(project.contract);
      rows.push({ project, held });
    }
    return rows;
  });
}

const standing = ({ project, held }: Awaited<ReturnType<typeof look>>[number]) => ({
  revision: project.revision,
  state: project.state,
  dueOn: project.dueOn,
  held,
});

let made = 0;
const seen = new Map<string, number>();
const refusals = new Map<string, number>();
type Standing = Awaited<ReturnType<typeof look>>;

/** One try on a project as it stands, and a look at everything after it. */
async function attempt(t: Try, fundId: string, projects: readonly string[], before: Standing) {
  const open = before.filter((x) => !finalStates.includes(x.project.state));
  if (open.length === 0) return { after: before };
  const { project, held } = open[t.project % open.length]!;
  const event = chosen(project.state, t.choice);
  const right = provincialWay(fundId).find(([, e]) => e === event)?.[0] ?? aside[event]!;
  const hand = anyone[t.hand] ?? right;
  const cx = hand === 'owner' ? owner : (people[hand] as Context);
  const answer =
    event === 'answer_supplement'
      ? await resubmit(cx, project.id)
      : await act(cx, project.id, event, fieldsFor(event, fundId, usualFor(event, project, held), t));
  const after = await look(fundId, projects);
  if (answer.ok) count(seen, event);
  else {
    count(refusals, answer.refusal.code);
    expect(after.map(standing)).toEqual(before.map(standing));
  }
  return { after };
}

async function resubmit(cx: Context, id: string) {
  const draft = await inProvince(owner, (tx) => draftOf(tx, owner.province, id));
  return submitRequest(cx, { projectId: id, draftRevision: draft!.revision });
}

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

function usualFor(
  event: Event,
  project: Project,
  held: Readonly<Record<string, bigint>> | undefined,
): bigint {
  if (event === 'approve_plan')
    return amountIn(project.lastActs.get('prepare_appraisal')?.data, 'support') ?? 0n;
  if (event === 'submit_estimate') return project.planned ?? 0n;
  if (event === 'request_advance') return ((project.contract ?? 0n) * 7n) / 10n;
  if (event === 'request_payment') return (held?.['committed'] ?? 0n) + (held?.['advanced'] ?? 0n);
  if (event === 'submit_settlement') return held?.['spent'] ?? 0n;
  if (event === 'recover' || event === 'waive') return (held?.['advanced'] ?? 0n) + (held?.['spent'] ?? 0n);
  return 300_000_000n;
}

describe('random walks of the lifecycle', () => {
  it('neither lose nor create a đồng, and leave no act half done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tryOf, { minLength: 85, maxLength: 85 }), async (tries) => {
        // Three projects of up to 300 million and 700 million for them: the last may find too little.
        const fund = await fundWith(people, dong(700_000_000), 'provincial', `Nguồn ${++made}`);
        const projects = [];
        for (let i = 0; i < 3; i++) {
          ({ owner, establishmentId } = await newWorkshop(people));
          projects.push(await submitted(owner, establishmentId));
        }
        let standing = await look(fund.id, projects);
        for (const t of tries) standing = (await attempt(t, fund.id, projects, standing)).after;
      }),
      { numRuns: 4, endOnFailure: true },
    );
    // Not walks on the spot: the money moved, and the refusals that matter were met.
    for (const event of ['approve_plan', 'sign_contract', 'pay'])
      expect(seen.get(event), event).toBeGreaterThan(0);
    expect(refusals.get('act_not_permitted')).toBeGreaterThan(0);
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({
      imbalance: 0n,
      differing: [],
      faults: [],
    });
  }, 120_000);
});
