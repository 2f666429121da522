// `npm start` and `npm run demo` (--demo): the whole system in one process, or with WORKER=off|only a
// part of it.
import { ensureSetupToken } from '#people/server';
import { sealWebhookSecrets } from '#records/server';
import { freePort, migrate, readSettings, StartFailure, type Settings } from '#platform/server';
import { refuseUnfinishedDatabase } from './backup/unfinished.ts';
import { isHalfMade, loadDemo } from './demo/index.ts';
import { loadKitHandler } from './http/kit-handler.ts';
import { openMetrics } from './http/metrics.ts';
import { answerProbes } from './http/probes.ts';
import { checkPort, startHttp } from './http/server.ts';
import { lockInstance } from './instance-lock.ts';
import { startWorker } from './jobs.ts';
import { live, type Life } from './life.ts';
import { openDatabaseOf, type OpenedDatabase } from './open-database.ts';
import { watchNpm } from './parent.ts';
import { loadReferenceData } from './reference-data.ts';
import { runtime, type Runtime } from './runtime.ts';
import { webhookVault } from './webhooks.ts';

/** How long requests and jobs under way may take when the process is told to end. */
const PATIENCE_MS = 4_000;

const demo = process.argv.includes('--demo');
const note = (line: string) => console.error(`[khuyến công] ${line}`);

await live(note, async (life) => {
  watchNpm(() => life.end(0, 'npm has ended; ending too …'));
  const settings = await settle();
  if (settings.databaseUrl === undefined) life.opened(lockInstance(settings.dataDir));
  await checkPort(settings.host, settings.port);
  life.check();

  note('starting the database …');
  const database = await openDatabaseOf(settings, {
    note,
    onLost: (error) => life.end(1, error.message),
  });
  life.opened(() => database.stop());
  life.onForce(() => database.kill());
  life.check();
  await prepare(database);
  life.check();

  process.env['DATABASE_URL'] = database.ownerUrl;
  if (database.appUrl !== undefined) process.env['DATABASE_APP_URL'] = database.appUrl;
  const opened = runtime();
  life.opened(() => opened.close());
  await sealSecrets(opened, database);
  if (demo || (await isHalfMade(opened.db)))
    await loadDemo({ opened, owner: database.owner, note, check: () => life.check() });
  life.check();
  await serve(life, opened, database);
});

/** The settings, with what only this process can know: a free port for PORT=0, and the demo. */
async function settle(): Promise<Settings> {
  if (demo) process.env['KC_DEMO'] = '1';
  if (process.env['PORT'] === '0') process.env['PORT'] = String(await freePort());
  const settings = readSettings();
  if (settings.ok) return settings.value;
  throw new StartFailure(
    `The settings are wrong: ${String(settings.refusal.params['problems'])}.`,
    'correct these environment variables; README.md lists them all.',
  );
}

async function prepare(database: OpenedDatabase): Promise<void> {
  await refuseUnfinishedDatabase(database.owner);
  const applied = await migrate(database.owner);
  if (applied.length > 0) note(`brought the database up to date (${applied.length} migrations)`);
  await loadReferenceData(database.owner);
}

/** Nothing a province's own systems trust stands in the database in the clear. */
async function sealSecrets({ settings }: Runtime, { owner }: OpenedDatabase): Promise<void> {
  const { lost } = await sealWebhookSecrets(owner, webhookVault(settings));
  if (lost > 0)
    note(
      `${lost} secrets of webhooks are sealed under another AUTH_SECRET: name that one in AUTH_SECRET_BEFORE, or make new ones`,
    );
}

async function serve(life: Life, opened: Runtime, database: OpenedDatabase): Promise<void> {
  const { settings, db, log, pool } = opened;
  if (settings.worker !== 'off') {
    const worker = await startWorker(database.owner, { db, settings, log, clock: () => new Date() });
    if (worker) life.opened(() => worker.stop(PATIENCE_MS));
  }
  const metrics = openMetrics(pool, database.owner);
  const server = await startHttp({
    host: settings.host,
    port: settings.port,
    origin: { origin: settings.origin, fixed: Boolean(process.env['ORIGIN']) },
    trustProxy: settings.trustProxy,
    probes: answerProbes({
      pool,
      metrics,
      metricsToken: settings.metricsToken,
      isStopping: () => life.ending,
    }),
    pages: settings.worker === 'only' ? undefined : await loadKitHandler(),
    metrics,
    log,
  });
  life.opened(() => server.stop(PATIENCE_MS));
  const address = `http://${settings.host}:${server.port}`;
  const behind = address === settings.origin ? '' : ` (listening on ${address})`;
  console.log(`[khuyến công] ready: ${settings.origin}${behind}`);
  const token = await ensureSetupToken(db, new Date());
  if (token !== undefined) console.log(`[khuyến công] first visit: ${settings.origin}/setup?token=${token}`);
}
