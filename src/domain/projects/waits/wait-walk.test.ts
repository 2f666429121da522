import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  localDate,
  type LocalDate,
  type WorkingCalendar,
} from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince, type Tx } from '#platform/server';
import {
  closeAllDeadlines,
  closeDeadline,
  pauseDeadline,
  resumeDeadline,
  startDeadline,
} from '#records/server';
import { endedWaits, openWaits } from './wait-counts.store.server.ts';
import { listWaits } from './wait-list.store.server.ts';
import { countedWaits, SOON_DAYS, waitKinds, type WaitListFilter } from './waits.ts';

let database: TestDatabase;
let people: Cast;
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
  const { owner, establishmentId } = await newWorkshop(people);
  projects = [];
  for (const contentCode of ['MM-01', 'MM-01', 'MM-02'])
    projects.push(await submitted(owner, establishmentId, { title: `Máy ${contentCode}` }));
  calendar = await within(workingCalendarOn);
});
/** Past the trigger, so the counts go with the waits. */
const forget = () =>
  database.super.query(
    `delete from records.deadline; commit; truncate records.open_wait_count, records.ended_wait_count`,
  );

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
      const { rows } = await within((tx) =>
        listWaits(tx, province, list, days(), { after: null, size: 100 }),
      );
      const [listed, counted] = [rows.length, countedWaits(list, kept.open, kept.ended)];
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
