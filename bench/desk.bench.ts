import { addDays, todayIn, yearOf } from '#kernel';
import { inProvince, type Database } from '#platform/server';
import { SOON_DAYS, waitListFrom, type WaitFilter } from '#projects';
import { deskWaits, endedWaits, listWaits, openWaits, waitingFor } from '#projects/server';
import { startBenchApplication } from './support/application.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';
import { Visit } from './support/http.ts';
import { runLoad, type LoadResult } from './support/load.ts';
import { growProjectsTo, makeProvince, PROVINCE } from './support/projects.ts';
import { growLegs } from './support/legs.ts';
import { growWaitsTo } from './support/waits.ts';

const CALLERS = 8;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
/** Every project has a running wait. */
const OPEN = Number(process.env['BENCH_PROJECTS'] ?? 100_000);
const PAST = Number(process.env['BENCH_PAST'] ?? 1_000_000);
const GOAL_MS = 40;

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, CALLERS);
  const people = await makeProvince(database);
  const url = await startBenchApplication(tools, database);
  const officer = new Visit(url, CALLERS);
  tools.atEnd(() => officer.close());
  await officer.signInAs(people.centreOfficer.actor.accountId);
  tools.note(`making ${OPEN.toLocaleString('en')} open waits and ${PAST.toLocaleString('en')} past ones …`);
  await growProjectsTo(database, OPEN);
  const today = todayIn(new Date());
  await growWaitsTo(database, PAST, today);
  await growLegs(database, today);

  const year = yearOf(today);
  const contents = (await database.owner.query<{ code: string }>('select code from law.content')).rows;
  const contentAt = (at: number) => contents[at % contents.length]!.code;
  const lists = [
    `kind=late&step=approve_plan`,
    `kind=soon`,
    `kind=ended&step=accept_dossier&year=${year - 1}`,
    `kind=ended_late&year=${year}`,
  ];
  const legLists = [`outcome=running&year=${year}`, `leg=plan&year=${year - 1}`, `leg=works&outcome=passed`];
  const all = { year, procedure: null, content: null };
  const ways: readonly (readonly [string, (at: number) => Promise<unknown>])[] = [
    ['desk, store', () => askTheDesk(database.db)],
    ['where it waits, store', () => askTheWaits(database.db, all)],
    [
      'where it waits, one content, store',
      (at) => askTheWaits(database.db, { ...all, content: contentAt(at) }),
    ],
    ['list behind a figure, store', (at) => askTheList(database.db, lists[at % lists.length]!)],
    ['page /desk', () => officer.get('/desk')],
    ['page /desk/waits', () => officer.get('/desk/waits')],
    ['page /desk/waits/lead', () => officer.get('/desk/waits/lead')],
    [
      'page /desk/waits/lead/list',
      (at) => officer.get(`/desk/waits/lead/list?${legLists[at % legLists.length]!}`),
    ],
    ['page /desk/waits/forecast', () => officer.get('/desk/waits/forecast')],
    [
      'page /desk/waits/forecast/list',
      (at) => officer.get(`/desk/waits/forecast/list?event=settlement&month=${monthAt(today, at % 6)}`),
    ],
    ['page /desk/waits/list', (at) => officer.get(`/desk/waits/list?${lists[at % lists.length]!}`)],
  ];
  const measures: Measure[] = [];
  for (const [name, call] of ways) {
    tools.note(name);
    const load = { callers: CALLERS, seconds: SECONDS, warmUpSeconds: SECONDS / 4 };
    measures.push(...told(name, await runLoad({ ...load, call: (caller, at) => call(caller * 5 + at) })));
  }
  return measures;
}

/** What the desk asks of its waits: the first hundred, and where dossiers wait. */
const askTheDesk = (db: Database) =>
  inProvince({ db, province: PROVINCE }, async (tx) => {
    await waitingFor(tx, PROVINCE, ['centre_officer'], 41);
    await deskWaits(tx, PROVINCE, todayIn(new Date()));
  });

/** The month some months from today, as the forecast's list is asked for it. */
function monthAt(today: string, later: number): string {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + later;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

const daysNow = () => {
  const today = todayIn(new Date());
  return { today, soonUntil: addDays(today, SOON_DAYS + 2) };
};

const askTheWaits = (db: Database, filter: WaitFilter) =>
  inProvince({ db, province: PROVINCE }, async (tx) => {
    await openWaits(tx, PROVINCE, filter, daysNow());
    await endedWaits(tx, PROVINCE, filter);
  });

const askTheList = (db: Database, query: string) =>
  inProvince({ db, province: PROVINCE }, (tx) =>
    listWaits(tx, PROVINCE, waitListFrom(new URLSearchParams(query), yearOf(daysNow().today)), daysNow(), {
      after: null,
      size: 40,
    }),
  );

function told(name: string, result: LoadResult): readonly Measure[] {
  return [
    { metric: `${name}: requests`, value: result.perSecond, unit: '1/s' },
    { metric: `${name}: p50`, value: result.p50, unit: 'ms' },
    {
      metric: `${name}: p95`,
      value: result.p95,
      unit: 'ms',
      goal: `under ${GOAL_MS} ms at ${CALLERS} callers`,
      met: result.p95 < GOAL_MS && result.errors === 0,
    },
    ...(result.errors > 0 ? [{ metric: `${name}: errors`, value: result.errors, unit: 'count' }] : []),
  ];
}

export default bench({
  about: `the desk, where it waits, the lead time and the forecast, with ${OPEN.toLocaleString('en')} open waits and ${PAST.toLocaleString('en')} past ones`,
  run,
});
