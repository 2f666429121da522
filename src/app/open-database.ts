import type pg from 'pg';
import { openPool, type Settings } from '#platform/server';
import { refuseUnfinishedFolder } from './backup/unfinished.ts';
import { checkReachable } from './external-database.ts';
import { keepPostgres } from './keep-postgres.ts';

/** The database of this process, its own or one elsewhere. */
export interface OpenedDatabase {
  /** The schema's owner: migrations, reference data and the job queue. */
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
  /** Absent: work through the owner's connection as the role kc_app. */
  readonly appUrl: string | undefined;
  stop(): Promise<void>;
  kill(): void;
}

/** Starts the embedded server, or reaches the one DATABASE_URL names. Throws StartFailure with what to do. */
export async function openDatabaseOf(
  settings: Settings,
  tools: { note: (line: string) => void; onLost: (why: Error) => void },
): Promise<OpenedDatabase> {
  refuseUnfinishedFolder(settings.dataDir);
  if (settings.databaseUrl === undefined) {
    const { dataDir, walArchive } = settings;
    const kept = await keepPostgres({ dataDir, walArchive, ...tools });
    const owner = openPool(kept.ownerUrl, { max: 6 });
    const stop = async () => {
      await owner.end();
      await kept.stop();
    };
    return { owner, ownerUrl: kept.ownerUrl, appUrl: kept.appUrl, stop, kill: () => kept.kill() };
  }
  const owner = openPool(settings.databaseUrl, { max: 6 });
  await checkReachable(owner, settings.databaseUrl);
  return {
    owner,
    ownerUrl: settings.databaseUrl,
    appUrl: settings.databaseAppUrl,
    stop: () => owner.end(),
    kill: () => {},
  };
}
