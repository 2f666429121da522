import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, type Result } from '#kernel';
import { openPool, readSettings } from '#platform/server';
import { keyOf } from '#records/server';
import { cast, fundWith, newWorkshop, testDatabase, type TestDatabase } from '#testing';
import { dumpSchema } from '../../../scripts/support/schema-dump.ts';
import { backupCommands } from '../cli/backup.ts';
import { backupName, keepNewest, writeWhole } from './folder.ts';
import { makeBackup } from './make-backup.ts';
import { readBackup } from './read-backup.ts';
import { restore } from './restore.ts';
import { quoted, tablesOf } from './schemas.ts';

const NOW = new Date('2026-11-29T17:15:00Z');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'kc-backup-'));
const dataDir = path.join(scratch, 'data');
const PAPER = Buffer.from('%PDF-1.4 báo giá');
const PAPER_KEY = keyOf('38', createHash('sha256').update(PAPER).digest('hex'));

let source: TestDatabase;
let keyFile: string;
let recipient: string;
let made: string;

beforeAll(async () => {
  source = await testDatabase();
  for (const province of ['38', '40']) {
    const people = await cast(source.db, { province });
    await fundWith(people, dong(5_000));
    if (province === '40') await newWorkshop(people);
  }
  await source.super.query(`insert into records.file values ('38', $1, $2, 'application/pdf', now())`, [
    path.basename(PAPER_KEY),
    PAPER.length,
  ]);
  mkdirSync(path.dirname(path.join(dataDir, 'files', PAPER_KEY)), { recursive: true });
  writeFileSync(path.join(dataDir, 'files', PAPER_KEY), PAPER);
  writeFileSync(path.join(dataDir, 'auth.secret'), 'a secret of 32 characters or more');
  const identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  keyFile = path.join(scratch, 'key');
  writeFileSync(keyFile, `# created\n${identity}\n`);
  made = await backupOf(source.urls.super, [recipient]);
});
afterAll(() => rmSync(scratch, { recursive: true }));

let counter = 0;
const fresh = (what: string) => path.join(scratch, `${what}-${counter++}`);

async function backupOf(url: string, recipients: readonly string[]): Promise<string> {
  const about = { url, dataDir, now: NOW };
  const name = backupName(NOW, recipients.length > 0);
  return expectOk(await writeWhole(fresh('to'), name, (sink) => makeBackup(about, recipients, sink))).file;
}

/** An empty database of the owner, and an empty folder. */
async function emptyPlace() {
  const name = `restored_${process.pid}_${counter++}`;
  await source.super.query(`create database ${name} owner kc_owner`);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const connections = { ownerUrl: at(source.urls.owner), appUrl: at(source.urls.app) };
  const open = () => Promise.resolve({ ...connections, close: () => Promise.resolve() });
  return { dataDir: fresh('data'), note: () => {}, open, ...connections, superUrl: at(source.urls.super) };
}

