import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dong, expectOk } from '#kernel';
import { readSettings } from '#platform/server';
import { cast, fundWith, testDatabase, type TestDatabase } from '#testing';
import type { Answer, CliContext } from './command.ts';
import { ledgerCommands } from './ledger.ts';

let database: TestDatabase;
let cx: CliContext;

beforeEach(async () => {
  database = await testDatabase();
  for (const province of ['38', '40']) await fundWith(await cast(database.db, { province }), dong(5_000));
  const { db, owner } = database;
  cx = { db, owner, settings: expectOk(readSettings({})), now: new Date(), locale: 'vi', note: () => {} };
});

async function run(name: string, input: object = {}): Promise<Answer> {
  const one = ledgerCommands.find((command) => command.name === name)!;
  return expectOk(await one.run(cx, input as never));
}

describe('kc ledger verify', () => {
  it('answers for all provinces in one line that machines read', async () => {
    const answer = await run('ledger verify');
    expect(answer.ok).toBe(true);
    expect(answer.json).toEqual({ ok: true, accounts: 10, transfers: 2, imbalance: 0n });
    expect(answer.text).toBe('Sổ cái khớp: 10 tài khoản, 2 bút toán.');
  });

  it('answers no, with the differing account, after a balance was tampered with', async () => {
    const client = await database.super.connect();
    await client.query(`set session_replication_role = replica;
      update funds.account set credits = credits - 7 where station = 'appropriated' and province = '38'`);
    client.release(true);
    const answer = await run('ledger verify');
    expect(answer).toMatchObject({
      ok: false,
      json: {
        ok: false,
        imbalance: 7n,
        differing: [{ province: '38', station: 'appropriated', kept: 4_993n, recomputed: 5_000n }],
      },
    });
    expect((await run('ledger verify', { province: '40' })).ok).toBe(true);
  });
});

describe('kc ledger export', () => {
  it('writes the ledger of all provinces into a file', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kc-ledger-'));
    const out = path.join(folder, 'ledger.journal');
    const answer = await run('ledger export', { format: 'hledger', out });
    expect(answer.json).toEqual({ ok: true, transfers: 2 });
    expect(readFileSync(out, 'utf8').match(/^\d{4}-\d\d-\d\d \*/gm)).toHaveLength(2);
    if (spawnSync('hledger', ['--version']).status === 0)
      expect(execFileSync('hledger', ['-f', out, 'balance', '-N'], { encoding: 'utf8' })).toContain(
        '5000 VND',
      );
    rmSync(folder, { recursive: true });
  });
});
