import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Disk as FlyDisk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';

/** Where files lie: content-addressed below DATA_DIR/files. */
export function openDisk(dataDir: string, clamd?: string): Disk {
  const location = path.join(dataDir, 'files');
  mkdirSync(location, { recursive: true });
  return Object.assign(new FlyDisk(new FSDriver({ location, visibility: 'private' })), { clamd });
}

/** Where files lie, and the address of clamd, which sees each before it is put there. */
export type Disk = FlyDisk & { readonly clamd: string | undefined };

/** Two levels of folders, so that no folder grows past some thousands of entries at 10^6 files. */
export function keyOf(province: string, hash: string): string {
  return `${province}/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
}
