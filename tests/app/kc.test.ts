import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '#testing';

// Whole processes start here, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const KC = path.resolve(import.meta.dirname, '../../src/app/cli/kc.ts');

function kc(database: TestDatabase, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: database.urls.owner, DATABASE_APP_URL: database.urls.app };
  const { status, stdout, stderr } = spawnSync(process.execPath, [KC, ...args], { env, encoding: 'utf8' });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

describe('kc', () => {
  it('answers machines in one line of JSON, and ends with 0', async () => {
    const said = kc(await testDatabase(), 'status', '--json');
    expect(said.stderr).toBe('');
    expect(JSON.parse(said.stdout)).toMatchObject({
      ok: true,
      database: { kind: 'external' },
      migrations: { pending: [] },
    });
    expect(said.status).toBe(0);
  });

  it('answers people in the language they ask for', async () => {
    const database = await testDatabase();
    expect(kc(database, 'status').stdout).toContain('Cấu trúc đã cập nhật');
    expect(kc(database, 'status', '--lang', 'en').stdout).toContain('The schema is up to date');
  });

  it('ends with 1 and what is missing when the database is behind', async () => {
    const database = await testDatabase();
    await database.owner.query(`delete from platform.migration where name = '0010_people'`);
    const said = kc(database, 'status', '--json');
    expect(JSON.parse(said.stdout)).toMatchObject({ ok: false, migrations: { pending: ['0010_people'] } });
    expect(said.status).toBe(1);
  });

  it('ends with 2 and the nearest name on a command it does not know', async () => {
    const said = kc(await testDatabase(), 'staus', '--lang=en');
    expect(said).toMatchObject({ status: 2, stdout: '' });
    expect(said.stderr).toContain('Did you mean “status”?');
  });

  it('ends with 1 and what to do when the database cannot be reached', async () => {
    const database = await testDatabase();
    const gone = { ...database, urls: { ...database.urls, owner: 'postgresql://kc_owner@127.0.0.1:1/none' } };
    const said = kc(gone, 'status');
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/What to do: check DATABASE_URL/);
  });
});
