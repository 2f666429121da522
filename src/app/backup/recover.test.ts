import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dong, expectOk } from '#kernel';
import { migrate, openDatabase, openPool, startEmbeddedPostgres } from '#platform/server';
import { cast, fundWith } from '#testing';
import { loadReferenceData } from '../reference-data.ts';
import { keepBases, makeBase } from './base-backup.ts';
import { recover } from './recover.ts';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'kc-recover-'));
chmodSync(scratch, 0o755); // as root the server runs as another user, who must get in
afterAll(() => rmSync(scratch, { recursive: true }));

const folder = (name: string) => {
  const made = path.join(scratch, name);
  mkdirSync(made, { mode: 0o755 });
  return made;
};
const parameters = { fsync: 'off', full_page_writes: 'on' };

describe('the embedded database, from a base backup and its log', () => {
  it('comes back as it was at a moment: what was written before is there, what came after is not', async () => {
    const [dataDir, bases, archive] = [folder('data'), folder('bases'), path.join(scratch, 'wal')];
    const server = await startEmbeddedPostgres({ dataDir, walArchive: archive, parameters });
    const owner = openPool(server.ownerUrl, { max: 2 });
    await migrate(owner);
    await loadReferenceData(owner);
    const app = openPool(server.appUrl, { max: 4 });
    const people = await cast(openDatabase(app));
    await fundWith(people, dong(1_000), 'provincial', 'Trước bản gốc');
    mkdirSync(path.join(dataDir, 'files/38'), { recursive: true });
    writeFileSync(path.join(dataDir, 'files/38/paper'), 'a paper');
    writeFileSync(path.join(dataDir, 'auth.secret'), 'secret');

    const base = { superUrl: server.superUrl, dataDir, archive };
    const first = expectOk(await makeBase({ ...base, now: new Date('2026-11-29T01:00:00Z') }, bases));
    await fundWith(people, dong(2_000), 'national', 'Sau bản gốc');
    const { rows } = await owner.query<{ at: Date }>(`select clock_timestamp() as at`);
    const until = rows[0]!.at.toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await cast(openDatabase(app), { province: '38' }).then((others) => fundWith(others, dong(4_000)));
    const pool = openPool(server.superUrl, { max: 1 });
    // The last piece of the log is handed over within a minute; here at once.
    await pool.query(`select pg_switch_wal()`);
    const written = `select count(*)::int as count from pg_stat_archiver where last_archived_wal >= $1`;
    const { rows: at } = await pool.query<{ name: string }>(
      `select pg_walfile_name(pg_current_wal_lsn() - 1) as name`,
    );
    for (let done = 0; done === 0;)
      done = (await pool.query<{ count: number }>(written, [at[0]!.name])).rows[0]!.count;
    await Promise.all([pool.end(), owner.end(), app.end()]);
    await server.stop();

    const place = folder('place');
    const settings = { dataDir: place, databaseUrl: undefined };
    const early = '2020-01-01T00:00:00.000Z';
    const ask = (moment: string) =>
      recover(settings, { folder: bases, until: moment, archive: undefined }, () => {});
    expect(await ask(early)).toMatchObject({ refusal: { code: 'recover_has_no_base' } });
    expect(await ask('2199-01-01T00:00:00.000Z')).toMatchObject({
      refusal: {
        code: 'recover_did_not_reach',
        params: { why: expect.stringContaining('before configured recovery target') as string },
      },
    });
    expect(existsSync(path.join(place, 'restore.unfinished'))).toBe(true);
    expect(expectOk(await ask(until))).toMatchObject({
      base: { folder: first.folder },
      faults: { ledger: 0, trail: 0 },
    });
    expect(existsSync(path.join(place, 'restore.unfinished'))).toBe(false);
    expect(await ask(until)).toMatchObject({ refusal: { code: 'restore_place_is_taken' } });

    const again = await startEmbeddedPostgres({ dataDir: place, walArchive: archive, parameters });
    const restored = openPool(again.superUrl, { max: 1 });
    const { rows: funds } = await restored.query<{ name: string }>(
      `select name from funds.fund order by name`,
    );
    expect(funds.map(({ name }) => name)).toEqual(['Sau bản gốc', 'Trước bản gốc']);
    expect(existsSync(path.join(place, 'files/38/paper'))).toBe(true);
    await restored.end();

    const later = new Date('2026-11-29T02:00:00Z');
    const second = expectOk(
      await makeBase({ superUrl: again.superUrl, dataDir: place, archive, now: later }, bases),
    );
    expect(await keepBases(bases, 1)).toEqual([path.basename(first.folder)]);
    expect(
      readdirSync(archive).filter(
        (name) => /^[0-9A-F]{24}/.test(name) && name.slice(8, 24) < second.from.slice(8, 24),
      ),
    ).toEqual([]);
    expect(readdirSync(bases).sort()).toEqual([path.basename(second.folder), 'files']);
    await again.stop();
  });
});
