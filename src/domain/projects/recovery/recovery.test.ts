import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
  type TestDatabase,
} from '#testing';
import { addDays, dong, expectOk, localDate, splitProportionally, sumDong, type FormFields } from '#kernel';
import { projectMoney, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from '../project.store.server.ts';
import { planRecovery } from './plan-recovery.server.ts';
import { listDebts } from './recovery.store.server.ts';
import { remindInstalments } from './remind-instalments.server.ts';
import { checkInstalments, standingOf, type RecoveryPlan } from './recovery.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const today = localDate('2026-11-23');
const later = (days: number): Context => ({
  ...people.centreAccountant,
  now: new Date(people.now.getTime() + days * 86_400_000),
});
const debts = (on = today, filter: Partial<Parameters<typeof listDebts>[3]> = {}) =>
  inProvince(people.centreOfficer, (tx) =>
    listDebts(tx, people.province, on, { search: '', late: false, after: null, limit: 50, ...filter }),
  );
const read = (id: string) =>
  inProvince(people.centreOfficer, (tx) => projectFor(tx, people.centreOfficer, id));

/** Settled with ten million to come back. */
async function owing(): Promise<string> {
  const workshop = await newWorkshop(people);
  const id = await submitted(workshop.owner, workshop.establishmentId);
  const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`);
  await walkTo(people, id, fund.id, 'approve_settlement');
  return id;
}

const plan = async (id: string, parts: readonly (readonly [string, string])[], more: FormFields = {}) =>
  planRecovery(people.centreDirector, {
    ...{ projectId: id, revision: (await read(id))!.revision, file: null },
    fields: {
      ...{ decisionNumber: '15/QĐ-TTKC', decidedOn: '23/11/2026', reason: 'Cơ sở khó khăn' },
      ...Object.fromEntries(
        parts.flatMap(([dueOn, amount], i) => [
          [`rows.${i}.dueOn`, dueOn],
          [`rows.${i}.amount`, amount],
        ]),
      ),
      ...more,
    },
  });

describe('a debt', () => {
  it('comes back in parts: the wait follows the next one, lists and reminders the late one, until it is zero', async () => {
    const id = await owing();
    expect(await debts()).toMatchObject([{ projectId: id, owed: 10_000_000n, planNo: null, late: 0n }]);
    expect(await plan(id, [['15/12/2026', '9 triệu']])).toMatchObject({
      refusal: { code: 'instalments_differ_from_debt', params: { debt: 10_000_000n } },
    });
    expectOk(
      await plan(id, [
        ['15/12/2026', '4 triệu'],
        ['15/01/2027', '3 triệu'],
        ['15/02/2027', '3 triệu'],
      ]),
    );
    expect((await read(id))!.dueOn).toBe('2026-12-15');
    const paid = (amount: string, cx: Context = people.centreAccountant) =>
      act(cx, id, 'recover', { amount, voucherNumber: 'PT-1', paidOn: '23/11/2026' });
    expectOk(await paid('5 triệu'));
    // The second part is open: one of its three million has come.
    expect((await read(id))!.dueOn).toBe('2027-01-15');
    expect(await debts(localDate('2027-01-16'))).toMatchObject([
      { nextOn: '2027-01-15', nextLeft: 2_000_000n, late: 2_000_000n, owed: 5_000_000n },
    ]);
    expect(await debts(localDate('2027-01-16'), { late: true, search: 'khong co' })).toEqual([]);
    const told = async () =>
      (await database.super.query(`select 1 from records.notice where kind = 'instalment_due'`)).rows.length;
    const before = await told();
    const counts: number[] = [];
    for (const days of [50, 51, 60, 61]) {
      await remindInstalments({ db: database.db, province: people.province }, later(days).now);
      counts.push((await told()) - before);
    }
    // Each of its people once before it is due, once when it is late.
    const [once = 0] = counts;
    expect(once).toBeGreaterThan(0);
    expect(counts).toEqual([once, once, 2 * once, 2 * once]);

    const waiver = {
      amount: '2 triệu',
      decisionNumber: '9/QĐ',
      decisionDate: '23/11/2026',
      reason: 'Thiên tai',
    };
    expect(await act(people.centreDirector, id, 'waive', waiver)).toMatchObject({ ok: false });
    expect(await act(people.provincialApprover, id, 'waive', { ...waiver, reason: '' })).toMatchObject({
      refusal: { field: 'reason' },
    });
    expect(await act(people.provincialApprover, id, 'waive', { ...waiver, amount: '6 triệu' })).toMatchObject(
      {
        refusal: { code: 'waiver_exceeds_debt' },
      },
    );
    expectOk(await act(people.provincialApprover, id, 'waive', waiver));
    expect(await act(people.centreDirector, id, 'close', {})).toMatchObject({ ok: false });
    expectOk(await paid('3 triệu'));
    expect(await debts()).toEqual([]);
    expectOk(await act(people.centreDirector, id, 'close', {}));
    const [money] = await inProvince(people.centreOfficer, (tx) => projectMoney(tx, id));
    expect(money!.balances).toMatchObject({ settled: 282_000_000n, recovered: 8_000_000n, spent: 0n });
    expect(await verifyLedger(people.centreOfficer)).toMatchObject({ differing: [], faults: [] });
  });

  it('is planned by the director alone, once at a time', async () => {
    const id = await owing();
    const whole = [['15/12/2026', '10 triệu']] as const;
    const by = await planRecovery(people.centreAccountant, {
      ...{ projectId: id, revision: (await read(id))!.revision, file: null },
      fields: {
        ...{ decisionNumber: '1', decidedOn: '23/11/2026', reason: 'x' },
        ...{ 'rows.0.dueOn': '15/12/2026', 'rows.0.amount': '10 triệu' },
      },
    });
    expect(by).toMatchObject({ refusal: { code: 'recovery_plan_not_permitted' } });
    // Money comes in while the plan is decided: one of the two is refused or the plan is of the debt before.
    const [planned, paid] = await Promise.all([
      plan(id, whole),
      act(people.centreAccountant, id, 'recover', {
        ...{ amount: '1 triệu', voucherNumber: 'PT-2', paidOn: '23/11/2026' },
      }),
    ]);
    expectOk(paid);
    if (planned.ok)
      expect(await debts(localDate('2027-01-01'), { late: true })).toMatchObject([{ late: 9_000_000n }]);
    else expect(planned.refusal.code).toMatch(/project_changed_meanwhile|instalments_differ/);
  });
});

it('any debt in any parts: what has come, what is late and what is left are the debt, to the đồng', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(500),
      (debt, weights, share, days) => {
        const amounts = splitProportionally(
          dong(debt),
          weights.map((weight) => dong(weight)),
        );
        const parts = amounts.map((amount, i) => ({ dueOn: addDays(today, 30 * (i + 1)), amount }));
        expect(checkInstalments(parts, { debt: dong(debt), decidedOn: today }).ok).toBe(true);
        const owed = dong(BigInt(Math.floor(Number(debt) * share)));
        const decided: RecoveryPlan = {
          ...{
            no: 1,
            debt: dong(debt),
            decisionNumber: '1',
            decidedOn: today,
            reason: 'x',
            documentId: null,
          },
          instalments: parts,
        };
        const standing = standingOf(decided, owed, addDays(today, days));
        expect(sumDong(standing.instalments.map((part) => part.left))).toBe(owed);
        expect(sumDong(standing.instalments.map((part) => part.paid))).toBe(debt - owed);
        expect(standing.late).toBeLessThanOrEqual(owed);
        expect(standing.next === null).toBe(owed === 0n);
      },
    ),
  );
});
