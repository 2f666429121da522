import { inProvince, type Scope } from '#platform/server';
import { keyOf, type Disk } from '../file-disk.server.ts';
import { notify } from '../notices/notify.server.ts';
import { scanWithClamd } from './clamd.server.ts';

const AT_ONCE = 200;

/**
 * Shows the scanner what it has not seen yet, oldest first. What it finds is not handed out any more; the file stays
 * for whoever looks into it, and the administrators are told. Ends where the scanner does not answer.
 */
export async function scanLater(scope: Scope, disk: Disk, now: Date): Promise<number> {
  const { province } = scope;
  const waiting = await inProvince(scope, (tx) =>
    tx
      .selectFrom('records.file')
      .select('hash')
      .where('province', '=', province)
      .where('scanned_at', 'is', null)
      .orderBy('stored_at')
      .limit(AT_ONCE)
      .execute(),
  );
  let done = 0;
  for (const { hash } of waiting) {
    const key = keyOf(province, hash);
    if (!(await disk.exists(key))) continue;
    const scan = await scanWithClamd(disk.clamd, await disk.getBytes(key));
    if (scan === null) return done;
    await markScanned(scope, hash, scan.finding, now);
    done += 1;
  }
  return done;
}

async function markScanned(scope: Scope, hash: string, finding: string | null, now: Date): Promise<void> {
  const { province } = scope;
  await inProvince(scope, async (tx) => {
    await tx
      .updateTable('records.file')
      .set({ scanned_at: now, scan_finding: finding })
      .where('province', '=', province)
      .where('hash', '=', hash)
      .execute();
    if (finding === null) return;
    const papers = await tx
      .selectFrom('records.document')
      .select(['id', 'title'])
      .where('province', '=', province)
      .where('file_hash', '=', hash)
      .execute();
    for (const { id, title } of papers)
      await notify(
        tx,
        { province, now },
        {
          kind: 'file_infected',
          to: { role: 'administrator' },
          subject: { kind: 'document', id },
          fills: { title, finding },
          once: `infected/${id}`,
        },
      );
  });
}
