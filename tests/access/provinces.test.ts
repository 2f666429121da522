import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { consultationForm } from '#appraisal';
import { askOpinions } from '#appraisal/server';
import { expectOk, ok, readForm, todayIn, type Dong } from '#kernel';
import { openVault, transact } from '#platform/server';
import { registerWebhook, savePreference } from '#records/server';
import { communesIn } from '#territory/server';
import {
  act,
  cast,
  fundWith,
  inSession,
  newWorkshop,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
  type TestDatabase,
} from '#testing';
import {
  definers,
  provinceReferences,
  provinceTables,
  writableCatalogues,
  type Reference,
  type Table,
} from './catalogue.ts';
import { keepContract } from './contracts.ts';
import { peopledRound } from './needs.ts';

const HERE = '40';
const THERE = '38';
let database: TestDatabase;
let tables: readonly Table[];
let references: readonly Reference[];

beforeAll(async () => {
  database = await testDatabase();
  tables = await provinceTables(database.super);
  references = await provinceReferences(database.super);
  for (const province of [HERE, THERE]) {
    const people = await cast(database.db, { province });
    await tellOthers(people);
    const [commune] = await communesIn(database.db, province, todayIn(people.now));
    const { establishmentId, owner } = await newWorkshop(people, { commune: commune?.code ?? '' });
    const fund = await fundWith(people, 5_000_000_000n as Dong);
    const project = await submitted(owner, establishmentId);
    await walkTo(people, project, fund.id, 'pay');
    await keepContract(people, project);
    const other = await newWorkshop(people, { commune: commune?.code ?? '' });
    const appraised = await submitted(other.owner, other.establishmentId);
    await askAround(people, appraised);
    await hear(people, appraised);
    await peopledRound(people, other.establishmentId, commune?.code);
  }
}, 120_000);

/** What an administrator and an officer set for being told: an address for events, and letters as they wish. */
async function tellOthers({ administrator, centreOfficer }: Cast): Promise<void> {
  const kinds = ['project.submit'];
  const vault = openVault(['a secret of this test alone, long enough'], 'webhook');
  expectOk(
    await registerWebhook(administrator, { url: 'https://hooks.example.vn/', kinds }, kinds, {
      loopbackAllowed: false,
      vault,
    }),
  );
  await transact(centreOfficer, async (tx) =>
    ok(await savePreference(tx, centreOfficer, { digest: true, immediate: true, locale: 'vi' })),
  );
}

/** An expert is asked for an opinion of a project under appraisal. */
async function askAround(people: Cast, project: string): Promise<void> {
  expectOk(await act(people.centreOfficer, project, 'accept_dossier'));
  const question = expectOk(
    readForm(consultationForm, {
      questions: 'Có phù hợp quy hoạch không?',
      silence: 'nothing',
      'experts.0.name': 'Phan Văn Tâm',
      'experts.0.email': 'tam@vien.example',
      'experts.0.days': '5',
    }),
  );
  expectOk(
    await askOpinions(
      people.departmentSpecialist,
      project,
      { ...question, papers: [] },
      { byMail: false, locale: 'vi' },
    ),
  );
}

/** A council hears the project, a member with an interest aside, and its minutes are made and signed. */
async function hear(people: Cast, id: string): Promise<void> {
  const { rows } = await database.super.query<{ number: string }>(
    `select number from projects.project where id = $1`,
    [id],
  );
  const s = await inSession(people, [0, 1, 2, 3, 4], { id, number: rows[0]!.number });
  expectOk(await s.conflict(2));
  for (const seat of [0, 1, 3, 4]) expectOk(await s.vote(seat, 'pass'));
  expectOk(await s.conclude());
  expectOk(await s.minutes());
  expectOk(await s.sign(0));
}

