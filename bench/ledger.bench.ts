import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { openFund, decideBudget, planFor, verifyLedger } from '#funds/server';
import { addDong, dong, expectOk, localDate, newId, sumDong, type Dong } from '#kernel';
import type { Context } from '#people/server';
import { migrate, openDatabase, openPool, startEmbeddedPostgres, transact } from '#platform/server';
import { loadReferenceData } from '#app/reference-data.ts';
import { cast } from '../tests/support/cast.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';

const FOLDER = path.resolve(import.meta.dirname, '../var/bench');
const CALLERS = [1, 16, 64] as const;
/** A province's year: a few funds, some hundred projects; every posting draws on its fund's one free balance. */
const FUNDS = 12;
const PROJECTS = 400;
const SECONDS = 1.5;
const ROUNDS = 5;
const TODAY = localDate('2026-11-23');
const AMOUNT = dong(1_000);

/** One posting: plans a little of a fund for a project, so both accounts are bounded. */
type Caller = (at: number) => Promise<void>;

interface Ledger {
  readonly cx: Context;
  readonly pool: pg.Pool;
  readonly funds: readonly string[];
  readonly projects: readonly string[];
}

async function openLedger(tools: BenchTools): Promise<Ledger> {
  const dataDir = path.join(FOLDER, `ledger-${process.pid}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  tools.atEnd(() => rmSync(dataDir, { recursive: true, force: true }));
  // The server as the application starts it: fsync on, every commit durable.
  const server = await startEmbeddedPostgres({ dataDir });
  tools.atEnd(() => server.stop());
  const owner = openPool(server.ownerUrl, { max: 1 });
  await migrate(owner);
  await loadReferenceData(owner);
  await owner.end();
  const pool = openPool(server.appUrl, { max: Math.max(...CALLERS) });
  tools.atEnd(() => pool.end());
  const people = await cast(openDatabase(pool));
  const cx = people.financeOfficer;
  const funds = [];
  for (let i = 1; i <= FUNDS; i++) funds.push(await fundOf(cx, people.units.department, i));
  return { cx, pool, funds, projects: Array.from({ length: PROJECTS }, () => newId()) };
}

async function fundOf(cx: Context, unitId: string, i: number): Promise<string> {
  const opened = await openFund(cx, {
    name: `Nguồn ${i}`,
    fiscalYear: 2026,
    source: 'local',
    procedure: 'provincial',
    unitId,
  });
  const { id } = expectOk(opened);
  const decision = {
    fundId: id,
    kind: 'appropriate',
    number: '1/QĐ-UBND',
    decidedOn: TODAY,
    amount: dong(10n ** 15n),
    key: id,
  } as const;
  expectOk(await decideBudget(cx, decision));
  return id;
}

/** The three ways to post the same thing; each counts what it was told had been posted. */
function waysOf({ cx, pool, funds, projects }: Ledger) {
  const told = new Map<string, Dong>();
  const count = (fundId: string) => told.set(fundId, addDong(told.get(fundId) ?? dong(0), AMOUNT));
  const target = (at: number) => ({
    fundId: funds[at % FUNDS]!,
    projectId: projects[(at * 7) % PROJECTS]!,
  });
  const move = (at: number) => ({ ...target(at), amount: AMOUNT, on: TODAY, key: newId() });

  const raw: Caller = async (at) => {
    const { fundId, projectId } = target(at);
    const line = { id: newId(), book: fundId, kind: 'plan', from: 'appropriated', to: 'planned' };
    const lines = JSON.stringify([{ ...line, project: projectId, amount: String(AMOUNT) }]);
    const args = [newId(), newId(), Buffer.alloc(32), cx.now, TODAY, cx.actor.accountId, lines];
    await pool.query(
      `select * from funds.post_in('${cx.province}', $1, $2, $3, $4, $5, $6, null, null, null, $7)`,
      args,
    );
    count(fundId);
  };
  const useCase: Caller = async (at) => {
    const one = move(at);
    expectOk(await planFor(cx, one));
    count(one.fundId);
  };
  const withinAct: Caller = async (at) => {
    const one = move(at);
    expectOk(await transact(cx, (tx) => planFor({ ...cx, tx }, one)));
    count(one.fundId);
  };
  return { raw, useCase, withinAct, told };
}

let posted = 0;

/** Postings a second of `callers` callers that each wait for their answer. */
async function rateOf(caller: Caller, callers: number, seconds: number): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < end) {
        await caller(posted++);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - began);
}

const median = (rates: readonly number[]) => rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)]!;

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const ledger = await openLedger(tools);
  const ways = waysOf(ledger);
  await rateOf(ways.raw, 16, 2); // warm: caches, plans, accounts in place
  await rateOf(ways.withinAct, 16, 1);

  const results: Measure[] = [];
  for (const callers of CALLERS) {
    tools.note(`${callers} callers`);
    const rounds = [];
    // In turns, so that what else the machine does falls on all of them.
    for (let round = 0; round < ROUNDS; round++) {
      const raw = await rateOf(ways.raw, callers, SECONDS);
      const useCase = await rateOf(ways.useCase, callers, SECONDS);
      const withinAct = await rateOf(ways.withinAct, callers, SECONDS);
      rounds.push({ raw, useCase, withinAct });
    }
    results.push(goalMet(compare('postings by the use case', callers, rounds, 'useCase')));
    results.push(compare('postings inside an act’s transaction', callers, rounds, 'withinAct'));
  }
  return [...results, ...(await checked(ledger, ways.told))];
}

type Round = Readonly<Record<'raw' | 'useCase' | 'withinAct', number>>;

/** Medians over the rounds; the ratio is the median of each round's own. */
function compare(metric: string, callers: number, rounds: readonly Round[], way: keyof Round): Measure {
  return {
    metric: `${metric}, ${callers} callers`,
    value: Math.round(median(rounds.map((round) => round[way]))),
    unit: 'postings/s',
    peer: 'raw client, same function',
    peerValue: Math.round(median(rounds.map((round) => round.raw))),
    ratio: Math.round(median(rounds.map((round) => round[way] / round.raw)) * 100) / 100,
  };
}

function goalMet(measure: Measure): Measure {
  return { ...measure, goal: '≥ 0.8 of the raw client', met: (measure.ratio ?? 0) >= 0.8 };
}

/** Nothing lost, nothing doubled: each fund planned exactly what its callers were told, and the ledger verifies. */
async function checked({ cx, pool }: Ledger, told: ReadonlyMap<string, Dong>): Promise<readonly Measure[]> {
  const client = await pool.connect();
  await client.query(`select set_config('kc.province', $1, false)`, [cx.province]);
  const { rows } = await client.query<{ book_id: string; planned: string }>(
    `select book_id, sum(balance)::text as planned from funds.account where station = 'planned' group by book_id`,
  );
  client.release();
  const off = rows.filter((row) => BigInt(row.planned) !== told.get(row.book_id)).length;
  const verdict = await verifyLedger(cx);
  const sound = verdict.differing.length + verdict.faults.length;
  const postings = Number(sumDong(told.values()) / AMOUNT);
  return [
    { metric: 'postings told to callers', value: postings, unit: 'postings' },
    {
      metric: 'funds with a posting lost or doubled',
      value: off,
      unit: 'funds',
      goal: 'none',
      met: off === 0,
    },
    {
      metric: `ledger faults over ${verdict.transfers} transfers`,
      value: sound,
      unit: 'faults',
      goal: 'none',
      met: sound === 0,
    },
  ];
}

export default bench({ about: 'durable, bounded postings through the use case and a raw client', run });
