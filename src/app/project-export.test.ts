import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { inProvince } from '#platform/server';
import { askForExport, exportOf } from '#projects/server';
import { cast, testDatabase } from '#testing';
import { exportFile, exportJobs } from './project-export.ts';

const HOUR = 3_600_000;

it('forgets an export and its file a day after it was asked for, and no other', async () => {
  const { db } = await testDatabase();
  const { centreOfficer: cx } = await cast(db);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-exports-'));
  mkdirSync(path.join(dataDir, 'exports'));
  const at = (hours: number) => new Date(cx.now.getTime() + hours * HOUR);
  const ask = async (hours: number) => {
    const asked = { format: 'csv', query: '', locale: 'vi' } as const;
    const { id } = expectOk(await askForExport({ ...cx, now: at(hours) }, asked));
    writeFileSync(exportFile(dataDir, id), 'mã,tên');
    return id;
  };
  const old = await ask(0);
  const recent = await ask(10);
  const owner = { province: cx.province, accountId: cx.actor.accountId };
  const there = async (id: string) =>
    (await inProvince(cx, (tx) => exportOf(tx, owner, id))) !== undefined &&
    existsSync(exportFile(dataDir, id));

  const { tasks } = exportJobs({ db, settings: { dataDir }, clock: () => at(25) } as never);
  for (let run = 0; run < 2; run++) {
    await tasks['projects.forget_exports']?.({}, {} as never);
    expect([await there(old), await there(recent)]).toEqual([false, true]);
  }
  expect(existsSync(exportFile(dataDir, old))).toBe(false);
});
