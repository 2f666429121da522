import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#testing';
import { StartFailure } from './failure.server.ts';
import { isCurrent, migrate, migrationsOf } from './migrate.server.ts';

describe('migrate', () => {
  it('applies nothing twice, and says the database is current', async () => {
    const { owner } = await testDatabase();
    expect(await migrate(owner)).toEqual([]);
    expect(await isCurrent(owner)).toBe(true);
  });

  it('refuses a database that a newer version has written, with what to do', async () => {
    const { owner } = await testDatabase();
    await owner.query(`insert into platform.migration values ('9999_from_the_future', 'x', now())`);
    await expect(migrate(owner)).rejects.toThrow(StartFailure);
    await expect(migrate(owner)).rejects.toThrow(/9999_from_the_future/);
  });

  it('leaves nothing of a migration that fails half-way', async () => {
    const { owner } = await testDatabase();
    await owner.query('truncate platform.migration');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kc-migrations-'));
    writeFileSync(path.join(folder, '0001_half.sql'), 'create table platform.half (id int); select 1 / 0;');
    await expect(migrate(owner, migrationsOf(folder))).rejects.toThrow(/0001_half/);
    const { rows } = await owner.query(`select to_regclass('platform.half') as found`);
    expect(rows[0].found).toBeNull();
  });
});
