import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import {
  addDays,
  addWorkingDays,
  expectOk,
  isWorkingDay,
  localDate,
  type LocalDate,
  type WorkingCalendar,
} from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince, type Tx } from '#platform/server';
import { keyFrom } from '../project-list.ts';
import {
  closeAllDeadlines,
  closeDeadline,
  pauseDeadline,
  resumeDeadline,
  startDeadline,
} from '#records/server';
import type { Context } from '#people/server';
import { draftOf, saveDraft, submitRequest } from '../index.server.ts';
import { deskWaits, endedWaits, openWaits } from './wait-counts.store.server.ts';
import { countListedWaits, listWaits } from './wait-list.store.server.ts';
import { SOON_DAYS, waitKinds, type WaitListFilter } from './waits.ts';

let database: TestDatabase;
let people: Cast;
let owner: Context;
let projects: string[];
let calendar: WorkingCalendar;
const steps = [
  ['accept_dossier', 'centre_officer', 3],
  ['conclude_appraisal', 'department_leader', 5],
  ['conclude_appraisal', 'department_specialist', 5],
] as const;
/** The days before Tết 2026, so that walks cross the holidays. */
const first = localDate('2025-12-20');
const today = localDate('2026-03-20');
const days = () => ({ today, soonUntil: addWorkingDays(today, SOON_DAYS, calendar) });

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const workshop = await newWorkshop(people);
  owner = workshop.owner;
  const { establishmentId } = workshop;
  projects = [];
  for (const contentCode of ['MM-01', 'MM-01', 'MM-02'])
    projects.push(await submitted(owner, establishmentId, { title: `Máy ${contentCode}` }));
  calendar = await within(workingCalendarOn);
});
/** Past the trigger, so the counts go with the waits. */
const forget = () =>
  database.super.query('truncate records.deadline, records.open_wait_count, records.ended_wait_count');
beforeEach(forget);

const within = <T>(work: (tx: Tx) => Promise<T>) => inProvince(people.centreOfficer, work);
const noon = (day: LocalDate) => new Date(`${day}T05:00:00Z`);
const all: WaitListFilter = {
  year: 2026,
  procedure: null,
  content: null,
  kind: 'open',
  stage: null,
  step: null,
  role: null,
};

interface Wait {
  readonly project: number;
  readonly started: LocalDate;
  /** Days on which the clock stood. */
  readonly paused: Set<LocalDate>;
  pausedOn: LocalDate | null;
  closed: LocalDate | null;
}

/** Working days after the first until the last, without those that lie in a pause: counted one by one. */
function countedDays(wait: Wait): number {
  let n = 0;
  for (let day = addDays(wait.started, 1); day <= (wait.closed ?? day); day = addDays(day, 1))
    if (isWorkingDay(day, calendar) && !wait.paused.has(day)) n++;
  return n;
}

const move = fc.record({
  what: fc.constantFrom('start', 'start', 'pause', 'resume', 'close', 'close', 'end'),
  project: fc.nat(2),
  step: fc.nat(2),
  later: fc.nat(4),
});

async function walk(moves: readonly (typeof move extends fc.Arbitrary<infer M> ? M : never)[]) {
  const waits: Wait[] = [];
  let day = first;
  const closing = (wait: Wait) => {
    if (wait.pausedOn !== null)
      for (let d = addDays(wait.pausedOn, 1); d <= day; d = addDays(d, 1)) wait.paused.add(d);
    wait.closed = day;
  };
  for (const { what, project, step, later } of moves) {
    day = addDays(day, later);
    const subject = { kind: 'project', id: projects[project]! };
    const open = waits.filter((w) => w.project === project && w.closed === null);
    const running = open.find((w) => w.pausedOn === null);
    const paused = open.find((w) => w.pausedOn !== null);
    const { province } = people.centreOfficer;
    await within(async (tx) => {
      if (what === 'start' && !running) {
        const [event, ownerRole, given] = steps[step]!;
        await startDeadline(
          tx,
          province,
          { subject, step: event, ownerRole, days: given, startedOn: day },
          calendar,
        );
        waits.push({ project, started: day, paused: new Set(), pausedOn: null, closed: null });
      } else if (what === 'pause' && !paused) {
        await pauseDeadline(tx, province, subject, day, calendar);
        if (running) running.pausedOn = day;
      } else if (what === 'resume' && !running) {
        await resumeDeadline(tx, province, subject, day, calendar);
        if (paused?.pausedOn) {
          for (let d = addDays(paused.pausedOn, 1); d <= day; d = addDays(d, 1)) paused.paused.add(d);
          paused.pausedOn = null;
        }
      } else if (what === 'close') {
        await closeDeadline(tx, province, subject, noon(day), calendar);
        if (running) closing(running);
      } else if (what === 'end') {
        await closeAllDeadlines(tx, province, subject, noon(day), calendar);
        open.forEach(closing);
      }
    });
  }
  return waits;
}

