import { localDate } from '#kernel';
import { findNormDraft, normSetInputOf, saveNormDraft, startNormDraft } from '#law/server';
import { expectOk, ok } from '#kernel';
import { inProvince } from '#platform/server';
import { askForSimulation, findSimulation, runSimulation } from '#projects/server';
import type { Cast } from '#app/demo/cast.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase, type BenchDatabase } from './support/database.ts';
import { addRequests, growProjectsTo, makeProvince, PROVINCE } from './support/projects.ts';

/** BENCH_SIZES=200,1000 looks whether it runs, without waiting for 10^5 projects. */
const SIZES = (process.env['BENCH_SIZES'] ?? '10000,100000').split(',').map(Number);
const GOAL_SECONDS = 5;
const FROM = localDate('2027-01-01');

interface Seen {
  readonly seconds: number;
  readonly rows: number;
  /** Highest heap and resident memory while it ran, above what there was before, in MB. */
  readonly heap: number;
  readonly resident: number;
  /** How often another reader saw the progress move. */
  readonly moves: number;
  /** The longest the process answered nobody else, in ms. */
  readonly longestPause: number;
}

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, 4);
  const people = await makeProvince(database);
  const draftId = await draftOf(people);
  const measures: Measure[] = [];
  let first: Seen | undefined;
  for (const size of SIZES) {
    tools.note(`growing to ${size.toLocaleString('en')} projects with their requests …`);
    // One project in six is a national one and not asked about.
    await growProjectsTo(database, Math.ceil((size * 6) / 5));
    await addRequests(database);
    // Once unmeasured: connections, compiled code, pages of the database in memory.
    await simulate(database, people, draftId);
    const seen = await simulate(database, people, draftId);
    measures.push(...told(size, seen, first));
    first ??= seen;
  }
  return measures;
}

/** The next local set as an office would write it: a copy of the national one with a higher cap for machines. */
async function draftOf(people: Cast): Promise<string> {
  const cx = people.departmentSpecialist;
  const national = await inProvince(cx, (tx) => normSetInputOf(tx, PROVINCE, 'national-2018-05-11'));
  const { id } = expectOk(await startNormDraft(cx, { from: 'nothing', fund: 'local' }));
  const norms = national!.norms.map((norm) =>
    norm.rule.kind === 'percent_with_cap'
      ? { ...norm, rule: { ...norm.rule, percent: 40 }, examples: [] }
      : norm,
  );
  expectOk(await saveNormDraft(cx, id, 1, (input) => ok({ ...input, from: FROM, norms })));
  const draft = await inProvince(cx, (tx) => findNormDraft(tx, PROVINCE, id));
  if (draft === undefined) throw new Error('the draft is gone');
  return id;
}

async function simulate(database: BenchDatabase, people: Cast, draftId: string): Promise<Seen> {
  const cx = people.departmentSpecialist;
  const asked = { fromYear: 2002, untilYear: 2100, projects: 'all', content: null, locale: 'vi' } as const;
  const { id } = expectOk(await askForSimulation(cx, draftId, asked));
  const scope = { db: database.db, province: PROVINCE };
  (globalThis as { gc?: () => void }).gc?.();
  const before = process.memoryUsage();
  let [heap, resident, moves, lastSeen, longestPause] = [0, 0, 0, -1, 0];
  let ticked = performance.now();
  const ticking = setInterval(() => {
    longestPause = Math.max(longestPause, performance.now() - ticked - 5);
    ticked = performance.now();
    const now = process.memoryUsage();
    heap = Math.max(heap, now.heapUsed - before.heapUsed);
    resident = Math.max(resident, now.rss - before.rss);
  }, 5);
  const watching = setInterval(() => {
    void inProvince(scope, (tx) => findSimulation(tx, PROVINCE, id)).then((found) => {
      if (found?.state === 'running' && found.rowsDone > lastSeen) {
        lastSeen = found.rowsDone;
        moves++;
      }
    });
  }, 100);
  const began = performance.now();
  await runSimulation(scope, id, { clock: () => new Date() });
  const seconds = (performance.now() - began) / 1000;
  clearInterval(ticking);
  clearInterval(watching);
  const done = await inProvince(scope, (tx) => findSimulation(tx, PROVINCE, id));
  if (done?.result == null) throw new Error('the simulation has no result');
  return {
    seconds,
    rows: done.result.total.projects,
    heap: heap / 2 ** 20,
    resident: resident / 2 ** 20,
    moves,
    longestPause,
  };
}

const round = (value: number, digits = 1) => Number(value.toFixed(digits));

function told(size: number, seen: Seen, first: Seen | undefined): readonly Measure[] {
  const head = `${size.toLocaleString('en')} projects`;
  const largest = size === SIZES.at(-1);
  return [
    { metric: `${head}: local ones computed twice`, value: seen.rows, unit: 'count' },
    {
      metric: `${head}: from asked to result`,
      value: round(seen.seconds, 2),
      unit: 's',
      ...(largest ? { goal: `< ${GOAL_SECONDS} s`, met: seen.seconds < GOAL_SECONDS } : {}),
    },
    { metric: `${head}: rows`, value: Math.round(seen.rows / seen.seconds), unit: '1/s' },
    {
      metric: `${head}: heap at its highest, above the start`,
      value: round(seen.heap),
      unit: 'MB',
      ...(first === undefined
        ? {}
        : { peer: `at ${SIZES[0]}`, peerValue: round(first.heap), ratio: round(seen.heap / first.heap, 2) }),
    },
    { metric: `${head}: resident memory, above the start`, value: round(seen.resident), unit: 'MB' },
    { metric: `${head}: times the progress was seen to move`, value: seen.moves, unit: 'count' },
    { metric: `${head}: longest pause of the process`, value: round(seen.longestPause), unit: 'ms' },
  ];
}

export default bench({
  about: `a draft of norms over a province's past projects, to ${SIZES.at(-1)?.toLocaleString('en')}`,
  run,
});
