import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import type { Procedure } from '#law';
import { procedureOn } from '#law/server';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import {
  awaitedEvent,
  events,
  eventsFrom,
  finalStates,
  stageOf,
  states,
  transitionFrom,
  transitions,
  ways,
  type Event,
  type ProcedureKind,
  type State,
  type Way,
} from './project.transitions.ts';

const kinds: readonly ProcedureKind[] = ['national', 'provincial'];

/** Every legal move: state | event → state, with the ways where not all of them have it. */
const table = `
  draft                | submit             → submitted
  submitted            | request_supplement → supplement_requested
  submitted            | accept_dossier     → screened
  submitted            | reject             → rejected
  submitted            | withdraw           → withdrawn
  supplement_requested | answer_supplement  → submitted
  supplement_requested | reject             → rejected
  supplement_requested | withdraw           → withdrawn
  screened             | prepare_appraisal  → appraisal_prepared   national provincial
  screened             | register_national  → registered           several
  screened             | reject             → rejected
  screened             | withdraw           → withdrawn
  appraisal_prepared   | return_appraisal   → screened
  appraisal_prepared   | conclude_appraisal → appraised
  appraisal_prepared   | reject             → rejected
  appraisal_prepared   | withdraw           → withdrawn
  appraised            | register_national  → registered           national
  appraised            | approve_plan       → planned              provincial
  appraised            | reject             → rejected
  appraised            | withdraw           → withdrawn
  registered           | appraise_ministry  → appraised_ministry   national several
  registered           | reject             → rejected
  registered           | withdraw           → withdrawn
  appraised_ministry   | approve_plan       → planned              national several
  appraised_ministry   | reject             → rejected
  appraised_ministry   | withdraw           → withdrawn
  planned              | submit_estimate    → estimate_submitted
  planned              | withdraw           → withdrawn
  estimate_submitted   | return_estimate    → planned
  estimate_submitted   | approve_estimate   → estimated
  estimate_submitted   | withdraw           → withdrawn
  estimated            | sign_contract      → contracted
  estimated            | withdraw           → withdrawn
  contracted           | request_advance    → advance_requested
  contracted           | fail_acceptance    → contracted
  contracted           | accept_works       → accepted
  contracted           | stop               → stopped
  advance_requested    | return_advance     → contracted
  advance_requested    | pay_advance        → contracted
  advance_requested    | stop               → stopped
  accepted             | fail_acceptance    → contracted
  accepted             | request_payment    → payment_requested
  accepted             | stop               → stopped
  payment_requested    | return_payment     → accepted
  payment_requested    | pay                → paid
  payment_requested    | stop               → stopped
  paid                 | request_payment    → payment_requested
  paid                 | submit_settlement  → settlement_submitted
  settlement_submitted | return_settlement  → paid
  settlement_submitted | approve_settlement → settled
  settled              | recover            → settled
  settled              | waive              → settled
  settled              | close              → closed
  stopped              | recover            → stopped
  stopped              | waive              → stopped
  stopped              | close              → closed`;

const expected = new Map<string, string>();
for (const line of table.trim().split('\n')) {
  const [, from, event, to, only] = /^\s*(\w+)\s+\| (\w+)\s+→ (\w+)\s*(.*)$/.exec(line)!;
  for (const way of only ? only.split(' ') : ways) expected.set(`${way} ${from} ${event}`, to!);
}

describe('the table of states and events', () => {
  it.each(ways)('%s: each cell is the listed move or none', (kind) => {
    const made = new Map<string, string>();
    for (const from of states)
      for (const event of events) {
        const move = transitionFrom(from, event, kind);
        if (move) made.set(`${kind} ${from} ${event}`, move.to);
        expect(eventsFrom(from, kind).filter((x) => x.event === event)).toEqual(move ? [move] : []);
      }
    expect(made).toEqual(new Map([...expected].filter(([cell]) => cell.startsWith(kind))));
  });

  it('reaches every state of a procedure from the draft, and names no move twice', () => {
    const cells = transitions.flatMap((x) => (x.only ?? ways).map((way) => `${x.from} ${x.event} ${way}`));
    expect(new Set(cells).size).toBe(cells.length);
    for (const kind of ways) {
      const reached = new Set<State>(['draft']);
      for (const state of reached) for (const move of eventsFrom(state, kind)) reached.add(move.to);
      const left = states.filter((s) => !reached.has(s));
      expect(left).toEqual(notOn[kind]);
    }
  });

  it('ends in final states only, and no state but those is a dead end', () => {
    for (const kind of ways) {
      const without = (s: State) => eventsFrom(s, kind).length === 0;
      expect(states.filter(without).toSorted()).toEqual([...finalStates].toSorted());
      for (const start of states) expect(endsFrom(start, kind), start).toBe(true);
    }
  });

  it('waits for a move that is legal then, and for nothing at the ends', () => {
    for (const kind of ways)
      for (const state of states.filter((s) => !notOn[kind].includes(s))) {
        const awaited = awaitedEvent(state, kind);
        if (awaited === null) expect([...finalStates, 'draft'], state).toContain(state);
        else expect(transitionFrom(state, awaited, kind), state).toBeDefined();
      }
  });

  it('ends the clock exactly where nothing is awaited any more, and stops it only for the applicant', () => {
    for (const move of transitions) {
      expect(move.clock === 'end', `${move.from} ${move.event}`).toBe(finalStates.includes(move.to));
      expect(move.clock === 'pause').toBe(move.to === 'supplement_requested');
      if (move.clock === 'keep') expect(move.to).toBe(move.from);
    }
  });

  it('shows every state on the way in a stage, in the order of the stages', () => {
    const off = states.filter((s) => stageOf(s) === null);
    expect(off).toEqual(['rejected', 'withdrawn', 'stopped']);
  });
});

/** States a way does not come to. */
const notOn: Readonly<Record<Way, readonly State[]>> = {
  national: [],
  provincial: ['registered', 'appraised_ministry'],
  several: ['appraisal_prepared', 'appraised'],
};

/** Whether some way leads from a state to a final one. */
function endsFrom(start: State, kind: Way): boolean {
  const reached = new Set<State>([start]);
  for (const state of reached) for (const move of eventsFrom(state, kind)) reached.add(move.to);
  return finalStates.some((s) => reached.has(s));
}

describe('the procedures’ data', () => {
  const procedures = new Map<ProcedureKind, Procedure>();
  beforeAll(async () => {
    const { db } = await testDatabase();
    for (const kind of kinds) {
      const on = localDate('2026-11-23');
      const found = await inProvince({ db, province: '40' }, (tx) => procedureOn(tx, kind, '40', on));
      procedures.set(kind, expectOk(found));
    }
  });

  it.each(kinds)('%s: names who may do every move of its table, and waits on one of them', (kind) => {
    const { steps } = procedures.get(kind)!;
    for (const move of transitions.filter((x) => x.only === undefined || x.only.includes(kind))) {
      if (kind === 'provincial' && /^registered|ministry/.test(move.from)) continue;
      const step = steps.get((move.permittedBy ?? move.event) as Parameters<typeof steps.get>[0]);
      expect(step?.roles.length, `${move.from} ${move.event}`).toBeGreaterThan(0);
    }
    for (const step of steps.values())
      if (step.ownerRole !== null) expect(step.roles, step.event).toContain(step.ownerRole);
    const known = new Set<string>(events satisfies readonly Event[]);
    for (const step of steps.keys()) expect(known).toContain(step);
  });
});
