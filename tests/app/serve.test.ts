import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { runningEmbeddedPostgres } from '#platform/server';
import { dataFolder, databasePid, isAlive, startApplication, status, until } from './application.ts';

// Whole processes start here, on a machine that may be busy.
vi.setConfig({ testTimeout: 200_000, hookTimeout: 120_000 });
/** ms for what comes back by itself: beside other tests the database's recovery waits for its turn. */
const PATIENCE = 80_000;

/** Writes something the database has acknowledged. */
async function remember(dataDir: string, what: string): Promise<void> {
  await ask(
    dataDir,
    `create table if not exists public.memory (what text); insert into public.memory values ('${what}')`,
  );
}

async function remembered(dataDir: string): Promise<unknown[]> {
  const { rows } = await ask(dataDir, 'select what from public.memory order by 1');
  return rows.map((row: { what: string }) => row.what);
}

async function ask(dataDir: string, query: string): Promise<pg.QueryResult> {
  const server = await runningEmbeddedPostgres(dataDir);
  const client = new pg.Client({ connectionString: server?.superUrl });
  await client.connect();
  try {
    return await client.query(query);
  } finally {
    await client.end();
  }
}

describe('the application', () => {
  const dataDir = dataFolder();

  it('starts on an empty folder, answers, and ends within ten seconds leaving nothing behind', async () => {
    const application = await startApplication({ DATA_DIR: dataDir });
    expect(await status(`${application.url}/readyz`)).toBe(200);
    expect(await status(`${application.url}/healthz`)).toBe(200);
    // Nothing is set up yet: every page leads there.
    expect(await status(`${application.url}/`)).toBe(303);
    await remember(dataDir, 'first');
    const database = databasePid(dataDir);
    const began = Date.now();
    application.signal('SIGTERM');
    expect(await application.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(isAlive(database)).toBe(false);
    expect(existsSync(path.join(dataDir, 'app.pid'))).toBe(false);
  });

  it('starts again and has everything', async () => {
    const application = await startApplication({ DATA_DIR: dataDir });
    expect(await remembered(dataDir)).toEqual(['first']);
    application.signal('SIGINT');
    expect(await application.ended).toBe(0);
  });

  it('lets no second one work on its folder', async () => {
    const application = await startApplication({ DATA_DIR: dataDir });
    const second = await startApplication({ DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/Another instance[^]*What to do: stop it/);
    expect(await status(`${application.url}/readyz`)).toBe(200);
    application.signal('SIGTERM');
    await application.ended;
  });

  it('loses nothing when it is killed: the next start takes over from the database left behind', async () => {
    const killed = await startApplication({ DATA_DIR: dataDir });
    await remember(dataDir, 'second');
    const leftBehind = databasePid(dataDir);
    killed.signal('SIGKILL');
    await killed.ended;
    expect(isAlive(leftBehind)).toBe(true);
    const next = await startApplication({ DATA_DIR: dataDir });
    expect(await remembered(dataDir)).toEqual(['first', 'second']);
    expect(isAlive(leftBehind)).toBe(false);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
  });

  it('brings its database back when that is killed, and loses nothing', async () => {
    const application = await startApplication({ DATA_DIR: dataDir });
    await remember(dataDir, 'third');
    const killed = databasePid(dataDir);
    process.kill(killed, 'SIGKILL');
    const isBack = () => application.said().includes('the database is back');
    expect(await until(isBack, PATIENCE), application.said()).toBe(true);
    expect(databasePid(dataDir)).not.toBe(killed);
    const isReady = async () => (await status(`${application.url}/readyz`)) === 200;
    expect(await until(isReady, PATIENCE), application.said()).toBe(true);
    expect(await remembered(dataDir)).toEqual(['first', 'second', 'third']);
    const database = databasePid(dataDir);
    application.signal('SIGTERM');
    expect(await application.ended).toBe(0);
    expect(isAlive(database)).toBe(false);
  });
});

describe('a start that cannot be', () => {
  it('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const application = await startApplication({ DATA_DIR: dataFolder(), PORT: String(port) });
    other.close();
    expect(await application.ended).toBe(1);
    expect(application.said()).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is taken[^]*PORT=`));
  });

  it('says that the data folder cannot be written', async () => {
    const file = path.join(dataFolder(), 'file');
    writeFileSync(file, '');
    const application = await startApplication({ DATA_DIR: path.join(file, 'inside') });
    expect(await application.ended).toBe(1);
    expect(application.said()).toMatch(/cannot be written[^]*set DATA_DIR/);
  });

  it('names every setting that is wrong', async () => {
    const application = await startApplication({ PORT: 'many', LOG_LEVEL: 'loud' });
    expect(await application.ended).toBe(1);
    expect(application.said()).toMatch(/PORT.*LOG_LEVEL/);
  });
});
