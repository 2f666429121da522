import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  attached,
  cast,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
} from '#testing';
import { dong, expectOk, localDate, readForm, type FormFields, type Rate, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  addQuotation,
  estimateDraft,
  projectFor,
  quotedOf,
  removeQuotation,
  takePrices,
} from '../index.server.ts';
import { compareQuotations, faultyPrices, type PricedLine, type Quotation } from './quotation.ts';
import { quotationForm } from './quotation.form.ts';

const on = localDate('2026-11-23');
const line = (unitPrice: bigint, vat = 0n): PricedLine => ({
  ...{ group: '', label: 'Máy', unit: 'bộ' },
  price: { unitPrice: dong(unitPrice), vat: vat as Rate },
});
const quotation = (id: string, unitPrice: bigint, vat = 0n, until: string | null = null): Quotation => ({
  ...{ id, supplier: id, number: '1', documentId: id, addedBy: 'A', issuedOn: localDate('2026-11-01') },
  validUntil: until === null ? null : localDate(until),
  prices: [{ group: '', label: 'Máy', unitPrice: dong(unitPrice), vat: vat as Rate }],
});

describe('comparing quotations', () => {
  it('marks the lowest with VAT, of those still valid, and both where two are equal', () => {
    const quotations = [
      quotation('A', 100n, 1000n),
      quotation('B', 110n),
      quotation('C', 50n, 0n, '2026-11-22'),
      quotation('D', 109n, 800n),
    ];
    const [row] = compareQuotations([line(110n)], { quotations, taken: [] }, on);
    expect(row!.offers.map((o) => [o!.withVat, o!.lowest, o!.expired])).toEqual([
      [110n, true, false],
      [110n, true, false],
      [50n, false, true],
      [117n, false, false],
    ]);
  });

  it('lets no line above the lowest valid quotation pass without a reason, and no reason above its own', () => {
    const price = fc.bigInt(1n, 1000n);
    fc.assert(
      fc.property(price, price, price, fc.boolean(), (a, b, put, withReason) => {
        const quotations = [quotation('A', a), quotation('B', b)];
        const reason = withReason ? 'Bảo hành' : null;
        const taken = [{ group: '', label: 'Máy', quotationId: 'A', reason }];
        const faults = faultyPrices([line(put)], { quotations, taken }, on);
        const lowest = a < b ? a : b;
        expect(faults.length === 0).toBe(put <= lowest || (withReason && put <= a));
      }),
    );
  });
});