/** Works as the application does, in one province; everything is undone afterwards. */
async function asApp<T>(province: string | null, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.app.connect();
  try {
    await client.query('begin');
    if (province !== null) await client.query(`select set_config('kc.province', $1, true)`, [province]);
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** What became of a statement: the SQLSTATE it was refused with, or how many rows it touched. */
async function outcome(attempt: Promise<pg.QueryResult>): Promise<string | number> {
  try {
    return (await attempt).rowCount ?? 0;
  } catch (error) {
    return (error as { code?: string }).code ?? 'error';
  }
}

const PERMISSION = '42501';

async function rowOf(table: Table, province: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await database.super.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table.name} t where province = $1 limit 1`,
    [province],
  );
  return rows[0]?.row;
}

describe('every table with a province, from the catalogue', () => {
  it('has row-level security, for its owner too, and a key that starts with the province', () => {
    expect(tables.length).toBeGreaterThan(10);
    const loose = tables.filter(({ secured, forced, key }) => !secured || !forced || key[0] !== 'province');
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('points into its own province only: foreign keys start with the province', () => {
    expect(references.length).toBeGreaterThan(20);
    const loose = references.filter(
      ({ columns, targetColumns }) => columns[0] !== 'province' || targetColumns[0] !== 'province',
    );
    expect(loose.map(({ table, constraint }) => `${table} ${constraint}`)).toEqual([]);
  });

  it('shows nothing of another province', async () => {
    for (const { name } of tables) {
      const seen = await asApp(HERE, (client) =>
        outcome(client.query(`select 1 from ${name} where province = $1`, [THERE])),
      );
      expect([0, PERMISSION], name).toContain(seen);
      const without = await asApp(HERE, (client) => outcome(client.query(`select province from ${name}`)));
      if (without === PERMISSION) continue;
      const { rows } = await asApp(HERE, (client) => client.query(`select distinct province from ${name}`));
      expect(
        rows.filter(({ province }) => province !== HERE),
        name,
      ).toEqual([]);
    }
  });

  it('fails loudly, and shows no rows, when no province was chosen', async () => {
    for (const { name } of tables) {
      const seen = await asApp(null, (client) => outcome(client.query(`select 1 from ${name}`)));
      const { rows } = await database.super.query(`select 1 from ${name} limit 1`);
      if (rows.length > 0) expect(['KC002', PERMISSION], name).toContain(seen);
    }
  });

  it('takes no row, change or deletion for another province', async () => {
    const tried: string[] = [];
    for (const table of tables) {
      const row = await rowOf(table, THERE);
      if (row === undefined) continue;
      const { name, columns } = table;
      const list = columns.join(', ');
      const insert = `insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1)`;
      const inserted = await asApp(HERE, (client) => outcome(client.query(insert, [JSON.stringify(row)])));
      expect(typeof inserted, `insert into ${name}`).toBe('string');
      expect(inserted, `insert into ${name} is stopped before its uniqueness`).not.toBe('23505');
      for (const change of [
        `update ${name} set province = province where province = '${THERE}'`,
        `delete from ${name} where province = '${THERE}'`,
      ]) {
        const changed = await asApp(HERE, (client) => outcome(client.query(change)));
        if (typeof changed === 'number') expect(changed, change).toBe(0);
      }
      const moved = await asApp(HERE, (client) =>
        outcome(client.query(`update ${name} set province = '${THERE}'`)),
      );
      expect(moved === 0 || typeof moved === 'string', `moving rows of ${name}`).toBe(true);
      tried.push(name);
    }
    expect(tried.length).toBeGreaterThan(tables.length / 3);
  });

  it('cannot be made to reference another province, not even by one who sees all', async () => {
    const tried: string[] = [];
    for (const { table, constraint, columns, target, targetColumns } of references) {
      const own = columns.slice(1);
      const { rows } = await database.super.query<Record<string, unknown>>(
        `select ${targetColumns.slice(1).join(', ')} from ${target} where province = $1 limit 1`,
        [THERE],
      );
      const foreign = rows[0];
      const some = await database.super.query(`select 1 from ${table} where province = $1 limit 1`, [HERE]);
      if (foreign === undefined || some.rowCount === 0) continue;
      const client = await database.super.connect();
      await client.query('begin');
      const set = own.map((column, i) => `${column} = $${i + 2}`).join(', ');
      const changed = await outcome(
        client.query(
          `update ${table} set ${set} where ctid = (select ctid from ${table} where province = $1 limit 1)`,
          [HERE, ...targetColumns.slice(1).map((column) => foreign[column])],
        ),
      );
      const atEnd =
        typeof changed === 'number' ? await outcome(client.query('set constraints all immediate')) : changed;
      await client.query('rollback');
      client.release();
      expect(typeof atEnd, `${table} ${constraint}`).toBe('string');
      tried.push(constraint);
    }
    expect(tried.length).toBeGreaterThan(references.length / 3);
  });
});

describe('catalogues that all provinces share', () => {
  it('are only read by the application, but for documents of the law and contents of a province', async () => {
    expect((await writableCatalogues(database.super)).toSorted()).toEqual(['law.content', 'law.document']);
  });

  it('let a province add documents of its own, and change nobody else’s', async () => {
    const client = await database.app.connect();
    const add = (code: string, province: string | null) =>
      outcome(
        client.query(
          `insert into law.document (code, kind, issuer, province, title_vi, title_en, verification)
           values ($1, 'decision', 'UBND', $2, 'a', 'a', 'excerpt')`,
          [code, province],
        ),
      );
    const change = (code: string) =>
      outcome(client.query(`update law.document set issuer = issuer where code = $1`, [code]));
    try {
      for (const [tried, province] of [
        ['own', HERE],
        ['another’s', '01'],
        ['the nation’s', null],
      ] as const) {
        await client.query('begin');
        await client.query(`select set_config('kc.province', $1, true)`, [HERE]);
        expect(typeof (await add(`01/2026/QĐ-UBND@${tried}`, province)), tried).toBe(
          province === HERE ? 'number' : 'string',
        );
        await client.query('rollback');
      }
      await client.query('begin');
      await client.query(`select set_config('kc.province', $1, true)`, [HERE]);
      expect(await change('42/2025/NQ-HĐND@08')).toBe(0);
      expect(await change('28/2018/TT-BTC')).toBe(1);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('functions that run with their owner’s rights', () => {
  it('have a fixed search path and are open to nobody by default', async () => {
    const found = await definers(database.super);
    expect(found.length).toBeGreaterThan(2);
    expect(
      found.filter(({ openToAll, fixedPath }) => openToAll || !fixedPath).map(({ name }) => name),
    ).toEqual([]);
  });
});
