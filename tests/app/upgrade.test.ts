import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { expectOk } from '#kernel';
import { migrationsOf, openDatabase, openPool } from '#platform/server';
import { testDatabase } from '#testing';
import { lookInside } from '../../src/app/doctor/inside.ts';
import { restore } from '../../src/app/backup/restore.ts';
import { dumpSchema } from '../../scripts/support/schema-dump.ts';

// Backups made by earlier versions, with projects on their way; never made anew, only added to.
const KEPT = path.join(import.meta.dirname, 'upgrade');

vi.setConfig({ testTimeout: 180_000 });
const scratch = mkdtempSync(path.join(os.tmpdir(), 'kc-upgrade-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('what an earlier version wrote', () => {
  it.each(readdirSync(KEPT))('%s opens with this one, and is sound', async (name) => {
    const { super: admin, urls } = await testDatabase();
    const database = `upgraded_${process.pid}_${name.replace(/\W/g, '_')}`;
    await admin.query(`create database ${database} owner kc_owner`);
    const at = (url: string) => Object.assign(new URL(url), { pathname: `/${database}` }).toString();
    const connections = { ownerUrl: at(urls.owner), appUrl: at(urls.app), close: () => Promise.resolve() };
    const dataDir = path.join(scratch, name);
    const open = () => Promise.resolve(connections);
    const { head, later, manifest } = expectOk(
      await restore(path.join(KEPT, name), undefined, { dataDir, open, note: () => {} }),
    );
    expect(head.migrations.length + later.length).toBe(migrationsOf().length);
    expect(Number(manifest.ledger['40']?.transfers)).toBeGreaterThan(5);
    const [owner, app] = [
      openPool(connections.ownerUrl, { max: 2 }),
      openPool(connections.appUrl, { max: 2 }),
    ];
    expect(await dumpSchema(owner)).toBe(readFileSync('db/schema.sql', 'utf8'));
    const findings = await lookInside({ db: openDatabase(app), owner, dataDir }, true);
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    await Promise.all([owner.end(), app.end()]);
  });
});
