import path from 'node:path';
import { z } from 'zod';
import { ok, refuse } from '#kernel';
import { m } from '#messages';
import { readBackup } from '../backup/read-backup.ts';
import { recover } from '../backup/recover.ts';
import { restore as restoreInto, type Faults } from '../backup/restore.ts';
import { commandBeside, type CliGround, type Command } from './command.ts';
import { openConnections } from './session.ts';

/** `kc restore FILE --identity KEY`: a backup into an empty place, proven before anything starts on it. */
const restore = commandBeside({
  name: 'restore',
  summary: () => m.backup_restore_summary(),
  positionals: ['file'],
  options: z.object({
    file: z.string().min(1).optional(),
    identity: z.string().optional().describe('file'),
    check: z.boolean().default(false),
    base: z.string().min(1).optional().describe('folder'),
    until: z.string().optional().describe('2026-11-29T17:15:00Z'),
    wal: z.string().min(1).optional().describe('folder'),
  }),
  beside: async (cx, { file, identity, check, base, until, wal }) => {
    if (base !== undefined && file === undefined) return recovered(cx, base, until, wal);
    if (file === undefined || base !== undefined) return refuse('restore_needs_one_source', {});
    if (check) {
      const read = await readBackup(file, identity);
      if (!read.ok) return read;
      const { head, manifest } = read.value;
      const said = about(head.madeAt, manifest);
      return ok({ ok: true, text: m.backup_is_sound(said), json: { ok: true, ...said } });
    }
    const done = await restoreInto(file, identity, placeOf(cx));
    if (!done.ok) return done;
    const { head, manifest, later, faults } = done.value;
    const said = about(head.madeAt, manifest);
    const isSound = faults.ledger + faults.trail === 0;
    return ok({
      ok: isSound,
      json: { ok: isSound, ...said, later, lacking: manifest.lacking, faults },
      text: [
        m.backup_restored(said),
        proven(faults),
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

/** `kc restore --base FOLDER --until TIME`: the embedded database as it was at that moment. */
async function recovered(
  { settings, note }: CliGround,
  folder: string,
  given: string | undefined,
  archive: string | undefined,
) {
  const isMoment =
    given === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(given);
  if (!isMoment || Number.isNaN(Date.parse(given ?? '2026-01-01')))
    return refuse('recover_moment_is_none', { until: given ?? '' });
  const until = given === undefined ? undefined : new Date(given).toISOString();
  const done = await recover(settings, { folder: path.resolve(folder), until, archive }, note);
  if (!done.ok) return done;
  const { base, faults } = done.value;
  const isSound = faults.ledger + faults.trail === 0;
  const text = [m.backup_recovered({ until: until ?? '–', folder: base.folder }), proven(faults)].join('\n');
  const json = { ok: isSound, until: until ?? null, base: base.folder, since: base.since, faults };
  return ok({ ok: isSound, text, json });
}

function proven({ ledger, trail }: Faults): string {
  if (ledger + trail === 0) return m.backup_proven();
  return m.backup_was_unsound({ ledger: String(ledger), trail: String(trail) });
}

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
