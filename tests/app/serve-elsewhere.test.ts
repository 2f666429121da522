import { existsSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openPool } from '#platform/server';
import { withDatabase } from '../support/cluster.ts';
import { dataFolder, startApplication, status, type Application } from './application.ts';

// Whole processes start here, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** An empty database on the tests' own server, which to the application is one elsewhere. */
async function emptyDatabase(): Promise<string> {
  const { superUrl, ownerUrl } = inject('postgres');
  const name = `elsewhere_${randomUUID().replaceAll('-', '')}`;
  const admin = openPool(superUrl, { max: 1 });
  await admin.query(`create database ${name} owner kc_owner`);
  await admin.end();
  return withDatabase(ownerUrl, name);
}

describe('with a database elsewhere and an address of its own', () => {
  const dataDir = dataFolder();
  let database: string;
  let application: Application;

  beforeAll(async () => {
    database = await emptyDatabase();
    application = await startApplication({
      DATA_DIR: dataDir,
      DATABASE_URL: database,
      ORIGIN: 'https://kc.example.vn',
      METRICS_TOKEN: 'a-token-of-some-length',
    });
  });

  it('migrates and serves, without a database of its own', async () => {
    expect(await status(`${application.url}/readyz`)).toBe(200);
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  });

  it('lets another process join', async () => {
    const second = await startApplication({ DATA_DIR: dataDir, DATABASE_URL: database, WORKER: 'only' });
    expect(await status(`${second.url}/readyz`)).toBe(200);
    expect(await status(`${second.url}/`)).toBe(404);
    second.signal('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('takes forms from its address and from no other', async () => {
    const post = (origin: string) =>
      status(application.url, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        body: 'a=b',
      });
    expect(await post('https://kc.example.vn')).not.toBe(403);
    expect(await post('https://evil.example')).toBe(403);
    expect(await post(application.url)).toBe(403);
  });

  it('tells browsers to come by https only, and to embed it nowhere', async () => {
    const { headers } = await fetch(application.url);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('shows its figures to the bearer of the token alone', async () => {
    const metrics = `${application.url}/metrics`;
    expect(await status(metrics)).toBe(403);
    expect(await status(metrics, { headers: { authorization: 'Bearer a-token-of-some-lengtH' } })).toBe(403);
    expect(await status(metrics, { headers: { authorization: 'Bearer a-token-of-some-length' } })).toBe(200);
  });

  it('refuses a database that a newer version has written', async () => {
    const owner = openPool(database, { max: 1 });
    await owner.query(`insert into platform.migration values ('9999_future', 'x', clock_timestamp())`);
    const older = await startApplication({ DATA_DIR: dataDir, DATABASE_URL: database });
    await owner.query(`delete from platform.migration where name = '9999_future'`);
    await owner.end();
    expect(await older.ended).toBe(1);
    expect(older.said()).toMatch(/newer version[^]*What to do: start the newer version/);
  });

  it('says so when the database cannot be reached', async () => {
    const unreachable = 'postgresql://kc_owner@127.0.0.1:1/none';
    const application = await startApplication({ DATA_DIR: dataDir, DATABASE_URL: unreachable });
    expect(await application.ended).toBe(1);
    expect(application.said()).toMatch(/127\.0\.0\.1:1 cannot be reached[^]*check DATABASE_URL/);
  });
});