describe('quotations of a project', () => {
  let people: Cast;
  let owner: Context;
  let id: string;
  let paper: string;
  beforeAll(async () => {
    people = await cast((await testDatabase({ max: 8 })).db);
  });
  beforeEach(async () => {
    const workshop = await newWorkshop(people);
    owner = workshop.owner;
    id = await submitted(owner, workshop.establishmentId);
    paper = await inProvince(owner, async (tx) => {
      const rows = await tx.selectFrom('records.document').selectAll().execute();
      return rows.find((d) => d.subject_id === id && d.kind === 'quotation')!.id;
    });
    const fund = await fundWith(people, dong(300_000_000), 'provincial', `Nguồn ${id}`);
    for (const [who, event, fields] of provincialWay(fund.id)) {
      if (event === 'submit_estimate') break;
      expectOk(await act(people[who] as Context, id, event, fields));
    }
  });

  const codes = (result: Result<unknown>) =>
    result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map((r) => r.code).toSorted();
  const typed = (supplier: string, million: string, over: FormFields = {}): FormFields => ({
    ...{ supplier, number: '12/BG', issuedOn: '20/11/2026', document: paper },
    ...{ 'prices.0.label': 'Máy cắt đá CNC', 'prices.0.unitPrice': `${million} triệu` },
    ...over,
  });
  const add = async (fields: FormFields, who = people.centreOfficer) => {
    const read = readForm(quotationForm, fields);
    return read.ok ? addQuotation(who, id, { ...read.value, file: null }) : read;
  };
  const take = (quotation: string, reason: string | null, revision = 0) =>
    takePrices(people.centreOfficer, id, {
      ...{ revision, fields: way.find(([, event]) => event === 'submit_estimate')![2] },
      taken: [{ group: null, label: 'Máy cắt đá CNC', quotation, reason }],
    });
  const way = provincialWay('');
  const submit = (over: FormFields = {}) =>
    act(people.centreOfficer, id, 'submit_estimate', {
      ...way.find(([, event]) => event === 'submit_estimate')![2],
      ...over,
    });

  it('hold an estimate to the lowest price or to a reason, and are kept with what was put forward', async () => {
    const dear = expectOk(await add(typed('Công ty Dũng', '590'))).id;
    const cheap = expectOk(await add(typed('Công ty Bình', '580'))).id;
    expect(await submit()).toMatchObject({
      refusal: { code: 'estimate_price_is_not_lowest', params: { supplier: 'Công ty Bình' } },
    });
    expect(codes(await take(dear, null))).toEqual(['quotation_reason_is_missing']);
    expectOk(await take(dear, 'Bảo hành ba năm'));
    expect(codes(await take(cheap, null, 0))).toEqual(['estimate_changed_meanwhile']);
    const draft = await inProvince(owner, (tx) => estimateDraft(tx, owner.province, id));
    expect(draft!.fields).toMatchObject({
      'lines.0.unitPrice': '590000000',
      'lines.0.basis': 'Báo giá 12/BG ngày 20/11/2026, Công ty Dũng',
    });
    expect(codes(await submit({ 'lines.0.unitPrice': '591 triệu' }))).toEqual([
      'estimate_price_exceeds_quotation',
    ]);
    expectOk(await submit());
    const { lastActs } = await inProvince(owner, async (tx) => (await projectFor(tx, owner, id))!);
    expect(lastActs.get('submit_estimate')!.data['quoted']).toMatchObject([
      {
        reason: 'Bảo hành ba năm',
        offers: expect.arrayContaining([
          expect.objectContaining({ supplier: 'Công ty Dũng', taken: true, lowest: false }),
          expect.objectContaining({ supplier: 'Công ty Bình', taken: false, lowest: true }),
        ]) as unknown,
      },
      { offers: [] },
    ]);
    expect(codes(await add(typed('Công ty Cường', '570')))).toEqual(['act_not_possible_now']);
  });

  it('are refused with every fault at once, twice, without a paper of this project, and from who may not', async () => {
    const other = await attached(owner, id, 'quotation').catch(() => null);
    expect(other).toBeNull(); // the dossier of a planned project is closed
    expect(
      codes(
        await add(
          typed('Công ty Dũng', '590', {
            ...{ issuedOn: '24/11/2026', validUntil: '23/11/2026', 'prices.0.unitPrice': '' },
            document: '01900000-0000-7000-8000-000000000000',
          }),
        ),
      ),
    ).toEqual([
      'quotation_ends_before_it_starts',
      'quotation_has_no_paper',
      'quotation_has_no_price',
      'quotation_is_of_the_future',
    ]);
    expectOk(await add(typed('Công ty Dũng', '590')));
    expect(codes(await add(typed('Công ty Dũng', '580')))).toEqual(['quotation_is_there_already']);
    expect(codes(await add(typed('Công ty Bình', '580'), people.financeOfficer))).toEqual([
      'act_not_permitted',
    ]);
  });

  it('is taken away once by two at the same time, and lines no longer rest on it', async () => {
    const dear = expectOk(await add(typed('Công ty Dũng', '590', { validUntil: '22/11/2026' }))).id;
    expect(codes(await take(dear, null))).toEqual(['quotation_has_expired']);
    const cheap = expectOk(await add(typed('Công ty Bình', '580'))).id;
    expectOk(await take(cheap, null));
    const [one, two] = await Promise.all(
      [people.centreOfficer, people.secondOfficer].map((who) => removeQuotation(who, id, cheap)),
    );
    expect([codes(one!), codes(two!)].flat()).toEqual(['quotation_is_gone']);
    const { quotations, taken } = await inProvince(owner, (tx) => quotedOf(tx, owner.province, id));
    expect([quotations.length, taken.length]).toEqual([1, 0]);
    expect(codes(await take(cheap, null, 1))).toEqual(['quotation_is_gone']);
  });
});
