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
import { dong, expectOk, localDate, type FormFields } from '#kernel';
import { projectMoney } from '#funds/server';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { addVouchers, removeVoucher } from './keep-vouchers.server.ts';
import { settleByVouchers } from './settle-by-vouchers.server.ts';
import { vouchersOf } from './voucher.store.server.ts';
import { againstEstimate, placeVouchers, type NewVoucher, type VoucherUse } from './voucher.ts';

let database: TestDatabase;
let people: Cast;
let fundId: string;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  fundId = (await fundWith(people, dong(3_000_000_000), 'provincial', 'Nguồn quyết toán')).id;
});

async function paidProject(): Promise<string> {
  const workshop = await newWorkshop(people);
  const id = await submitted(workshop.owner, workshop.establishmentId);
  await walkTo(people, id, fundId, 'pay');
  return id;
}

let next = 0;
/** Rows of the form: a paper each. */
const rows = (...papers: readonly FormFields[]): FormFields =>
  Object.fromEntries(
    papers.flatMap((paper, i) =>
      Object.entries({
        ...{ line: '1', source: 'support', number: `0000${(next += 1)}`, issuedOn: '20/11/2026' },
        ...{ seller: 'Công ty Cơ khí Vinh', sellerTax: '2900123456', amount: '10 triệu' },
        ...paper,
      }).map(([name, value]) => [`rows.${i}.${name}`, value]),
    ),
  );
const add = (id: string, ...papers: readonly FormFields[]) =>
  addVouchers(people.centreAccountant, id, { fields: rows(...papers) });
const listed = (id: string) =>
  inProvince(people.centreOfficer, (tx) => vouchersOf(tx, people.province, id, { after: null, limit: 100 }));
const settle = async (id: string, fields: FormFields = {}) => {
  const project = await inProvince(people.centreOfficer, (tx) => projectFor(tx, people.centreOfficer, id));
  return settleByVouchers(people.centreAccountant, {
    projectId: id,
    revision: project!.revision,
    fields,
  });
};
const codes = (result: Awaited<ReturnType<typeof add>>) =>
  result.ok
    ? []
    : [result.refusal, ...(result.refusal.also ?? [])].map(({ code, field }) => `${code} ${field}`);

