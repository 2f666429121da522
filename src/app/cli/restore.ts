import { z } from 'zod';
import { ok } from '#kernel';
import { m } from '#messages';
import { readBackup } from '../backup/read-backup.ts';
import { restore as restoreInto } from '../backup/restore.ts';
import { commandBeside, type CliGround, type Command } from './command.ts';
import { openConnections } from './session.ts';

/** `kc restore FILE --identity KEY`: a backup into an empty place, proven before anything starts on it. */
const restore = commandBeside({
  name: 'restore',
  summary: () => m.backup_restore_summary(),
  positionals: ['file'],
  options: z.object({
    file: z.string().min(1),
    identity: z.string().optional().describe('file'),
    check: z.boolean().default(false),
  }),
  beside: async (cx, { file, identity, check }) => {
    if (check) {
      const read = await readBackup(file, identity);
      if (!read.ok) return read;
      const { head, manifest } = read.value;
      const said = about(head.madeAt, manifest);
      return ok({ ok: true, text: m.backup_is_sound(said), json: { ok: true, ...said } });
    }
    const done = await restoreInto(file, identity, placeOf(cx));
    if (!done.ok) return done;
    const { head, manifest, later } = done.value;
    const said = about(head.madeAt, manifest);
    return ok({
      ok: true,
      json: { ok: true, ...said, later, lacking: manifest.lacking },
      text: [
        m.backup_restored(said),
        ...(later.length > 0 ? [m.backup_brought_up({ count: String(later.length) })] : []),
        ...(manifest.secret === null && cx.settings.authSecret === undefined
          ? [m.backup_without_secret()]
          : []),
        ...(manifest.lacking.length > 0
          ? [m.backup_came_lacking({ count: String(manifest.lacking.length) })]
          : []),
      ].join('\n'),
    });
  },
});

export const restoreCommands: readonly Command[] = [restore];

function placeOf({ settings, note }: CliGround) {
  const open = async () => {
    const { ownerUrl, appUrl, stop } = await openConnections(settings, note);
    return { ownerUrl, appUrl, close: stop };
  };
  return { dataDir: settings.dataDir, note, open };
}

function about(
  madeAt: string,
  manifest: { tables: Record<string, { rows: number }>; files: { count: number } },
): { madeAt: string; rows: string; files: string } {
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  return { madeAt, rows: String(rows), files: String(manifest.files.count) };
}
