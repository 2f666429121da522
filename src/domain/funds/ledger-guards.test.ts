import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, newId } from '#kernel';
import { sql } from 'kysely';
import { inProvince } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { planFor } from './move-project-money.server.ts';
import { fundWith, today } from './testing/money.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const fund = await fundWith(people, 1000);
  const move = { fundId: fund.id, projectId: newId(), on: today, amount: dong(300), key: newId() };
  expectOk(await planFor(people.financeOfficer, move));
});

const ledger = ['transfer', 'posting', 'account', 'decision'] as const;
const changes = (table: string) => [
  `update funds.${table} set ${table === 'station' || table === 'move' ? 'book_kind' : 'province'} = '38'`,
  `delete from funds.${table}`,
  `truncate funds.${table} cascade`,
];

describe('the ledger only grows', () => {
  it.each([...ledger, 'book', 'station', 'move'].flatMap(changes))(
    'for the application: %s',
    async (statement) => {
      const attempt = inProvince(people.financeOfficer, (tx) => sql.raw(statement).execute(tx));
      await expect(attempt).rejects.toThrow(/permission denied/);
    },
  );

  it.each(['transfer', 'posting', 'account'])(
    'the application adds no row to %s but by posting',
    async (table) => {
      const attempt = inProvince(people.financeOfficer, (tx) =>
        sql.raw(`insert into funds.${table} (province) values ('40')`).execute(tx),
      );
      await expect(attempt).rejects.toThrow(/permission denied/);
    },
  );

  it.each(ledger.flatMap((table) => changes(table)).filter((s) => !s.startsWith('update funds.account')))(
    'for the owner: %s',
    async (statement) => {
      const client = await database.owner.connect();
      try {
        await client.query(`select set_config('kc.province', '40', false)`);
        await expect(client.query(statement)).rejects.toThrow(/the ledger only grows/);
      } finally {
        client.release();
      }
    },
  );

  it.each(['apply_side', 'posted_before', 'check_reversals'])(
    'funds.%s is not for the application',
    async (name) => {
      const { rows } = await database.app.query<{ may: boolean }>(
        `select bool_or(has_function_privilege('kc_app', p.oid, 'execute')) as may from pg_proc p
       where p.proname = $1 and p.pronamespace = 'funds'::regnamespace`,
        [name],
      );
      expect(rows[0]!.may).toBe(false);
    },
  );
});

describe('a bounded account', () => {
  it('cannot go below zero, even by the owner’s hand', async () => {
    const client = await database.owner.connect();
    try {
      await client.query(`select set_config('kc.province', '40', false)`);
      const overdraw = `update funds.account set debits = debits + 5000 where station = 'planned'`;
      await expect(client.query(overdraw)).rejects.toThrow(/account_is_bounded/);
      const unbound = `update funds.account set bounded = false where station = 'planned'`;
      await expect(client.query(unbound)).rejects.toThrow(/account_book_kind_station/);
    } finally {
      client.release();
    }
  });
});

describe('a decision', () => {
  it('cannot be rewritten by the application, only withdrawn', async () => {
    const rewrite = (set: string) =>
      inProvince(people.financeOfficer, (tx) => sql.raw(`update funds.decision set ${set}`).execute(tx));
    await expect(rewrite('amount = amount + 1')).rejects.toThrow(/permission denied/);
    await expect(rewrite(`number = 'khác'`)).rejects.toThrow(/permission denied/);
  });
});
