import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk } from '#kernel';
import { freePort, readSettings } from '#platform/server';
import { keyOf } from '#records/server';
import { cast, CAST_PROVINCE, fundWith, testDatabase, type TestDatabase } from '#testing';
import { rememberBackup } from '../backup/folder.ts';
import type { Finding } from './finding.ts';
import { lookInside } from './inside.ts';
import { lookAround } from './surroundings.ts';

const NOW = new Date('2026-11-29T17:15:00Z');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'kc-doctor-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const states = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, state }) => [check, state]));

describe('inside the database', () => {
  let database: TestDatabase;
  const look = (all = false) => lookInside({ db: database.db, owner: database.owner, dataDir }, all);

  beforeAll(async () => {
    database = await testDatabase();
    await fundWith(await cast(database.db), dong(5_000));
  });

  it('all is well after an ordinary day', async () => {
    const found = await look();
    expect(states(found)).toEqual({
      database: 'sound',
      clock: 'sound',
      ledger: 'sound',
      seals: 'sound',
      jobs: 'sound',
      letters: 'sound',
      files: 'sound',
    });
  });

  it('misses a file, sees an altered one, and says their names and what to do', async () => {
    const content = 'a paper';
    const hash = createHash('sha256').update(content).digest('hex');
    await database.super.query(`insert into records.file values ($1, $2, 7, 'text/plain', now())`, [
      CAST_PROVINCE,
      hash,
    ]);
    const file = path.join(dataDir, 'files', keyOf(CAST_PROVINCE, hash));
    const ofFiles = async () => (await look()).find(({ check }) => check === 'files')!;
    expect(await ofFiles()).toMatchObject({ state: 'wrong', said: expect.stringContaining(hash) as string });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'A paper');
    expect((await ofFiles()).todo).toContain('bản sao lưu');
    writeFileSync(file, content);
    expect(await ofFiles()).toMatchObject({ state: 'sound' });
  });

  it('sees a job that has given up, a balance tampered with, a schema that is behind or ahead', async () => {
    await database.super.query(`select graphile_worker.add_job('nothing');
      update graphile_worker._private_jobs set attempts = max_attempts`);
    const client = await database.super.connect();
    await client.query(`set session_replication_role = replica;
      update funds.account set credits = credits - 7 where station = 'appropriated'`);
    client.release(true);
    expect(states(await look())).toMatchObject({ jobs: 'wrong', ledger: 'wrong' });
    await database.super.query(`insert into platform.migration values ('9999_from_the_future', 'x', now())`);
    expect(await look()).toMatchObject([
      { state: 'wrong', said: expect.stringContaining('9999_from_the_future') as string },
      {},
    ]);
    await database.super.query(
      `delete from platform.migration where name in ('9999_from_the_future', '0010_people')`,
    );
    expect(await look()).toMatchObject([
      { state: 'wrong', todo: expect.stringContaining('migrate') as string },
      {},
    ]);
  });
});

describe('around it', () => {
  const look = async (env: Record<string, string> = {}) =>
    lookAround(expectOk(readSettings({ DATA_DIR: dataDir, ...env })), NOW);

  it('asks for backups, and is content with one of last night', async () => {
    expect(states(await look())).toMatchObject({ backup: 'watch', mail: 'watch', origin: 'sound' });
    await rememberBackup(dataDir, { at: '2026-11-26T17:00:00Z', file: '/backup/one', bytes: 5 });
    expect(states(await look())).toMatchObject({ backup: 'wrong' });
    await rememberBackup(dataDir, { at: '2026-11-28T19:00:00Z', file: '/backup/two', bytes: 5 });
    expect(states(await look())).toMatchObject({ backup: 'sound' });
  });

  it('sees keys open to others, an address in the clear, a mail server that is not there', async () => {
    const secret = path.join(dataDir, 'auth.secret');
    writeFileSync(secret, 'x');
    chmodSync(secret, 0o644);
    const env = {
      ORIGIN: 'http://khuyencong.example.vn',
      SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
      CLAMD: path.join(dataDir, 'none.sock'),
    };
    expect(states(await look(env))).toMatchObject({
      folder: 'wrong',
      origin: 'wrong',
      mail: 'wrong',
      clamd: 'wrong',
    });
    chmodSync(secret, 0o600);
    expect(states(await look({ ORIGIN: 'https://khuyencong.example.vn', TRUST_PROXY: '1' }))).toMatchObject({
      folder: 'sound',
      origin: 'sound',
    });
  });
});