/** The content of every table, as sums. */
async function contentOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const content: Record<string, string> = {};
  for (const table of await tablesOf(client)) {
    const { rows } = await client.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as sum from ${quoted(table)} t`,
    );
    content[`${table.schema}.${table.name}`] = rows[0]!.sum;
  }
  await client.end();
  return content;
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'taken' : result.refusal.code);

describe('a backup', () => {
  it('comes back in an empty place row by row, with files, guards and the ledger, and works on', async () => {
    const place = await emptyPlace();
    const done = expectOk(await restore(made, keyFile, place));
    expect(done.later).toEqual([]);
    expect(await contentOf(place.superUrl)).toEqual(await contentOf(source.urls.super));
    expect(readFileSync(path.join(place.dataDir, 'files', PAPER_KEY))).toEqual(PAPER);
    expect(readFileSync(path.join(place.dataDir, 'auth.secret'), 'utf8')).toContain('a secret');
    const owner = openPool(place.ownerUrl, { max: 1 });
    expect(await dumpSchema(owner)).toBe(readFileSync('db/schema.sql', 'utf8'));
    await expect(owner.query(`truncate records.event`)).rejects.toThrow(/append-only/);
    await expect(owner.query(`select from funds.transfer`)).rejects.toThrow(/province_not_set/);
    await owner.end();
    expect(codeOf(await restore(made, keyFile, place))).toBe('restore_place_is_taken');
  });

  it('made by an owner who sees one province at a time holds the same rows', async () => {
    const sums = expectOk(await readBackup(await backupOf(source.urls.owner, []), undefined)).manifest;
    const all = expectOk(await readBackup(made, keyFile)).manifest;
    const rows = (tables: typeof all.tables) =>
      Object.entries(tables).map(([name, one]) => [name, one.rows, one.bytes]);
    expect(rows(sums.tables)).toEqual(rows(all.tables));
    expect(sums.ledger).toEqual(all.ledger);
    expect(Object.keys(sums.ledger)).toEqual(['38', '40']);
  });

  it('says which files the place it was made from lacks, and leaves out one that was altered', async () => {
    const file = path.join(dataDir, 'files', PAPER_KEY);
    writeFileSync(file, 'altered');
    const lacking = expectOk(await readBackup(await backupOf(source.urls.super, []), undefined)).manifest;
    writeFileSync(file, PAPER);
    expect(lacking).toMatchObject({ lacking: [PAPER_KEY], files: { count: 0 } });
  });

  it('keeps as many as asked, and nothing that was cut off', async () => {
    const folder = fresh('kept');
    mkdirSync(folder);
    const names = [1, 2, 3].map((hour) => backupName(new Date(`2026-11-29T0${hour}:00:00Z`), true));
    for (const name of [...names, `${names[0]}.part`, 'mine.txt']) writeFileSync(path.join(folder, name), '');
    expect(await keepNewest(folder, 2)).toEqual([names[0]]);
    expect(await keepNewest(folder, 2)).toEqual([]);
  });
});

describe('what is no whole backup is refused, and leaves nothing', () => {
  it.each([
    ['its end missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 300), 'restore_backup_is_broken'],
    ['one bit changed', (bytes: Buffer) => flipped(bytes, bytes.length >> 1), 'restore_backup_is_broken'],
    ['its beginning changed', (bytes: Buffer) => flipped(bytes, 60), 'restore_key_does_not_open'],
    ['something else', () => Buffer.from('a letter'), 'restore_file_is_no_backup'],
    ['empty', () => Buffer.alloc(0), 'restore_file_is_no_backup'],
  ])('%s', async (_, change, code) => {
    const file = fresh('broken');
    writeFileSync(file, change(readFileSync(made)));
    expect(codeOf(await readBackup(file, keyFile))).toBe(code);
  });

  it('a broken one rolls back what was loaded', async () => {
    const file = fresh('broken');
    const tar = zstdDecompressSync(readFileSync(await backupOf(source.urls.super, [])));
    const end = tar.lastIndexOf('manifest.json');
    writeFileSync(file, zstdCompressSync(Buffer.concat([tar.subarray(0, end), Buffer.alloc(1024)])));
    const place = await emptyPlace();
    expect(codeOf(await restore(file, keyFile, place))).toBe('restore_backup_is_broken');
    const owner = openPool(place.superUrl, { max: 1 });
    expect((await owner.query(`select from people.account`)).rowCount).toBe(0);
    await owner.end();
  });

  it('needs the right key', async () => {
    const other = fresh('key');
    writeFileSync(other, await generateIdentity());
    expect(codeOf(await readBackup(made, undefined))).toBe('restore_needs_the_key');
    expect(codeOf(await readBackup(made, other))).toBe('restore_key_does_not_open');
    expect(codeOf(await readBackup(made, made))).toBe('restore_key_is_none');
    expect(codeOf(await readBackup(fresh('none'), keyFile))).toBe('restore_file_cannot_be_read');
  });

  it('one of a newer version, with the names it does not know', async () => {
    await source.super.query(`insert into platform.migration values ('9999_from_the_future', 'x', now())`);
    const newer = await backupOf(source.urls.super, []);
    await source.super.query(`delete from platform.migration where name = '9999_from_the_future'`);
    const place = await emptyPlace();
    expect(await restore(newer, undefined, place)).toMatchObject({
      refusal: { code: 'restore_backup_is_newer', params: { names: '9999_from_the_future' } },
    });
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at]! ^ 1;
  return changed;
}

describe('kc backup', () => {
  it.each([
    [{}, 'backup_needs_a_place'],
    [{ to: 'a', base: 'b' }, 'backup_needs_a_place'],
    [{ to: 'a' }, 'backup_needs_a_key'],
    [{ to: 'a', recipient: 'age1nobody' }, 'backup_key_is_none'],
    [{ to: 'a', recipient: 'age1nobody', plain: true }, 'backup_is_sealed_or_plain'],
    [{ base: 'b' }, 'base_needs_the_log'],
  ])('refuses %j before it opens anything', async (input, code) => {
    const settings = expectOk(readSettings({ DATA_DIR: dataDir }));
    const ground = { settings, now: NOW, locale: 'vi' as const, note: () => {} };
    const backup = backupCommands.find(({ name }) => name === 'backup')!;
    expect(codeOf(await backup.beside!(ground, { plain: false, ...input } as never))).toBe(code);
  });
});
