import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, cast, drafted, fundWith, newWorkshop, submitted, testDatabase, type Cast } from '#testing';
import { actFor } from '#app/acts.ts';
import { dong, expectOk, type FormFields, type Result } from '#kernel';
import { fundSummaries, projectMoney, transfersOf, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { actsOf, performAct, projectFor, submitRequest, versionsOf } from './index.server.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;

beforeAll(async () => {
  const { db } = await testDatabase({ max: 24 });
  people = await cast(db);
});

beforeEach(async () => {
  ({ owner, establishmentId } = await newWorkshop(people));
});

const fundNamed = (name: string, amount: number) => fundWith(people, dong(amount), 'provincial', name);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const read = (id: string) => inProvince(owner, async (tx) => (await projectFor(tx, owner, id))!);
const actsOn = (id: string) => inProvince(owner, (tx) => actsOf(tx, owner.province, id));

/** Appraised, so that approval into the plan comes next. */
async function appraised(): Promise<string> {
  ({ owner, establishmentId } = await newWorkshop(people));
  return appraise(await submitted(owner, establishmentId));
}

async function appraise(id: string): Promise<string> {
  const criteria = ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'];
  const appraisal: FormFields = {
    ...Object.fromEntries(criteria.map((c) => [`criteria.${c}`, 'on'])),
    support: '300 triệu',
    conclusion: 'pass',
  };
  expectOk(await act(people.centreOfficer, id, 'accept_dossier', { duplicates: 'Máy khác.' }));
  expectOk(await act(people.departmentSpecialist, id, 'prepare_appraisal', appraisal));
  expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
  return id;
}

/** The same numbers for the same seed (mulberry32), so that a race that fails can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Approves as if the page had been opened at `revision`, a little later. */
async function approve(cx: Context, project: { id: string; revision: number }, fundId: string, wait: number) {
  const fields = {
    fundId,
    support: '300 triệu',
    decisionNumber: '812/QĐ-UBND',
    decisionDate: '23/11/2026',
  };
  await new Promise((resolve) => setTimeout(resolve, wait));
  return performAct(cx, actFor('approve_plan')!, {
    projectId: project.id,
    revision: project.revision,
    fields,
  });
}

describe('two approvals for the last đồng of a fund', () => {
  it('exactly one wins, on every seed; the other leaves no trace', async () => {
    let waiting = await appraised();
    for (let seed = 1; seed <= 15; seed++) {
      const fund = await fundNamed(`Nguồn ${seed}`, 300_000_000 + seed - 1);
      const random = randomFrom(seed);
      const rivals = [await read(waiting), await read(await appraised())] as const;
      const approvers = [people.provincialApprover, people.secondApprover] as const;
      const answers = await Promise.all(
        rivals.map((project, i) => approve(approvers[i]!, project, fund.id, random() * 12)),
      );
      const codes = answers.map(codeOf);
      expect(codes.toSorted(), `seed ${seed}`).toEqual(['done', 'insufficient_funds']);

      const [winner, loser] = codes[0] === 'done' ? rivals : ([rivals[1], rivals[0]] as const);
      expect(await read(winner.id)).toMatchObject({ state: 'planned', fundId: fund.id });
      expect(await read(loser.id)).toMatchObject({
        state: 'appraised',
        fundId: null,
        planned: null,
        revision: loser.revision,
      });
      expect(await actsOn(loser.id)).toHaveLength(loser.revision);
      expect(await inProvince(owner, (tx) => projectMoney(tx, loser.id))).toEqual([]);
      const { transfers } = await inProvince(owner, (tx) =>
        transfersOf(tx, { fundId: fund.id, kind: 'plan' }, { size: 10 }),
      );
      expect(transfers.map((t) => t.projectId)).toEqual([winner.id]);
      waiting = loser.id;
    }
    const verdict = await verifyLedger(people.financeOfficer);
    expect(verdict).toMatchObject({ imbalance: 0n, differing: [], faults: [] });
    const summaries = await inProvince(owner, (tx) => fundSummaries(tx, 2026));
    expect(summaries.map((s) => Number(s.balances.appropriated)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, i) => i),
    );
  }, 120_000);
});

describe('two approvals for one workshop', () => {
  it('of a year’s largest support exactly one wins, whatever the funds hold', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const fund = await fundNamed(`Nguồn rộng ${seed}`, 2_000_000_000);
      const random = randomFrom(seed);
      ({ owner, establishmentId } = await newWorkshop(people));
      // Both asked for before either was granted: by the norm each alone may have it all.
      const sent = [await submitted(owner, establishmentId), await submitted(owner, establishmentId)];
      const rivals = await Promise.all((await Promise.all(sent.map(appraise))).map(read));
      const answers = await Promise.all(
        rivals.map((project, i) =>
          approve([people.provincialApprover, people.secondApprover][i]!, project, fund.id, random() * 8),
        ),
      );
      expect(answers.map(codeOf).toSorted(), `seed ${seed}`).toEqual(['done', 'support_limit_reached']);
    }
  }, 60_000);
});

describe('one project, two hands at once', () => {
  it('is approved once; the other hand is told that somebody acted meanwhile', async () => {
    const fund = await fundNamed('Nguồn chung', 1_500_000_000);
    for (let seed = 1; seed <= 5; seed++) {
      const project = await read(await appraised());
      const random = randomFrom(seed);
      const answers = await Promise.all(
        [people.provincialApprover, people.secondApprover].map((cx) =>
          approve(cx, project, fund.id, random() * 8),
        ),
      );
      expect(answers.map(codeOf).toSorted(), `seed ${seed}`).toEqual(['done', 'project_changed_meanwhile']);
      const [money] = await inProvince(owner, (tx) => projectMoney(tx, project.id));
      expect(money?.balances.planned).toBe(300_000_000n);
      expect(await actsOn(project.id)).toHaveLength(project.revision + 1);
    }
  }, 60_000);

  it('is submitted once and has one number, however often the button was pressed', async () => {
    const draft = await drafted(owner, establishmentId);
    const press = () => submitRequest(owner, { projectId: draft.id, draftRevision: draft.draftRevision });
    const answers = await Promise.all([press(), press(), press()]);
    const codes = answers.map(codeOf);
    expect(codes.toSorted()).toEqual(['act_not_possible_now', 'act_not_possible_now', 'done']);
    expect(await inProvince(owner, (tx) => versionsOf(tx, owner.province, draft.id))).toHaveLength(1);
    expect(await actsOn(draft.id)).toHaveLength(1);
  });
});

describe('numbers', () => {
  it('have no gap and no double when twenty submit at once, some in vain', async () => {
    const drafts = [];
    for (let i = 0; i < 20; i++)
      drafts.push(await drafted(owner, establishmentId, i % 4 === 0 ? { asked: '400 triệu' } : {}));
    const before = expectOk(await submitOf(await drafted(owner, establishmentId)));
    const answers = await Promise.all(drafts.map(submitOf));
    const numbers = answers.filter((a) => a.ok).map((a) => a.value.number);
    expect(answers.map(codeOf).filter((code) => code === 'support_exceeds_norm')).toHaveLength(5);
    const first = Number(before.number.slice(-4)) + 1;
    const expected = Array.from({ length: 15 }, (_, i) => `KC-2026-${String(first + i).padStart(4, '0')}`);
    expect(numbers.toSorted()).toEqual(expected);
  }, 60_000);
});

const submitOf = (draft: { id: string; draftRevision: number }) =>
  submitRequest(owner, { projectId: draft.id, draftRevision: draft.draftRevision });
