import type pg from 'pg';
import {
  openDatabase,
  openLog,
  openPool,
  readSettings,
  type Database,
  type Log,
  type Settings,
} from '#platform/server';
import { expectOk } from '#kernel';
import { openAuth, type Auth } from '#people/server';
import { openDisk, type Disk } from '#records/server';

/** What the process holds open for as long as it lives. */
export interface Runtime {
  readonly settings: Settings;
  /** The pool beneath `db`, as the least-privileged role. */
  readonly pool: pg.Pool;
  readonly db: Database;
  /** Credentials and sessions, over connections of their own. */
  readonly auth: Auth;
  readonly log: Log;
  /** Where uploaded papers lie. */
  readonly files: Disk;
  close(): Promise<void>;
}

// The built application carries its own copy of this module; both share the one runtime of the process.
const holder = globalThis as { [key: symbol]: Runtime | undefined };
const KEY = Symbol.for('khuyen-cong.runtime');

/**
 * Opens pools and log once, at the first request and not at import: the build imports every server
 * module. `src/app/serve.ts` has started the database and put its connections into the environment.
 */
export function runtime(): Runtime {
  return (holder[KEY] ??= open());
}

function open(): Runtime {
  const settings = expectOk(readSettings());
  const url = settings.databaseAppUrl ?? settings.databaseUrl;
  if (url === undefined) throw new Error('the web side was started without a database; use npm start');
  const pool = openPool(url, {
    max: settings.databasePool,
    ...(settings.databaseAppUrl === undefined ? { role: 'kc_app' } : {}),
  });
  const db = openDatabase(pool);
  const log = openLog(settings.logLevel);
  const auth = openAuth(url, settings, log);
  const close = async () => {
    await auth.close();
    await db.destroy();
  };
  return { settings, pool, db, auth, log, files: openDisk(settings.dataDir, settings.clamd), close };
}
