import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { ok, refuse, type Result } from '#kernel';
import { m } from '#messages';
import { keepBases, makeBase } from '../backup/base-backup.ts';
import { backupName, keepNewest, rememberBackup, writeWhole } from '../backup/folder.ts';
import { makeBackup } from '../backup/make-backup.ts';
import { isRecipient } from '../backup/seal.ts';
import { commandBeside, type CliGround, type Command } from './command.ts';
import { openSession } from './session.ts';

/** `kc backup key FILE`: a pair of keys; the secret one into the file, the public one is what backups are made for. */
const key = commandBeside({
  name: 'backup key',
  summary: () => m.backup_key_summary(),
  positionals: ['file'],
  options: z.object({ file: z.string().min(1) }),
  beside: async ({ now }, { file }) => {
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const text = `# created: ${now.toISOString()}\n# public key: ${recipient}\n${identity}\n`;
    try {
      await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      return refuse('backup_key_cannot_be_written', { file, why: (error as Error).message });
    }
    return ok({
      ok: true,
      text: m.backup_key_made({ file, recipient }),
      json: { ok: true, file, recipient },
    });
  },
});

/** `kc backup --to FOLDER --recipient age1…`: everything of the installation into one file, while it works. */
const backup = commandBeside({
  name: 'backup',
  summary: () => m.backup_summary(),
  options: z.object({
    to: z.string().min(1).optional().describe('folder'),
    base: z.string().min(1).optional().describe('folder'),
    recipient: z.string().optional().describe('age1…[,age1…] | file'),
    plain: z.boolean().default(false),
    keep: z.coerce.number().int().min(1).optional().describe('N'),
  }),
  beside: async (cx, { to, base, recipient, plain, keep }) => {
    const { settings, now, note } = cx;
    if (base !== undefined && to === undefined) return baseBackup(cx, path.resolve(base), keep);
    if (to === undefined || base !== undefined) return refuse('backup_needs_a_place', {});
    const recipients = await recipientsOf(recipient, plain);
    if (!recipients.ok) return recipients;
    const name = backupName(now, recipients.value.length > 0);
    const session = await openSession(settings, { anySchema: true, note });
    const source = { url: session.ownUrl, dataDir: settings.dataDir, now };
    const made = await writeWhole(path.resolve(to), name, (sink) =>
      makeBackup(source, recipients.value, sink),
    ).finally(() => session.close());
    if (!made.ok) return made;
    const { file, bytes, wrote } = made.value;
    await rememberBackup(settings.dataDir, { at: now.toISOString(), file, bytes });
    const removed = keep === undefined ? [] : await keepNewest(path.resolve(to), keep);
    const rows = Object.values(wrote.tables).reduce((sum, table) => sum + table.rows, 0);
    const { files, lacking } = wrote;
    const isWhole = lacking.length === 0;
    return ok({
      ok: isWhole,
      json: { ok: isWhole, file, bytes, sealed: !plain, rows, files: files.count, lacking, removed },
      text: [
        m.backup_made({ file, megabytes: megabytes(bytes), rows: String(rows), files: String(files.count) }),
        ...(plain ? [m.backup_is_plain()] : []),
        ...(removed.length > 0 ? [m.backup_removed({ names: removed.join(', ') })] : []),
        ...(isWhole ? [] : [m.backup_lacks({ count: String(lacking.length), names: some(lacking) })]),
      ].join('\n'),
    });
  },
});

export const backupCommands: readonly Command[] = [key, backup];

/** `kc backup --base FOLDER`: where the log begins that brings back any later moment. */
async function baseBackup({ settings, now, note }: CliGround, folder: string, keep: number | undefined) {
  if (settings.databaseUrl !== undefined) return refuse('recover_is_of_the_embedded', {});
  if (settings.walArchive === undefined) return refuse('base_needs_the_log', {});
  const session = await openSession(settings, { anySchema: true, note });
  try {
    const { rows } = await session.owner.query<{ mode: string }>(
      `select current_setting('archive_mode') as mode`,
    );
    if (rows[0]?.mode !== 'on') return refuse('base_needs_the_log', {});
    const { dataDir, walArchive } = settings;
    const made = await makeBase({ superUrl: session.ownUrl, dataDir, archive: walArchive, now }, folder);
    if (!made.ok) return made;
    const { since, folder: at } = made.value;
    const removed = keep === undefined ? [] : await keepBases(folder, keep);
    const text = [m.backup_base_made({ folder: at, since })];
    if (removed.length > 0) text.push(m.backup_removed({ names: removed.join(', ') }));
    return ok({ ok: true, json: { ok: true, folder: at, since, removed }, text: text.join('\n') });
  } finally {
    await session.close();
  }
}

/** The recipients named or standing in a file; none only where that was said. */
async function recipientsOf(given: string | undefined, plain: boolean): Promise<Result<string[]>> {
  if (given === undefined) return plain ? ok([]) : refuse('backup_needs_a_key', {});
  if (plain) return refuse('backup_is_sealed_or_plain', {});
  const text = given.startsWith('age1') ? given : await readFile(given, 'utf8').catch(() => '');
  const words = text
    .split(/[\n,]/)
    .map((word) => word.replace(/^# public key: /, '').trim())
    .filter((word) => word !== '' && !word.startsWith('#') && !word.startsWith('AGE-SECRET-KEY'));
  const wrong = words.find((word) => !isRecipient(word));
  if (wrong !== undefined || words.length === 0) return refuse('backup_key_is_none', { key: wrong ?? given });
  return ok(words);
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
const some = (names: readonly string[]) => names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