/** What the figures should say, asked of the waits themselves. */
async function recounted(year: number, content: string | null) {
  const ended = await database.super.query(
    `select extract(year from closed_on)::int as year, step, owner_role as role, count(*)::int as ended,
            count(*) filter (where closed_late)::int as late, count(*) filter (where days_used is null)::int as unknown,
            percentile_disc(0.5) within group (order by days_used) as median,
            percentile_disc(0.9) within group (order by days_used) as ninetieth, round(avg(days), 1)::float8 as given
       from records.deadline
      where closed_at is not null and extract(year from closed_on) in ($1::int, $1::int - 1) and ($2::text is null or content = $2)
      group by 1, 2, 3`,
    [year, content],
  );
  const open = await database.super.query(
    `select step, owner_role as role, count(*)::int as open, count(*) filter (where due_on < $1)::int as late,
            count(*) filter (where due_on between $1 and $2)::int as soon, min(started_on) as oldest
       from records.deadline where closed_at is null and paused_on is null and ($3::text is null or content = $3)
      group by 1, 2`,
    [today, days().soonUntil, content],
  );
  return { ended: ended.rows as object[], open: open.rows as object[] };
}

const sorted = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();

async function expectAgreement() {
  const { province } = people.centreOfficer;
  for (const content of [null, 'MM-01', 'MM-02']) {
    const truth = await recounted(2026, content);
    const filter = { ...all, content };
    const kept = await within(async (tx) => ({
      ended: await endedWaits(tx, province, filter),
      open: await openWaits(tx, province, filter, days()),
    }));
    expect(sorted(kept.ended)).toEqual(sorted(truth.ended));
    expect(sorted(kept.open)).toEqual(sorted(truth.open));
    for (const kind of waitKinds) {
      const list = { ...filter, kind };
      const [listed, counted] = await within(async (tx) => [
        (await listWaits(tx, province, list, days(), { after: null, size: 100 })).rows.length,
        await countListedWaits(tx, province, list, days(), 1000),
      ]);
      const of = (rows: readonly object[], name: string) =>
        rows.reduce((sum, row) => sum + Number((row as Record<string, number>)[name]), 0);
      const figure = {
        open: of(truth.open, 'open'),
        late: of(truth.open, 'late'),
        soon: of(truth.open, 'soon'),
        ended: of(
          truth.ended.filter((row) => (row as { year: number }).year === 2026),
          'ended',
        ),
        ended_late: of(
          truth.ended.filter((row) => (row as { year: number }).year === 2026),
          'late',
        ),
      }[kind];
      expect([listed, counted], kind).toEqual([figure, figure]);
    }
  }
}

