import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { ok, refuse, type Result } from '#kernel';

/** `khuyen-cong-20261129T171500Z.tar.zst.age`: in the order of time by name. */
const NAME = /^khuyen-cong-\d{8}T\d{6}Z\.tar\.zst(\.age)?$/;

export const backupName = (now: Date, sealed: boolean) =>
  `khuyen-cong-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.tar.zst${sealed ? '.age' : ''}`;

/** Writes a file beside its final place and renames it when it is whole and on the disk; what fails leaves nothing. */
export async function writeWhole<T>(
  folder: string,
  name: string,
  write: (sink: Writable) => Promise<T>,
): Promise<Result<{ file: string; bytes: number; wrote: T }, 'backup_place_cannot_be_written'>> {
  const file = path.join(folder, name);
  const half = `${file}.part`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(half, '', { mode: 0o600 });
  } catch (error) {
    return refuse('backup_place_cannot_be_written', { folder, why: (error as Error).message });
  }
  try {
    const wrote = await write(createWriteStream(half, { mode: 0o600, highWaterMark: 1 << 20 }));
    const handle = await open(half, 'r+');
    await handle.sync();
    await handle.close();
    await rename(half, file);
    return ok({ file, bytes: (await stat(file)).size, wrote });
  } catch (error) {
    await rm(half, { force: true });
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'].includes(code))
      return refuse('backup_place_cannot_be_written', { folder, why: (error as Error).message });
    throw error;
  }
}

/** Removes all but the newest `keep` backups of the folder, and halves of runs that were killed; says which. */
export async function keepNewest(folder: string, keep: number): Promise<string[]> {
  const names = await readdir(folder);
  const old = names
    .filter((name) => NAME.test(name))
    .sort()
    .slice(0, -keep);
  const halves = names.filter((name) => name.endsWith('.part') && NAME.test(name.slice(0, -'.part'.length)));
  for (const name of [...old, ...halves]) await rm(path.join(folder, name), { force: true });
  return old;
}

/** What `kc doctor` knows of backups: the last ones made from here. */
interface MadeBackup {
  readonly at: string;
  readonly file: string;
  readonly bytes: number;
}

const REMEMBERED = 20;
const recordOf = (dataDir: string) => path.join(dataDir, 'backups.json');

export async function backupsMade(dataDir: string): Promise<MadeBackup[]> {
  try {
    return JSON.parse(await readFile(recordOf(dataDir), 'utf8')) as MadeBackup[];
  } catch {
    return [];
  }
}

export async function rememberBackup(dataDir: string, made: MadeBackup): Promise<void> {
  const known = [...(await backupsMade(dataDir)), made].slice(-REMEMBERED);
  const half = `${recordOf(dataDir)}.${process.pid}`;
  await writeFile(half, JSON.stringify(known));
  await rename(half, recordOf(dataDir));
}
