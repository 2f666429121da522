import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '#testing';

// Whole processes start here, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const KC = path.resolve(import.meta.dirname, '../../src/app/cli/kc.ts');

function kc(database: TestDatabase, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: database.urls.owner, DATABASE_APP_URL: database.urls.app };
  const { status, stdout, stderr } = spawnSync(process.execPath, [KC, ...args], { env, encoding: 'utf8' });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

/** The same with facts on standard input; what is no JSON where there are none. */
function kcWith(database: TestDatabase, facts: unknown, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: database.urls.owner, DATABASE_APP_URL: database.urls.app };
  const input = facts === undefined ? 'not json' : JSON.stringify(facts);
  const { status, stdout, stderr } = spawnSync(process.execPath, [KC, ...args], {
    env,
    input,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

describe('kc', () => {
  it('answers machines in one line of JSON, and ends with 0', async () => {
    const said = kc(await testDatabase(), 'status', '--json');
    expect(said.stderr).toBe('');
    expect(JSON.parse(said.stdout)).toMatchObject({
      ok: true,
      database: { kind: 'external' },
      migrations: { pending: [] },
    });
    expect(said.status).toBe(0);
  });

  it('answers people in the language they ask for', async () => {
    const database = await testDatabase();
    expect(kc(database, 'status').stdout).toContain('Cấu trúc đã cập nhật');
    expect(kc(database, 'status', '--lang', 'en').stdout).toContain('The schema is up to date');
  });

  it('ends with 1 and what is missing when the database is behind', async () => {
    const database = await testDatabase();
    await database.owner.query(`delete from platform.migration where name = '0010_people'`);
    const said = kc(database, 'status', '--json');
    expect(JSON.parse(said.stdout)).toMatchObject({ ok: false, migrations: { pending: ['0010_people'] } });
    expect(said.status).toBe(1);
  });

  it('ends with 2 and the nearest name on a command it does not know', async () => {
    const said = kc(await testDatabase(), 'staus', '--lang=en');
    expect(said).toMatchObject({ status: 2, stdout: '' });
    expect(said.stderr).toContain('Did you mean “status”?');
  });

  it('ends with 1 and what to do when the database cannot be reached', async () => {
    const database = await testDatabase();
    const gone = { ...database, urls: { ...database.urls, owner: 'postgresql://kc_owner@127.0.0.1:1/none' } };
    const said = kc(gone, 'status');
    expect(said.status).toBe(1);
    expect(said.stderr).toMatch(/What to do: check DATABASE_URL/);
  });

  it('computes support from facts on standard input, with its explanation and the set it used', async () => {
    const database = await testDatabase();
    const unit = { eligibleCost: '700000000', totalInvestment: '700000000', technologyLine: false };
    const facts = { on: '2026-03-01', fund: 'national', province: '40', content: 'MM-01', area: 'normal' };
    const said = kcWith(database, { ...facts, units: [unit] }, 'norms', 'evaluate', '--json');
    expect(said.stderr).toBe('');
    expect(said.status).toBe(0);
    expect(JSON.parse(said.stdout)).toMatchObject({
      amount: '300000000',
      units: [{ amount: '300000000', cap: '300000000' }],
      explanation: [
        { code: 'norm_set_used' },
        { code: 'percent_of_cost', citation: 'Thông tư 28/2018/TT-BTC, Điều 8 khoản 4' },
        { code: 'cap_for_unit' },
        { code: 'cap_decides' },
      ],
      set: { id: 'national-2018-05-11', verified: true },
      refusals: [],
    });
  });

  it('computes by the set of an earlier day, for the provinces of today', async () => {
    const facts = { on: '2015-03-01', fund: 'national', province: '40', content: 'MM-01' };
    const asked = { ...facts, units: [{ eligibleCost: '700000000' }] };
    const said = kcWith(await testDatabase(), asked, 'norms', 'evaluate', '--json');
    expect(JSON.parse(said.stdout)).toMatchObject({
      amount: '200000000',
      set: { id: 'national-2014-04-08' },
      refusals: [],
    });
  });

  it('names everything wrong with the facts at once, and ends with 1', async () => {
    const database = await testDatabase();
    const units = [{ eligibleCost: '-5' }, { eligibleCost: '700000000' }];
    const wrong = { on: '2010-01-01', fund: 'national', province: '99', content: 'XX-99', units };
    const said = kcWith(database, wrong, 'norms', 'evaluate', '--json', '--lang', 'en');
    expect(said.status).toBe(1);
    const { amount, refusals } = JSON.parse(said.stdout) as {
      amount: unknown;
      refusals: { code: string; field?: string; sentence: string }[];
    };
    expect(amount).toBeNull();
    expect(refusals.map(({ code }) => code)).toEqual([
      'province_is_unknown',
      'eligible_cost_is_not_positive',
      'unknown_content',
      'date_before_first_norm_set',
    ]);
    expect(refusals[3]!.sentence).toContain('08/04/2014');

    const garbled = { on: 'soon', fund: 'mine', units: [{ eligibleCost: 700, cap: '1' }], area: 'hills' };
    const again = kcWith(database, garbled, 'norms', 'evaluate', '--json');
    expect(again.status).toBe(1);
    const found = (JSON.parse(again.stdout) as { refusals: { field: string; code: string }[] }).refusals;
    expect(found.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'area choice_is_not_one_of',
      'content field_is_empty',
      'fund choice_is_not_one_of',
      'on date_is_not_understood',
      'province field_is_empty',
      'units.0 names_are_unknown',
      'units.0.eligibleCost field_is_not_understood',
    ]);
    const text = kcWith(database, undefined, 'norms', 'evaluate');
    expect(text).toMatchObject({ status: 1, stdout: 'Dữ kiện không phải JSON hợp lệ.' });
  });

  it('checks the file of a norm set as it exports it, and names every fault by line and column', async () => {
    const database = await testDatabase();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-norms-'));
    const file = path.join(folder, 'set.yaml');
    const { stdout, status } = kc(database, 'norms', 'export', 'national-2018-05-11');
    expect(status).toBe(0);
    writeFileSync(file, stdout);
    expect(kc(database, 'norms', 'check', file, '--lang', 'en')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/32 norms, \d+ examples come out/) as string,
    });
    writeFileSync(
      file,
      stdout.replace('content: MM-01', 'content: XX-77').replace('unit: model', 'unit: house'),
    );
    const wrong = kc(database, 'norms', 'check', file, '--json');
    expect(wrong.status).toBe(1);
    const { faults } = JSON.parse(wrong.stdout) as { faults: { params: { line: number } }[] };
    expect(faults.length).toBeGreaterThanOrEqual(1);
    for (const { params } of faults) expect(params.line).toBeGreaterThan(1);
    expect(kc(database, 'norms', 'export', 'nobody-knows').status).toBe(1);
    rmSync(folder, { recursive: true });
  });
});