describe('vouchers of a settlement', () => {
  it('carry the settlement: what was spent, its tax and why it differs; then they are frozen', async () => {
    const id = await paidProject();
    expectOk(
      await add(
        id,
        { number: '1C26TVN-77', amount: '280 triệu', vat: '20 triệu', invoiceTotal: '560 triệu' },
        {
          number: '1c26tvn 77',
          amount: '280 triệu',
          vat: '20 triệu',
          source: 'own',
          invoiceTotal: '560 triệu',
        },
        { line: '2', amount: '90 triệu', source: 'own', seller: 'Tổ thợ Nghĩa Đàn', sellerTax: '' },
      ),
    );
    // The estimate has 590 and 100 million: the second line's tenth is not above the threshold, nor the first's twentieth.
    expectOk(await settle(id));
    const settled = await inProvince(people.centreOfficer, (tx) => projectFor(tx, people.centreOfficer, id));
    const said = settled!.lastActs.get('submit_settlement')!.data;
    expect(said).toMatchObject({
      support: '280000000',
      toRecover: '10000000',
      total: '650000000',
      papers: 3,
    });
    expect(said['papersHash']).toMatch(/^[0-9a-f]{64}$/);
    expect(codes(await add(id, {}))).toEqual(['vouchers_are_frozen undefined']);
    const [paper] = await listed(id);
    expect(await removeVoucher(people.centreAccountant, id, paper!.id)).toMatchObject({ ok: false });
    expectOk(await act(people.financeOfficer, id, 'return_settlement', { reason: 'Thiếu hóa đơn' }));
    expectOk(await removeVoucher(people.centreAccountant, id, paper!.id));
    // The other half stands as the first part now.
    expect(
      codes(await add(id, { number: '1C26TVN77', amount: '281 triệu', invoiceTotal: '560 triệu' })),
    ).toEqual(['voucher_parts_exceed_whole rows.0.number']);
    expectOk(await add(id, { number: '1C26TVN77', amount: '100 triệu', invoiceTotal: '560 triệu' }));
    expect(await settle(id)).toMatchObject({
      refusal: { code: 'settlement_difference_unexplained', params: { line: 1 }, field: 'lines.0.reason' },
    });
    expectOk(await settle(id, { 'lines.0.reason': 'Nhà cung cấp giảm giá' }));
    expectOk(
      await act(people.financeOfficer, id, 'approve_settlement', {
        ...{ decisionNumber: '99/QĐ-STC', decisionDate: '23/11/2026' },
      }),
    );
    const [money] = await inProvince(people.centreOfficer, (tx) => projectMoney(tx, id));
    expect(money!.balances.settled + money!.balances.spent).toBe(290_000_000n);
    await expect(
      database.super.query(`delete from disbursements.voucher where project_id = $1`, [id]),
    ).rejects.toThrow();
  });

  it('are refused where they stand in another project, all faults at once and nothing taken in', async () => {
    const [one, other] = [await paidProject(), await paidProject()];
    expectOk(await add(one, { number: 'HD-5' }, { number: 'HD-6', sellerTax: '' }));
    expect(
      codes(
        await add(
          other,
          { number: 'hd 5', seller: 'Tên viết khác' },
          { number: 'HĐ 6', seller: 'CÔNG TY CƠ KHÍ VINH' },
          { number: 'HD-5', issuedOn: '21/11/2026' },
          { number: 'HD-9' },
          { number: 'HD-9', source: 'own' },
        ),
      ),
    ).toEqual([
      'voucher_is_used rows.0.number',
      'voucher_is_used rows.1.number',
      'voucher_stands_twice rows.4.number',
    ]);
    expect(
      codes(
        await add(
          other,
          { line: '3', amount: '5', vat: '5' },
          { issuedOn: '24/11/2026', amount: '9', invoiceTotal: '8' },
        ),
      ),
    ).toEqual([
      'voucher_line_is_unknown rows.0.line',
      'voucher_vat_exceeds_amount rows.0.vat',
      'date_is_in_the_future rows.1.issuedOn',
      'voucher_part_exceeds_whole rows.1.invoiceTotal',
    ]);
    expect(await listed(other)).toEqual([]);
    const asOther = await addVouchers(people.financeOfficer, other, { fields: rows({}) });
    expect(asOther).toMatchObject({ refusal: { code: 'vouchers_not_permitted' } });
  });

  it('come in once when two bring the same paper at the same time', async () => {
    const projects = [await paidProject(), await paidProject(), await paidProject()];
    const answers = await Promise.all(projects.map((id) => add(id, { number: 'RACE-1' })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual([
      'voucher_is_used rows.0.number',
      'voucher_is_used rows.0.number',
    ]);
  });

  it('replace the list whole when imported, and the old ones stay in the records', async () => {
    const id = await paidProject();
    expectOk(await add(id, { number: 'OLD-1' }, { number: 'OLD-2' }));
    const replacing = rows({ number: 'OLD-2' }, { number: 'NEW-3' });
    expectOk(await addVouchers(people.centreOfficer, id, { fields: replacing, replace: true }));
    expect((await listed(id)).map((voucher) => voucher.number).toSorted()).toEqual(['NEW-3', 'OLD-2']);
    const { rows: kept } = await database.super.query(
      'select 1 from disbursements.voucher where project_id = $1 and removed_at is not null',
      [id],
    );
    expect(kept).toHaveLength(2);
  });
});

describe('the rules', () => {
  const line = (amount: number) => ({ label: 'Máy', eligible: true, amount: dong(amount) });
  const sum = (amount: number) => ({
    line: 1,
    source: 'own' as const,
    count: 1,
    amount: dong(amount),
    vat: dong(0),
  });

  it.each([
    [1000, 1100, false],
    [1000, 1101, true],
    [1000, 899, true],
    [0, 1, true],
    [1000, 1000, false],
  ])('of %d estimated and %d spent ask why: %s', (estimated, actual, asks) => {
    expect(againstEstimate([line(estimated)], [sum(actual)], 1000n as never)[0]!.mustExplain).toBe(asks);
  });

  it('a paper is known by its seller’s tax code where names differ', () => {
    const voucher = {
      ...{
        line: 1,
        source: 'own',
        number: 'A 1',
        issuedOn: localDate('2026-11-01'),
        seller: 'X',
        sellerTax: '1',
      },
      ...{ description: null, amount: dong(5), vat: dong(0), invoiceTotal: null, payer: null },
    } as const satisfies NewVoucher;
    const use: VoucherUse = {
      ...{
        ...voucher,
        seller: 'Y',
        numberKey: 'a1',
        sellerKey: 'y',
        projectId: 'p',
        projectNumber: 'KC-1',
        part: 1,
      },
    };
    const project = { id: 'q', number: 'KC-2' };
    expect(placeVouchers(project, [voucher], [use]).faults).toMatchObject([
      { code: 'voucher_is_used', at: 0 },
    ]);
    expect(placeVouchers(project, [{ ...voucher, sellerTax: null }], [use]).faults).toEqual([]);
  });
});
