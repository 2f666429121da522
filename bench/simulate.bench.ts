import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Cast } from '#app/demo/cast.ts';
import { simulateToFile } from '#app/norms/simulation-file.ts';
import { expectOk, localDate, ok } from '#kernel';
import { normSetInputOf, saveNormDraft, startNormDraft } from '#law/server';
import { inProvince } from '#platform/server';
import { askForSimulation, findSimulation, runSimulation } from '#projects/server';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase, type BenchDatabase } from './support/database.ts';
import { addRequests, growProjectsTo, makeProvince, PROVINCE } from './support/projects.ts';

/** BENCH_SIZES=200,1000 looks whether it runs, without waiting for 10^5 projects. */
const SIZES = (process.env['BENCH_SIZES'] ?? '10000,100000').split(',').map(Number);
const GOAL_SECONDS = 5;
const FROM = localDate('2027-01-01');

interface Seen {
  readonly seconds: number;
  /** Of the application's process alone, on one core. */
  readonly cpuSeconds: number;
  readonly rows: number;
  /** Resident memory at its most, above what there was before, in MB. */
  readonly resident: number;
  /** How often another reader saw the progress move. */
  readonly moves: number;
  /** The longest the process answered nobody else, in ms. */
  readonly longestPause: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MB = 2 ** 20;
const clock = () => new Date();

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, 4);
  const people = await makeProvince(database);
  const draftId = await draftOf(people);
  const measures: Measure[] = [];
  let first: number | undefined;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kc-simulate-'));
  tools.atEnd(() => rmSync(folder, { recursive: true, force: true }));
  for (const size of SIZES) {
    tools.note(`growing to ${size.toLocaleString('en')} projects with their requests …`);
    // One project in six is a national one and not asked about.
    await growProjectsTo(database, Math.ceil((size * 6) / 5));
    await addRequests(database);
    // First unmeasured but for memory: connections, compiled code, pages of the database come in.
    const held = await heldWhile(database, await ask(people, draftId));
    const seen = await simulate(database, folder, await ask(people, draftId));
    measures.push(...told(size, seen, held, first));
    first ??= held;
  }
  return measures;
}

/** The next local set as an office would write it: a copy of the national one with another share. */
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
  return id;
}

async function ask(people: Cast, draftId: string): Promise<string> {
  const asked = { fromYear: 2002, untilYear: 2100, projects: 'all', content: null, locale: 'vi' } as const;
  return expectOk(await askForSimulation(people.departmentSpecialist, draftId, asked)).id;
}

/** What is still held after collecting, at its most during a run, above what there was at its first page, in MB. */
async function heldWhile({ db }: BenchDatabase, id: string): Promise<number> {
  let [first, most, page] = [0, 0, 0];
  await runSimulation({ db, province: PROVINCE }, id, {
    clock,
    take: () => {
      if (page++ % 10 === 0) {
        collect();
        const { heapUsed } = process.memoryUsage();
        if (first === 0) first = heapUsed;
        most = Math.max(most, heapUsed - first);
      }
      return Promise.resolve();
    },
  });
  return most / MB;
}

/** The whole job, with its file, as the worker does it. */
async function simulate({ db }: BenchDatabase, folder: string, id: string): Promise<Seen> {
  const scope = { db, province: PROVINCE };
  collect();
  const before = process.memoryUsage();
  let [resident, moves, lastSeen, longestPause] = [0, 0, -1, 0];
  let ticked = performance.now();
  const ticking = setInterval(() => {
    longestPause = Math.max(longestPause, performance.now() - ticked - 5);
    ticked = performance.now();
    resident = Math.max(resident, process.memoryUsage.rss() - before.rss);
  }, 5);
  const watching = setInterval(() => {
    void inProvince(scope, (tx) => findSimulation(tx, PROVINCE, id)).then((found) => {
      if (found?.state === 'running' && found.rowsDone > lastSeen) {
        lastSeen = found.rowsDone;
        moves++;
      }
    });
  }, 100);
  const cpu = process.cpuUsage();
  const began = performance.now();
  await simulateToFile(scope, folder, id, clock);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(ticking);
  clearInterval(watching);
  const done = await inProvince(scope, (tx) => findSimulation(tx, PROVINCE, id));
  if (!done?.result) throw new Error('the simulation has no result');
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    rows: done.result.total.projects,
    resident: resident / MB,
    moves,
    longestPause,
  };
}

const round = (value: number, digits = 1) => Number(value.toFixed(digits));

function told(size: number, seen: Seen, held: number, first: number | undefined): readonly Measure[] {
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
    { metric: `${head}: of it, computing`, value: round(seen.cpuSeconds, 2), unit: 's' },
    { metric: `${head}: rows`, value: Math.round(seen.rows / seen.seconds), unit: '1/s' },
    {
      metric: `${head}: memory held, above the first page`,
      value: round(held, 2),
      unit: 'MB',
      ...(first === undefined ? {} : { peer: `at ${SIZES[0]}`, peerValue: round(first, 2) }),
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
