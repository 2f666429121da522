import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decideBudget, openFund } from '#funds/server';
import { dong, expectOk, localDate } from '#kernel';
import { openDatabase, openPool, runningEmbeddedPostgres, type EmbeddedConnections } from '#platform/server';
import { cast } from '../support/cast.ts';
import {
  dataFolder,
  databasePid,
  isAlive,
  startApplication,
  status,
  until,
  type Application,
} from './application.ts';

const LOAD = path.resolve(import.meta.dirname, 'load/post-money.ts');
const KC = path.resolve(import.meta.dirname, '../../src/app/cli/kc.ts');

/** What is killed in each of the twenty rounds. */
const victims = ['database', 'application', 'poster', 'application and database'] as const;
const ROUNDS = 20;
/** Postings acknowledged in a round before somebody dies in the midst of them. */
const ENOUGH = 25;

const dataDir = dataFolder();

async function connections(): Promise<EmbeddedConnections> {
  const found = await runningEmbeddedPostgres(dataDir);
  if (found === undefined) throw new Error('the database does not run');
  return found;
}

/** A fund with a thousand billion đồng, and who may plan it. */
async function endow(): Promise<string[]> {
  const pool = openPool((await connections()).appUrl, { max: 4 });
  const people = await cast(openDatabase(pool));
  const cx = people.financeOfficer;
  const unitId = people.units.department;
  const fund = { name: 'Nguồn', fiscalYear: 2026, source: 'local', procedure: 'provincial', unitId } as const;
  const { id } = expectOk(await openFund(cx, fund));
  const decision = { fundId: id, kind: 'appropriate', number: '1/QĐ-UBND', key: id } as const;
  const amount = dong(10n ** 12n);
  expectOk(await decideBudget(cx, { ...decision, decidedOn: localDate('2026-01-05'), amount }));
  await pool.end();
  return [cx.province, cx.actor.accountId, id];
}

/** Posts until it is killed; `acknowledged` grows as the database answers. */
function startPosting(fund: readonly string[], acknowledged: Set<string>) {
  const child = spawn(process.execPath, [LOAD, dataDir, ...fund], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const key of lines) acknowledged.add(key);
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return { kill: () => child.kill('SIGKILL'), ended };
}

const start = async (): Promise<Application> => {
  const application = await startApplication({ DATA_DIR: dataDir });
  expect(application.url, application.said()).not.toBe('');
  return application;
};

describe('killed under load', () => {
  it(`loses nothing it has acknowledged, ${ROUNDS} times over`, { timeout: 900_000 }, async () => {
    const acknowledged = new Set<string>();
    let application = await start();
    const fund = await endow();

    for (let round = 0; round < ROUNDS; round++) {
      const victim = victims[round % victims.length]!;
      const before = acknowledged.size;
      const poster = startPosting(fund, acknowledged);
      expect(await until(() => acknowledged.size >= before + ENOUGH, 120_000), `round ${round}`).toBe(true);

      const database = databasePid(dataDir);
      if (victim === 'poster') poster.kill();
      if (victim.startsWith('application')) application.signal('SIGKILL');
      if (victim.endsWith('database')) process.kill(database, 'SIGKILL');
      poster.kill();
      await poster.ended;
      if (victim.startsWith('application')) {
        await application.ended;
        application = await start();
      }
      if (victim === 'database') expect(await until(() => !isAlive(database))).toBe(true);
      const isReady = async () => (await status(`${application.url}/readyz`)) === 200;
      expect(await until(isReady, 120_000), application.said()).toBe(true);
    }

    expect(await missing(acknowledged)).toEqual([]);
    const verdict = spawnSync(process.execPath, [KC, 'ledger', 'verify', '--json'], {
      env: { ...process.env, DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    expect(JSON.parse(verdict.stdout)).toMatchObject({ ok: true, imbalance: '0' });
    application.signal('SIGTERM');
    expect(await application.ended).toBe(0);
  });
});

/** Keys that were acknowledged and are not in the ledger. */
async function missing(acknowledged: ReadonlySet<string>): Promise<string[]> {
  const pool = openPool((await connections()).superUrl, { max: 1 });
  const { rows } = await pool.query<{ key: string }>(
    `select said.key from unnest($1::text[]) as said (key) where not exists (select from funds.posting p where p.key = said.key)`,
    [[...acknowledged]],
  );
  await pool.end();
  return rows.map((row) => row.key);
}
