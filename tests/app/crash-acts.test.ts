import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadReferenceData } from '#app/reference-data.ts';
import { dong } from '#kernel';
import { verifyLedger } from '#funds/server';
import {
  migrate,
  openDatabase,
  openPool,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '#platform/server';
import { cast, CAST_NOW, fundWith } from '#testing';
import { dataFolder } from './application.ts';
import type { CrashWork } from './load/perform-acts.ts';

// A durable server of its own dies ten times here, and the process that works on it ten times.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const ROUNDS = 10;
const WORKER = path.resolve(import.meta.dirname, 'load/perform-acts.ts');
const dataDir = dataFolder();

let server: EmbeddedPostgres;
let work: Omit<CrashWork, 'url'>;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir });
  const owner = openPool(server.ownerUrl, { max: 1 });
  await migrate(owner);
  await loadReferenceData(owner);
  await owner.end();
  work = await withDatabase(async (db) => {
    const people = await cast(db);
    const fund = await fundWith(people, dong(10n ** 13n));
    const accounts = Object.entries(people).filter(([, cx]) => typeof cx === 'object' && 'actor' in cx);
    return {
      province: people.province,
      now: CAST_NOW.toISOString(),
      people: Object.fromEntries(
        accounts.map(([name, cx]) => [name, (cx as { actor: { accountId: string } }).actor.accountId]),
      ),
      fundId: fund.id,
      hands: 4,
    };
  });
});

afterAll(() => server.stop());

async function withDatabase<T>(use: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const db = openDatabase(openPool(server.appUrl, { max: 4 }));
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

interface Said {
  readonly project?: string;
  readonly number?: string;
  readonly act?: string;
}

/** Lets the worker work until so much is acknowledged, and a moment more, then kills; answers what was acknowledged. */
async function workUntilKilled(kill: (worker: number) => void): Promise<Said[]> {
  const argument = JSON.stringify({ ...work, url: server.appUrl } satisfies CrashWork);
  const worker = spawn(process.execPath, [WORKER, argument], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  const enough = 3 + Math.floor(Math.random() * 12);
  const ended = new Promise<void>((resolve) => worker.once('close', () => resolve()));
  const busy = new Promise<void>((resolve) =>
    worker.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > enough) resolve();
    }),
  );
  await Promise.race([busy, ended]);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
  kill(worker.pid!);
  await ended;
  // The last line may have been cut by the kill: then nobody read that it was acknowledged.
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
}

/** What the database has: the acts, and projects whose state, revision or number their acts do not explain. */
async function look() {
  const pool = openPool(server.superUrl, { max: 1 });
  try {
    const acts = await pool.query<{ id: string }>('select id from projects.act');
    const numbers = await pool.query<{ id: string; number: string }>(
      'select id, number from projects.project where number is not null order by number',
    );
    const unexplained = await pool.query(`
      select p.id from projects.project p
        left join (select project_id, count(*)::int as acts, max(seq) as seq,
                     (array_agg(to_state order by seq desc))[1] as state
                   from projects.act group by project_id) a on a.project_id = p.id
       where p.revision <> coalesce(a.acts, 0) or p.revision <> coalesce(a.seq, 0)
          or p.state <> coalesce(a.state, 'draft') or (p.number is null) <> (p.state = 'draft')`);
    // Money of an act without the act, and an approval into the plan without its money.
    const halves = await pool.query(`
      select p.id from funds.posting p left join projects.act a on a.id = p.act_id
       where a.id is null and exists (select from funds.transfer t where t.posting_id = p.id and t.project_id is not null)
      union all
      select a.id from projects.act a left join funds.posting p on p.act_id = a.id
       where a.event in ('approve_plan', 'sign_contract', 'pay') and p.id is null
      union all
      select a.id from projects.act a left join records.event e on e.subject_id = a.project_id
         and e.kind = 'project.' || a.event
       where e.id is null`);
    return {
      acts: new Set(acts.rows.map((r) => r.id)),
      numbers: new Map(numbers.rows.map((r) => [r.id, r.number])),
      unexplained: unexplained.rows,
      halves: halves.rows,
    };
  } finally {
    await pool.end();
  }
}

/** Everything ever acknowledged is there, nothing is half there, and the ledger adds up. */
async function expectWhole(acknowledged: readonly Said[]): Promise<void> {
  const found = await look();
  const lost = acknowledged.filter((s) => s.act !== undefined && !found.acts.has(s.act));
  expect(lost).toEqual([]);
  for (const { project, number } of acknowledged)
    if (number !== undefined) expect(found.numbers.get(project!)).toBe(number);
  expect(found.unexplained).toEqual([]);
  expect(found.halves).toEqual([]);
  const gapless = Array.from(found.numbers, (_, i) => `KC-2026-${String(i + 1).padStart(4, '0')}`);
  expect([...found.numbers.values()]).toEqual(gapless);
  const verdict = await withDatabase((db) => verifyLedger({ db, province: work.province }));
  expect(verdict).toMatchObject({ imbalance: 0n, differing: [], faults: [] });
}

describe('kill -9 in the middle of the work', () => {
  const acknowledged: Said[] = [];

  it(`of the application: ${ROUNDS} times nothing acknowledged is lost, nothing is half done`, async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const said = await workUntilKilled((worker) => process.kill(worker, 'SIGKILL'));
      acknowledged.push(...said);
      await expectWhole(acknowledged);
    }
    expect(acknowledged.filter((s) => s.act).length).toBeGreaterThan(ROUNDS);
  });

  it(`of PostgreSQL: ${ROUNDS} times it recovers to everything it had acknowledged`, async () => {
    const before = acknowledged.filter((s) => s.act).length;
    for (let round = 1; round <= ROUNDS; round++) {
      const said = await workUntilKilled(() => process.kill(server.pid, 'SIGKILL'));
      acknowledged.push(...said);
      await server.ended;
      server = await startEmbeddedPostgres({ dataDir });
      await expectWhole(acknowledged);
    }
    expect(acknowledged.filter((s) => s.act).length - before).toBeGreaterThan(ROUNDS);
  });
});
