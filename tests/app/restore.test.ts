import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { dong } from '#kernel';
import { openPool } from '#platform/server';
import { cast, fundWith, testDatabase } from '#testing';
import { dataFolder, until } from './application.ts';

// Whole processes start here, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const KC = path.resolve(import.meta.dirname, '../../src/app/cli/kc.ts');

type Env = Readonly<Record<string, string>>;
const environment = (env: Env) => ({ ...process.env, ...env });

function kc(env: Env, ...args: string[]) {
  const done = spawnSync(process.execPath, [KC, ...args], { env: environment(env), encoding: 'utf8' });
  return { status: done.status, stdout: done.stdout.trim(), stderr: done.stderr.trim() };
}

const answer = <T>(said: { stdout: string; stderr: string }) => JSON.parse(said.stdout || said.stderr) as T;

describe('kc backup and kc restore', () => {
  it('a restore that is killed leaves nothing that starts; done again, it is whole', async () => {
    const source = await testDatabase();
    await fundWith(await cast(source.db), dong(7_000));
    const from = {
      DATABASE_URL: source.urls.owner,
      DATABASE_APP_URL: source.urls.app,
      DATA_DIR: dataFolder(),
    };
    const [keys, folder] = [dataFolder(), dataFolder()];

    const unsaid = kc(from, 'backup', '--to', folder, '--lang', 'en');
    expect(unsaid).toMatchObject({ status: 1, stdout: '' });
    expect(unsaid.stderr).toContain('Add --recipient age1…');
    const key = path.join(keys, 'key.txt');
    const { recipient } = answer<{ recipient: string }>(kc(from, 'backup', 'key', key, '--json'));
    const made = kc(from, 'backup', '--to', folder, '--recipient', recipient, '--json');
    expect(made.stderr).toBe('');
    const { file } = answer<{ file: string }>(made);

    const name = `killed_${process.pid}`;
    await source.super.query(`create database ${name} owner kc_owner`);
    const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
    const to = {
      DATABASE_URL: at(source.urls.owner),
      DATABASE_APP_URL: at(source.urls.app),
      DATA_DIR: dataFolder(),
    };
    const owner = openPool(to.DATABASE_URL, { max: 1 });
    const child = spawn(process.execPath, [KC, 'restore', file, '--identity', key], {
      env: environment(to),
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const isMigrating = async () =>
      (await owner.query(`select to_regclass('records.event') is not null as found`)).rows[0]?.found === true;
    expect(await until(isMigrating, 60_000)).toBe(true);
    child.kill('SIGKILL');
    await ended;

    expect(existsSync(path.join(to.DATA_DIR, 'restore.unfinished'))).toBe(true);
    const here = kc(to, 'status');
    expect(here.status).toBe(1);
    expect(here.stderr).toMatch(/was cut off[^]*What to do: restore the backup into it once more/);
    const elsewhere = kc({ ...to, DATA_DIR: dataFolder() }, 'status');
    expect(elsewhere.stderr).toContain('was cut off');

    const again = kc(to, 'restore', file, '--identity', key, '--json');
    expect(answer(again)).toMatchObject({ ok: true, later: [] });
    expect(answer(kc(to, 'ledger', 'verify', '--json'))).toMatchObject({ ok: true, transfers: 1 });
    await owner.end();
  });
});
