import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { dong, expectOk } from '#kernel';
import { openPool } from '#platform/server';
import { cast, fundWith, testDatabase } from '#testing';
import { writeWhole } from '../../src/app/backup/folder.ts';
import { makeBackup } from '../../src/app/backup/make-backup.ts';
import { restore } from '../../src/app/backup/restore.ts';
import { dataFolder, until } from './application.ts';

// Whole processes start here, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

const KC = path.resolve(import.meta.dirname, '../../src/app/cli/kc.ts');

it('a restore that is killed leaves nothing that starts; done again, it is whole', async () => {
  const source = await testDatabase();
  await fundWith(await cast(source.db), dong(7_000));
  const about = { url: source.urls.super, dataDir: dataFolder(), now: new Date('2026-11-29T17:15:00Z') };
  const write = writeWhole(dataFolder(), 'backup', (sink) => makeBackup(about, [], sink));
  const { file } = expectOk(await write);

  const name = `killed_${process.pid}`;
  await source.super.query(`create database ${name} owner kc_owner`);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const [ownerUrl, appUrl, dataDir] = [at(source.urls.owner), at(source.urls.app), dataFolder()];
  const env = { ...process.env, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl, DATA_DIR: dataDir };
  const owner = openPool(ownerUrl, { max: 1 });
  const child = spawn(process.execPath, [KC, 'restore', file], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const isUnderWay = async () => {
    const asked = `select to_regclass('records.event') is not null as found`;
    return (await owner.query<{ found: boolean }>(asked)).rows[0]?.found === true;
  };
  expect(await until(isUnderWay, 120_000)).toBe(true);
  child.kill('SIGKILL');
  await ended;

  expect(existsSync(path.join(dataDir, 'restore.unfinished'))).toBe(true);
  // From another folder the database says it by itself.
  for (const folder of [dataDir, dataFolder()]) {
    const said = spawnSync(process.execPath, [KC, 'status'], {
      env: { ...env, DATA_DIR: folder },
      encoding: 'utf8',
    });
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/was cut off[^]*What to do: restore the backup into it once more/);
  }

  const open = () => Promise.resolve({ ownerUrl, appUrl, close: () => Promise.resolve() });
  const done = expectOk(await restore(file, undefined, { dataDir, open, note: () => {} }));
  expect(done).toMatchObject({ faults: { ledger: 0, trail: 0 }, later: [] });
  expect(existsSync(path.join(dataDir, 'restore.unfinished'))).toBe(false);
  expect((await owner.query(`select to_regnamespace('restore_unfinished') as found`)).rows).toEqual([
    { found: null },
  ]);
  await owner.end();
});
