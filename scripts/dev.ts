// `npm run dev`: embedded database, migrations, reference data (with KC_DEMO=1 the sample province),
// the jobs, then Vite's development server.
import { createServer } from 'vite';
import { loadDemo } from '#app/demo/index.ts';
import { startWorker } from '#app/jobs.ts';
import { loadReferenceData } from '#app/reference-data.ts';
import { runtime } from '#app/runtime.ts';
import { expectOk } from '#kernel';
import { ensureSetupToken } from '#people/server';
import { migrate, openPool, readSettings, startEmbeddedPostgres } from '#platform/server';

const settings = expectOk(readSettings());
const note = (line: string) => console.error(`[dev] ${line}`);
const server = await startEmbeddedPostgres({ dataDir: settings.dataDir, note });
const owner = openPool(server.ownerUrl, { max: 2 });
await migrate(owner);
await loadReferenceData(owner);
process.env['DATABASE_URL'] = server.ownerUrl;
process.env['DATABASE_APP_URL'] = server.appUrl;
const opened = runtime();
if (settings.demo) await loadDemo({ opened, owner, note });
const worker = await startWorker(owner, { ...opened, clock: () => new Date() });
const vite = await createServer({ server: { port: settings.port, host: settings.host, strictPort: true } });
await vite.listen();
vite.printUrls();
const token = await ensureSetupToken(opened.db, new Date());
if (token !== undefined) note(`first visit: ${settings.origin}/setup?token=${token}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void vite
      .close()
      .then(() => worker?.stop(1000))
      .then(() => opened.close())
      .then(() => owner.end())
      .then(() => server.stop())
      .then(() => process.exit(0));
  });