describe('after any walk of waits that begin, stand still, go on and end', () => {
  it('the kept figures are those of a full recount, and each wait took the days a calendar shows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 30 }), async (moves) => {
        await forget();
        const waits = await walk(moves);
        const { rows } = await database.super.query<{ used: number }>(
          'select days_used as used from records.deadline where closed_at is not null order by days_used',
        );
        const counted = waits.filter((w) => w.closed !== null).map(countedDays);
        expect(rows.map((row) => row.used)).toEqual(counted.toSorted((a, b) => a - b));
        await expectAgreement();
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

/** Waits of the centre that began on one day and took so many working days each. */
async function ended(taken: readonly number[]) {
  const { province } = people.centreOfficer;
  const subject = { kind: 'project', id: projects[0]! };
  const startedOn = localDate('2026-03-02');
  for (const n of taken)
    await within(async (tx) => {
      const wait = { subject, step: 'accept_dossier', ownerRole: 'centre_officer', days: 3, startedOn };
      await startDeadline(tx, province, wait, calendar);
      await closeDeadline(tx, province, subject, noon(addWorkingDays(startedOn, n, calendar)), calendar);
    });
}

const figures = (filter: Partial<WaitListFilter> = {}) =>
  within((tx) => endedWaits(tx, people.centreOfficer.province, { ...all, ...filter }));

describe('the figures of a desk', () => {
  it('median and ninetieth are days that waits really took, the nearest rank', async () => {
    await ended([1, 1, 2, 2, 3, 3, 4, 5, 9, 20]);
    expect(await figures()).toEqual([
      {
        ...{ year: 2026, step: 'accept_dossier', role: 'centre_officer', ended: 10, late: 4, unknown: 0 },
        ...{ median: 3, ninetieth: 9, given: 3 },
      },
    ]);
    await ended([30]);
    expect(await figures()).toMatchObject([{ ended: 11, median: 3, ninetieth: 20 }]);
  });

  it('of one wait both are its days; what ended on the day it began took none', async () => {
    await ended([0]);
    expect(await figures()).toMatchObject([{ ended: 1, late: 0, median: 0, ninetieth: 0 }]);
  });

  it('a wait of which the days are not known is counted, said to be so, and in no median', async () => {
    await ended([2, 4]);
    await within((tx) =>
      tx.updateTable('records.deadline').set({ days_used: null }).where('days_used', '=', 4).execute(),
    );
    expect(await figures()).toMatchObject([{ ended: 2, unknown: 1, median: 2, ninetieth: 2 }]);
  });

  it('are of the year a wait ended in, its programme and its content', async () => {
    await ended([1, 2]);
    expect(await figures({ year: 2027 })).toMatchObject([{ year: 2026, ended: 2 }]);
    expect(await figures({ year: 2025 })).toEqual([]);
    expect(await figures({ procedure: 'provincial', content: 'MM-01' })).toMatchObject([{ ended: 2 }]);
    expect(await figures({ procedure: 'national' })).toEqual([]);
    expect(await figures({ content: 'MM-02' })).toEqual([]);
  });

  it('another province sees none of it, neither figures nor waits', async () => {
    await ended([1, 2]);
    const elsewhere = { db: database.db, province: '38' };
    const seen = await inProvince(elsewhere, async (tx) => [
      await endedWaits(tx, '40', all),
      await openWaits(tx, '40', all, days()),
      (await listWaits(tx, '40', { ...all, kind: 'ended' }, days(), { after: null, size: 10 })).rows,
      await deskWaits(tx, '40', today),
    ]);
    expect(seen).toEqual([[], [], [], []]);
    expect(people.centreOfficer.province).toBe('40');
  });

  it('the list behind a figure is paged by key, newest first, without gap or double', async () => {
    await ended([1, 2, 2, 2, 3, 4, 5]);
    const seen: string[] = [];
    const taken: (number | null)[] = [];
    for (let after: string | null = null, turns = 0; turns < 9; turns++) {
      const page = await within((tx) =>
        listWaits(tx, '40', { ...all, kind: 'ended' }, days(), { after: keyFrom(after), size: 2 }),
      );
      seen.push(...page.rows.map((row) => row.id));
      taken.push(...page.rows.map((row) => row.daysUsed));
      after = page.next;
      if (after === null) break;
    }
    expect(taken).toEqual([5, 4, 3, 2, 2, 2, 1]);
    expect(new Set(seen).size).toBe(7);
  });
});

describe('a request on its way', () => {
  it('moves from desk to desk, and open figures follow it when a supplement changes its content', async () => {
    const workshop = await newWorkshop(people);
    const id = await submitted(workshop.owner, workshop.establishmentId);
    const open = (content: string | null) =>
      within((tx) => openWaits(tx, '40', { ...all, content }, { today, soonUntil: addDays(today, 7) }));
    const centre = { step: 'accept_dossier', role: 'centre_officer', open: 1 };
    expect(await open('MM-01')).toMatchObject([centre]);

    expectOk(await act(people.centreOfficer, id, 'request_supplement', { reason: 'Thiếu báo giá' }));
    expect(await open('MM-01')).toMatchObject([{ step: 'answer_supplement', open: 1 }]);
    const draft = (await within((tx) => draftOf(tx, '40', id)))!;
    const fields = { ...draft.fields, contentCode: 'MM-02' };
    const { revision } = expectOk(
      await saveDraft(workshop.owner, { projectId: id, fields, revision: draft.revision }),
    );
    expectOk(await submitRequest(workshop.owner, { projectId: id, draftRevision: revision }));
    expect(await open('MM-01')).toEqual([]);
    expect(await open('MM-02')).toMatchObject([centre]);
    expect(await within((tx) => deskWaits(tx, '40', today))).toMatchObject([
      { ownerRole: 'centre_officer', open: 1 },
    ]);
    expect(await figures({ content: 'MM-01' })).toMatchObject([{ step: 'answer_supplement', ended: 1 }]);

    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    expect(await open(null)).toMatchObject([{ step: 'prepare_appraisal', open: 1 }]);
    expect(await figures({ content: 'MM-02' })).toMatchObject([
      { step: 'accept_dossier', role: 'centre_officer', ended: 1, late: 0 },
    ]);
  });
});
