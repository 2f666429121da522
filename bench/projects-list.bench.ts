import { localDate } from '#kernel';
import { inProvince, type Database } from '#platform/server';
import { deskWaits, waitingFor } from '#projects/server';
import { startBenchApplication } from './support/application.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';
import { Visit } from './support/http.ts';
import { askTheStore, questionsNow, type Question } from './support/list-mix.ts';
import { runLoad, type LoadResult } from './support/load.ts';
import { growProjectsTo, makeProvince, PROVINCE } from './support/projects.ts';

/** BENCH_SIZES=200,1000 looks whether it runs, without waiting for 10^5 projects. */
const SIZES = (process.env['BENCH_SIZES'] ?? '1000,10000,100000').split(',').map(Number);
const CALLERS = 8;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const GOAL_MS = 30;
const TODAY = localDate('2026-11-23');

/** What is measured at each size; `name` begins its lines. */
interface Way {
  readonly name: string;
  readonly bounded: boolean;
  readonly call: (at: number) => Promise<unknown>;
}

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, CALLERS);
  const people = await makeProvince(database);
  const url = await startBenchApplication(tools, database);
  const officer = new Visit(url, CALLERS);
  tools.atEnd(() => officer.close());
  await officer.signInAs(people.centreOfficer.actor.accountId);

  const measures: Measure[] = [];
  const smallest = new Map<string, LoadResult>();
  for (const size of SIZES) {
    tools.note(`growing to ${size.toLocaleString('en')} projects …`);
    await growProjectsTo(database, size);
    const questions = await questionsNow(database.db);
    for (const way of waysOf(database.db, officer, questions)) {
      const load = { callers: CALLERS, seconds: SECONDS, warmUpSeconds: SECONDS / 4 };
      const result = await runLoad({ ...load, call: (caller, at) => way.call(caller * 5 + at) });
      if (!smallest.has(way.name)) smallest.set(way.name, result);
      measures.push(...told(way, size, result, smallest.get(way.name)!));
    }
    if (size === SIZES.at(-1)) measures.push(...(await oneByOne(database.db, questions)));
  }
  return measures;
}

const inTurn = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

function waysOf(db: Database, officer: Visit, questions: readonly Question[]): readonly Way[] {
  return [
    {
      name: 'list, store',
      bounded: true,
      call: (at) => askTheStore(db, inTurn(questions, at)[1]),
    },
    {
      name: 'list, page /desk/projects',
      bounded: true,
      call: (at) => officer.get(`/desk/projects?${inTurn(questions, at)[1]}`),
    },
    { name: 'desk, store', bounded: false, call: () => askTheDesk(db) },
  ];
}

/** What the desk asks: its first hundred, and where dossiers wait in the province. */
function askTheDesk(db: Database): Promise<unknown> {
  const mine = ['centre_officer'] as const;
  return inProvince({ db, province: PROVINCE }, async (tx) => {
    await waitingFor(tx, PROVINCE, mine, 100);
    await deskWaits(tx, PROVINCE, TODAY);
  });
}

/** The lines of one way at one size; beyond the smallest size, p95 stands beside the smallest's. */
function told(way: Way, size: number, result: LoadResult, first: LoadResult): readonly Measure[] {
  const head = `${way.name}, ${size.toLocaleString('en')}`;
  const ratio = Math.round((result.p95 / first.p95) * 100) / 100;
  const largest = way.bounded && size === SIZES.at(-1);
  return [
    { metric: `${head}: requests`, value: result.perSecond, unit: '1/s' },
    { metric: `${head}: p50`, value: result.p50, unit: 'ms' },
    {
      metric: `${head}: p95`,
      value: result.p95,
      unit: 'ms',
      ...(result === first ? {} : { peer: `at ${SIZES[0]}`, peerValue: first.p95, ratio }),
      ...(largest
        ? { goal: `within 2 × and under ${GOAL_MS} ms`, met: ratio <= 2 && result.p95 < GOAL_MS }
        : {}),
    },
    { metric: `${head}: p99`, value: result.p99, unit: 'ms' },
    ...(result.errors > 0 ? [{ metric: `${head}: errors`, value: result.errors, unit: 'count' }] : []),
  ];
}

/** Every question of the mix alone, by one caller: which of them is the slow one. */
async function oneByOne(db: Database, questions: readonly Question[]): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const [name, query] of questions) {
    const load = { callers: 1, seconds: SECONDS / 8, warmUpSeconds: SECONDS / 16 };
    const { p50 } = await runLoad({ ...load, call: () => askTheStore(db, query) });
    measures.push({ metric: `alone: ${name}`, value: p50, unit: 'ms' });
  }
  return measures;
}

export default bench({
  about: `the staff list and the desk by ${CALLERS} callers, as projects grow to ${SIZES.at(-1)?.toLocaleString('en')}`,
  run,
});
