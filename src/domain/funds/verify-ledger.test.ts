import { execFileSync, spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { dong, expectOk, newId } from '#kernel';
import { inProvince, transact } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { evidenceCounterpart, pledgeCounterpart } from './counterpart.server.ts';
import { exportJournal } from './export-ledger.server.ts';
import { planFor, moveProjectMoney } from './move-project-money.server.ts';
import { reversePosting } from './reverse-posting.server.ts';
import { fundWith, today } from './testing/money.ts';
import { verifyLedger } from './verify-ledger.server.ts';

let database: TestDatabase;
let people: Cast;
const projectId = newId();

beforeEach(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const cx = people.financeOfficer;
  const fund = await fundWith(people, 1_000_000_000_000_000);
  const of = { fundId: fund.id, projectId, on: today };
  expectOk(
    await moveProjectMoney(cx, {
      ...of,
      key: newId(),
      reason: 'Duyệt kế hoạch; chi | “đợt 1”',
      steps: [
        { kind: 'plan', amount: dong(300_000_000) },
        { kind: 'commit', amount: dong(280_000_001) },
      ],
    }),
  );
  const mistake = expectOk(await planFor(cx, { ...of, amount: dong(7), key: newId() }));
  expectOk(
    await transact(cx, (tx) =>
      reversePosting(
        { ...cx, tx },
        { postingId: mistake.postingId, on: today, reason: 'Nhầm đề án', key: newId() },
      ),
    ),
  );
  expectOk(await pledgeCounterpart(cx, { ...of, amount: dong(500), key: newId() }));
  expectOk(await evidenceCounterpart(cx, { ...of, amount: dong(600), key: newId() }));
});

/** As the server's superuser with every trigger off: what nobody of ours can do. */
async function tamper(statement: string): Promise<void> {
  const client = await database.super.connect();
  await client.query(`set session_replication_role = replica; ${statement}`);
  client.release(true);
}

describe('verifying the ledger', () => {
  it('finds it sound when nobody tampered', async () => {
    expect(await verifyLedger(people.financeOfficer)).toEqual({
      accounts: 9,
      transfers: 8,
      imbalance: 0n,
      differing: [],
      faults: [],
    });
  });

  it('names the account whose balance was changed', async () => {
    await tamper(`update funds.account set credits = credits + 500 where station = 'planned'`);
    const verdict = await verifyLedger(people.financeOfficer);
    expect(verdict.imbalance).toBe(500n);
    expect(verdict.differing).toMatchObject([
      { station: 'planned', holderId: projectId, kept: 20_000_499n, recomputed: 19_999_999n, off: 500n },
    ]);
    expect(verdict.faults.map((f) => f.fault)).toEqual(['book_does_not_balance']);
  });

  it.each([
    [`update funds.transfer set amount = amount + 1 where kind = 'commit'`, 2, []],
    [`delete from funds.transfer where kind = 'pledge'`, 2, ['posting_is_incomplete']],
    [`update funds.transfer set amount = 8 where kind = 'reverse'`, 2, ['reversal_is_not_opposite']],
    [`update funds.transfer set kind = 'lapse' where kind = 'commit'`, 0, ['move_is_illegal']],
    [`delete from funds.account where station = 'evidenced'`, 1, ['book_does_not_balance']],
    [`update funds.decision set amount = 5`, 0, ['decision_differs_from_its_transfers']],
  ])('sees through: %s', async (statement, differing, faults) => {
    await tamper(statement);
    const verdict = await verifyLedger(people.financeOfficer);
    expect(verdict.differing).toHaveLength(differing);
    expect(verdict.faults.map((f) => f.fault)).toEqual(faults);
  });
});

const hasHledger = spawnSync('hledger', ['--version']).status === 0;

describe.runIf(hasHledger)('hledger, a program we did not write', () => {
  it('agrees on every balance', async () => {
    const parts: string[] = [];
    const written = await exportJournal(people.financeOfficer, (text) =>
      Promise.resolve(void parts.push(text)),
    );
    expect(written).toBe(8);
    const run = (...args: string[]) =>
      execFileSync('hledger', ['-f', '-', ...args], {
        input: parts.join(''),
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
    run('check');
    const csv = run('balance', '--flat', '--no-total', '--empty', '--output-format', 'csv');
    const theirs = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((row) =>
        /^"(.*)","(.*)"$/
          .exec(row)!
          .slice(1, 3)
          .join(' ')
          .replace(/,| VND/g, ''),
      );
    const ours = await inProvince(people.financeOfficer, (tx) =>
      tx
        .selectFrom('funds.account')
        .select(['book_id', 'station', 'project_id', 'balance'])
        .where((eb) => eb.or([eb('debits', '>', 0n), eb('credits', '>', 0n)]))
        .execute(),
    );
    const named = ours.map((a) =>
      [`40:${a.book_id}:${a.station}${a.project_id === null ? '' : `:${a.project_id}`}`, a.balance].join(' '),
    );
    expect(theirs.toSorted()).toEqual(named.toSorted());
  });
});
