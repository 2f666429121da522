import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse, type Result } from '#kernel';
import { openPool, startEmbeddedPostgres, StartFailure, type Settings } from '#platform/server';
import { lockInstance } from '../instance-lock.ts';
import { baseFor, copyMissing, KEYS_OF_A_BASE, type Base } from './base-backup.ts';
import { faultsOf, type Faults } from './restore.ts';
import { isFolderTaken, markFolder, unmark } from './unfinished.ts';

/**
 * Brings the embedded database back as it was at a moment: the newest base backup before it, and the log from there.
 * Like every restore into an empty place, marked as unfinished until the ledger agrees.
 */
export async function recover(
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  asked: {
    readonly folder: string;
    readonly until: string | undefined;
    readonly archive: string | undefined;
  },
  note: (line: string) => void,
): Promise<Result<{ base: Base; faults: Faults }>> {
  const { dataDir } = settings;
  if (settings.databaseUrl !== undefined) return refuse('recover_is_of_the_embedded', {});
  if (await isFolderTaken(dataDir)) return refuse('restore_place_is_taken', { place: dataDir });
  const base = await baseFor(asked.folder, asked.until);
  if (base === undefined)
    return refuse('recover_has_no_base', { folder: asked.folder, until: asked.until ?? '–' });
  await markFolder(dataDir);
  const unlock = lockInstance(dataDir);
  try {
    for (const name of KEYS_OF_A_BASE)
      await copyFile(path.join(base.folder, name), path.join(dataDir, name)).catch(() => undefined);
    const files = path.basename(base.folder).startsWith('base-') ? path.dirname(base.folder) : base.folder;
    await copyMissing(path.join(files, 'files'), path.join(dataDir, 'files'));
    const { until } = asked;
    const archive = path.resolve(asked.archive ?? base.archive);
    const recovery = {
      base: path.join(base.folder, 'cluster'),
      archive,
      ...(until === undefined ? {} : { until }),
    };
    const server = await startEmbeddedPostgres({ dataDir, note, recover: recovery });
    try {
      const faults = await faultsOf(server);
      const owner = openPool(server.ownerUrl, { max: 1 });
      await unmark(owner, dataDir);
      await owner.end();
      return ok({ base, faults });
    } finally {
      await server.stop();
    }
  } catch (error) {
    if (error instanceof StartFailure)
      return refuse('recover_did_not_reach', { until: asked.until ?? '–', why: error.message });
    throw error;
  } finally {
    unlock();
  }
}
