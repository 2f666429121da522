import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cast, testDatabase, type TestDatabase } from '#testing';
import { verifyLedger } from '#funds/server';
import { roles } from '#people';
import { demoAccounts } from '#people/server';
import { states } from '#projects';
import { sniffMediaType } from '#records';
import { keyOf, openDisk } from '#records/server';
import { CAST_PROVINCE } from './cast.ts';
import { loadDemo, type DemoOptions } from './index.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const folder = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-demo-'));
const files = openDisk(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = ({ db, owner }: TestDatabase, options: DemoOptions = {}, check = () => {}) =>
  loadDemo({ opened: { db, files }, owner, note: () => {}, check }, { now: NOW, ...options });

/** Everything about the projects that is not an id. */
async function projectsOf({ super: all }: TestDatabase) {
  const { rows } = await all.query<Record<string, unknown>>(`
    select p.number, p.title, p.state, p.procedure, p.content_code, p.fiscal_year, p.asked_support, p.planned_support,
           p.contract_support, p.settled_support, p.due_on, p.version_no, p.revision, e.name as establishment, e.tax_code
      from projects.project p join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
     order by p.number nulls last, p.title, e.name`);
  return rows;
}

describe('the whole sample province', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await load(database);
  }, 300_000);
  const scope = () => ({ db: database.db, province: CAST_PROVINCE });

  it('has sixty projects and more, in every state, of both procedures and several contents', async () => {
    const projects = await projectsOf(database);
    expect(projects.length).toBeGreaterThanOrEqual(60);
    const seen = (column: string) => new Set(projects.map((p) => p[column]));
    expect([...seen('state')].sort()).toEqual([...states].sort());
    expect([...seen('procedure')].sort()).toEqual(['national', 'provincial']);
    expect(seen('content_code').size).toBeGreaterThanOrEqual(4);
    expect([...seen('fiscal_year')].sort()).toEqual([2024, 2025, 2026]);
  });

  it('has an account for every role', async () => {
    const accounts = await demoAccounts(scope(), NOW);
    expect(accounts.map((account) => account.role)).toEqual(roles);
  });

  it('has a ledger that verifies', async () => {
    const { transfers, imbalance, differing, faults } = await verifyLedger(scope());
    expect({ imbalance, differing, faults }).toEqual({ imbalance: 0n, differing: [], faults: [] });
    expect(transfers).toBeGreaterThan(200);
  });

  it('has desks that are alive: something late, something due today, something to come', async () => {
    const { rows } = await database.super.query<{ late: boolean; today: boolean; ahead: boolean }>(`
      select bool_or(due_on < '2026-11-23') as late, bool_or(due_on = '2026-11-23') as today, bool_or(due_on > '2026-11-23') as ahead
        from records.deadline where closed_at is null and paused_on is null`);
    expect(rows).toEqual([{ late: true, today: true, ahead: true }]);
  });

  it('has supplements in two versions, and an advance of a stopped project still owed', async () => {
    const projects = await projectsOf(database);
    expect(projects.filter((p) => p['version_no'] === 2).length).toBeGreaterThan(3);
    const { rows } = await database.super.query(`
      select p.state from projects.project p join funds.account a on a.holder_id = p.id
       where a.station = 'advanced' and a.balance > 0 and p.state = 'stopped'`);
    expect(rows).toHaveLength(1);
  });

  it('has papers that open', async () => {
    const { rows } = await database.super.query<{ file_hash: string; kind: string }>(
      `select distinct kind, file_hash from records.document where file_hash is not null`,
    );
    expect(new Set(rows.map((row) => row.kind))).toContain('quotation');
    for (const { file_hash: hash } of rows) {
      const head = await files.getBytes(keyOf(CAST_PROVINCE, hash));
      // Minutes are there as a Word file too.
      expect(['application/pdf', 'application/zip']).toContain(sniffMediaType(head.subarray(0, 16)));
    }
  });

  it('says nothing happened in the future, nor anything out of order', async () => {
    const { rows } = await database.super.query(
      `
      select p.title, x.seq from projects.act x join projects.project p on p.id = x.project_id
        left join projects.act y on y.project_id = x.project_id and y.seq = x.seq - 1
       where x.at > $1 or y.at >= x.at`,
      [NOW],
    );
    expect(rows).toEqual([]);
  });

  it('closes the books of the years before', async () => {
    const { rows } = await database.super.query(
      `select f.fiscal_year, bool_and(b.closed_on is not null) as closed
         from funds.fund f join funds.book b on b.id = f.id group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { fiscal_year: 2024, closed: true },
      { fiscal_year: 2025, closed: true },
      { fiscal_year: 2026, closed: false },
      // Open for the plan that is being built.
      { fiscal_year: 2027, closed: false },
    ]);
  });

  it('changes nothing when it is loaded again', async () => {
    const counts = () =>
      database.super
        .query(`select (select count(*) from records.event) as events, (select count(*) from people.account) as people,
        (select count(*) from funds.transfer) as transfers`);
    const before = [await projectsOf(database), (await counts()).rows];
    await load(database);
    expect([await projectsOf(database), (await counts()).rows]).toEqual(before);
  });
});

describe('a small sample province', () => {
  it('comes out the same from the same seed and clock, also when it was cut off in between', async () => {
    const [straight, cutOff] = [await testDatabase(), await testDatabase()];
    let steps = 0;
    await load(straight, { size: 'small' }, () => void steps++);
    // Three cuts of a fifth each: whoever is at work when it is told to end finishes one step at most.
    for (let cut = 0; cut < 3; cut++) {
      let left = Math.floor(steps / 5);
      const check = () => {
        if (left-- <= 0) throw new Error('told to end');
      };
      await expect(load(cutOff, { size: 'small' }, check)).rejects.toThrow();
    }
    await load(cutOff, { size: 'small' });
    expect(await projectsOf(cutOff)).toEqual(await projectsOf(straight));
    const verdict = async ({ db }: TestDatabase) => {
      const { accounts, transfers, imbalance } = await verifyLedger({ db, province: CAST_PROVINCE });
      return { accounts, transfers, imbalance };
    };
    expect(await verdict(cutOff)).toEqual(await verdict(straight));
  }, 120_000);

  it('is not put beside a province of real data', async () => {
    const database = await testDatabase();
    await cast(database.db, { province: '01' });
    await load(database, { size: 'small' });
    expect(await projectsOf(database)).toEqual([]);
  });
});
