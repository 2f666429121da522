import { setTimeout as sleep } from 'node:timers/promises';
import { expectOk, newId, ok } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent, sealTrail, verifyTrail } from '#records/server';
import { cast } from '../tests/support/cast.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase, type BenchDatabase } from './support/database.ts';

const CALLERS = 8;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const ROUNDS = 5;
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
/** As many times a minute as the application seals, a hundredfold: the cost must show in rounds of some seconds. */
const EVERY_MS = 2_000;
const GOAL_SECONDS = 10;

let made = 0;

/** One change with its event, as every use case makes them: a transaction that names its province and commits durably. */
async function change(cx: Context): Promise<void> {
  const subject = { kind: 'project', id: newId() };
  const after = { no: ++made, amount: '125000000', note: 'Máy dệt kim tự động, xã Quỳ Hợp' };
  const event = { kind: 'project.changed', subject, before: { no: made - 1, amount: '100000000' }, after };
  expectOk(await transact(cx, async (tx) => ok(await recordEvent(tx, cx, event))));
}

/** Events a second of callers that each wait for their commit, beside `meanwhile`. */
async function rateOf(cx: Context, seals: boolean): Promise<number> {
  const began = performance.now();
  const end = began + SECONDS * 1000;
  let done = 0;
  const writers = Array.from({ length: CALLERS }, async () => {
    while (performance.now() < end) {
      await change(cx);
      done++;
    }
  });
  const sealer = async () => {
    while (seals && performance.now() < end) {
      await sleep(EVERY_MS);
      await sealTrail(cx, new Date());
    }
  };
  const sealing = sealer();
  await Promise.all(writers);
  const rate = (done * 1000) / (performance.now() - began);
  await sealing;
  // What a round without seals has left is not the next one's work.
  await sealTrail(cx, new Date());
  return rate;
}

/** Some hundred thousand events in one piece; how they came is of no matter to what seals and verifies them. */
async function grow(database: BenchDatabase, cx: Context, count: number): Promise<void> {
  const client = await database.app.connect();
  await client.query(`select set_config('kc.province', $1, false)`, [cx.province]);
  for (let left = count; left > 0; left -= 100_000)
    await client.query(
      `insert into records.event (province, id, at, actor_id, kind, subject_kind, subject_id, before, after, origin)
       select $1, gen_random_uuid(), now() - n * interval '1 second', $2, 'project.changed', 'project', gen_random_uuid(),
              jsonb_build_object('no', n, 'amount', '100000000'),
              jsonb_build_object('no', n + 1, 'amount', '125000000', 'note', 'Máy dệt kim tự động, xã Quỳ Hợp'),
              '{"via": "page", "address": "public", "network": "203.113.131.0/24", "session": "0a1b2c3d4e5f"}'
         from generate_series(1, $3::int) n`,
      [cx.province, cx.actor.accountId, Math.min(left, 100_000)],
    );
  client.release(true);
}

const median = (rates: readonly number[]) => rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)]!;

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, CALLERS + 2);
  const people = await cast(database.db);
  const cx = people.centreOfficer;
  await rateOf(cx, true);
  const rounds: { readonly without: number; readonly sealed: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // In turns, and each first every other time, so that what else the machine does falls on both.
    const first = await rateOf(cx, round % 2 === 0);
    const second = await rateOf(cx, round % 2 !== 0);
    rounds.push(round % 2 === 0 ? { sealed: first, without: second } : { without: first, sealed: second });
    tools.note(`round ${round + 1}: ${JSON.stringify(rounds.at(-1))}`);
  }
  const ratio = median(rounds.map((one) => one.sealed / one.without));

  tools.note(`making ${EVENTS.toLocaleString('en')} events …`);
  await grow(database, cx, EVENTS);
  const sealBegan = performance.now();
  const sealed = await sealTrail(cx, new Date());
  const sealSeconds = (performance.now() - sealBegan) / 1000;
  await database.owner.query('vacuum analyze records.event, records.seal');
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const began = performance.now();
  const verdict = await verifyTrail(cx);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  const perMillion = (seconds / verdict.entries) * 1_000_000;
  const calm = performance.now();
  await sealTrail(cx, new Date());
  return [
    {
      metric: `events, ${CALLERS} callers, sealed every ${EVERY_MS / 1000} s meanwhile`,
      value: Math.round(median(rounds.map((one) => one.sealed))),
      unit: 'events/s',
      peer: 'without sealing',
      peerValue: Math.round(median(rounds.map((one) => one.without))),
      ratio: Math.round(ratio * 1000) / 1000,
      goal: '≥ 0.95 of without',
      met: ratio >= 0.95,
    },
    { metric: 'sealing what is behind', value: Math.round(sealed / sealSeconds), unit: 'events/s' },
    { metric: 'a minute in which nothing happened', value: Math.round(performance.now() - calm), unit: 'ms' },
    {
      metric: `verifying ${verdict.entries.toLocaleString('en')} events, per 10^6`,
      value: Math.round(perMillion * 10) / 10,
      unit: 's',
      goal: `< ${GOAL_SECONDS} s`,
      met: perMillion < GOAL_SECONDS,
    },
    {
      metric: 'memory while verifying, above what was used',
      value: Math.round((most - before) / 2 ** 20),
      unit: 'MB',
    },
    {
      metric: 'faults found',
      value: verdict.faults.length + verdict.waiting,
      unit: 'count',
      goal: '0',
      met: verdict.faults.length + verdict.waiting === 0,
    },
  ];
}

export default bench({ about: 'the trail sealed while it is written, and verified whole', run });
