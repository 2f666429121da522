import {
  isCurrent,
  migrate,
  openDatabase,
  openPool,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
  StartFailure,
  type Database,
  type Settings,
} from '#platform/server';
import type pg from 'pg';
import { refuseUnfinishedDatabase, refuseUnfinishedFolder } from '../backup/unfinished.ts';
import { checkReachable } from '../external-database.ts';
import { lockInstance } from '../instance-lock.ts';
import { loadReferenceData } from '../reference-data.ts';

/** The database for the length of one command. */
export interface Session {
  readonly db: Database;
  readonly owner: pg.Pool;
  /** Of who sees past row-level security where the server is our own, else of the owner. */
  readonly ownUrl: string;
  close(): Promise<void>;
}

export interface Connections {
  readonly ownerUrl: string;
  /** Only of our own server. */
  readonly superUrl: string | undefined;
  readonly appUrl: string | undefined;
  readonly stop: () => Promise<void>;
  /** Started by us and used by nobody else: we may bring it up to date as `npm start` does. */
  readonly alone: boolean;
}

/** Opens DATABASE_URL, the embedded server that runs, or that server for this one command. */
export async function openSession(
  settings: Settings,
  needs: { readonly anySchema: boolean; readonly note: (line: string) => void },
): Promise<Session> {
  refuseUnfinishedFolder(settings.dataDir);
  const found = await openConnections(settings, needs.note);
  const owner = openPool(found.ownerUrl, { max: 4 });
  if (settings.databaseUrl !== undefined) await checkReachable(owner, settings.databaseUrl);
  const app = openPool(found.appUrl ?? found.ownerUrl, {
    max: settings.databasePool,
    ...(found.appUrl === undefined ? { role: 'kc_app' } : {}),
  });
  const close = async () => {
    await app.end();
    await owner.end();
    await found.stop();
  };
  try {
    await refuseUnfinishedDatabase(owner);
    if (!needs.anySchema) await bringUpToDate(owner, found.alone);
  } catch (error) {
    await close();
    throw error;
  }
  return { db: openDatabase(app), owner, ownUrl: found.superUrl ?? found.ownerUrl, close };
}

async function bringUpToDate(owner: pg.Pool, alone: boolean): Promise<void> {
  if (alone) {
    await migrate(owner);
    await loadReferenceData(owner);
    return;
  }
  const current = await isCurrent(owner).catch(() => false);
  if (!current)
    throw new StartFailure(
      'The database is behind this version.',
      'run npm run -s kc -- migrate, or start the application once.',
    );
}

/** The database as it is, whatever is or is not in it. */
export async function openConnections(
  settings: Settings,
  note: (line: string) => void,
): Promise<Connections> {
  const nothing = () => Promise.resolve();
  if (settings.databaseUrl !== undefined)
    return {
      ownerUrl: settings.databaseUrl,
      superUrl: undefined,
      appUrl: settings.databaseAppUrl,
      stop: nothing,
      alone: false,
    };
  const running = await runningEmbeddedPostgres(settings.dataDir);
  if (running) {
    const { ownerUrl, appUrl, superUrl } = running;
    return { ownerUrl, appUrl, superUrl, stop: nothing, alone: false };
  }
  const unlock = lockInstance(settings.dataDir);
  try {
    const { dataDir, walArchive } = settings;
    const server = await startEmbeddedPostgres({ dataDir, walArchive, note });
    const stop = async () => {
      await server.stop();
      unlock();
    };
    const { ownerUrl, appUrl, superUrl } = server;
    return { ownerUrl, appUrl, superUrl, stop, alone: true };
  } catch (error) {
    unlock();
    throw error;
  }
}
