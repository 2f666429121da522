import { expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  randomOf,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
} from '#testing';
import { dong, newId, sumDong, todayIn, type FormFields } from '#kernel';
import { fundSummaries, projectMoney, reversePosting, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { debtOf, type Event } from '#projects';
import { listDebts, projectFor } from '#projects/server';
import { addVouchers, removeVoucher } from './keep-vouchers.server.ts';
import { settleByVouchers } from './settle-by-vouchers.server.ts';

/** Whatever is done after the payment, in whatever order: the fund's sum stays, and the list of debts says what the ledger says. */
it.each([3])('vouchers, settlement, recovery, waiver and reversal in any order (%i)', async (seed) => {
  const database = await testDatabase();
  const people = await cast(database.db);
  const workshop = await newWorkshop(people);
  const id = await submitted(workshop.owner, workshop.establishmentId);
  const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`);
  await walkTo(people, id, fund.id, 'pay');
  const random = randomOf(seed);
  const cx = people.centreOfficer;
  const by = (who: keyof Cast, event: Event, fields: () => FormFields) => () =>
    act(people[who] as Context, id, event, fields());
  const part = () => ({ amount: `${random(8) + 1} triệu` });
  const decision = { decisionNumber: '9/QĐ', decisionDate: '23/11/2026' };
  const submit = async () => {
    const project = await inProvince(cx, (tx) => projectFor(tx, cx, id));
    const fields = { 'lines.0.reason': 'Giá giảm', 'lines.1.reason': 'Tự làm' };
    return settleByVouchers(people.centreAccountant, { projectId: id, revision: project!.revision, fields });
  };
  const reverse = async () => {
    const { rows } = await database.super.query<{ id: string }>(
      `select g.id from funds.posting g join projects.act x on x.id = g.act_id
        where x.project_id = $1 and x.event in ('recover', 'waive', 'approve_settlement') order by g.id offset $2 limit 1`,
      [id, random(3)],
    );
    const [posting] = rows;
    const input = { on: todayIn(cx.now), reason: 'Ghi nhầm', key: newId(Date.now()) };
    return (
      posting &&
      transact(people.centreDirector, (tx) =>
        reversePosting({ ...people.centreDirector, tx }, { postingId: posting.id, ...input }),
      )
    );
  };
  let paper = 0;
  const add = () =>
    addVouchers(people.centreAccountant, id, {
      fields: {
        ...{
          'rows.0.line': String(random(2) + 1),
          'rows.0.source': 'support',
          'rows.0.number': `HD-${(paper += 1)}`,
        },
        ...{ 'rows.0.issuedOn': '20/11/2026', 'rows.0.seller': 'Cơ khí Vinh' },
        'rows.0.amount': `${random(200) + 100} triệu`,
      },
    });
  const moves = [
    add,
    () => removeVoucher(people.centreAccountant, id, null),
    submit,
    by('financeOfficer', 'return_settlement', () => ({ reason: 'Thiếu' })),
    by('financeOfficer', 'approve_settlement', () => decision),
    by('centreAccountant', 'recover', () => ({ ...part(), voucherNumber: 'PT', paidOn: '23/11/2026' })),
    by('provincialApprover', 'waive', () => ({ ...part(), ...decision, reason: 'Thiên tai' })),
    reverse,
  ];
  let done = 0;
  for (let step = 0; step < 14; step++) {
    const from = random(moves.length);
    for (const move of [...moves.slice(from), ...moves.slice(0, from)])
      if ((await move())?.ok) {
        done += 1;
        break;
      }
    const { balances } = (await inProvince(cx, (tx) => fundSummaries(tx, 2026))).find(
      (one) => one.fund.id === fund.id,
    )!;
    const { outside: _, ...inside } = balances;
    expect(sumDong(Object.values(inside)), `step ${step}`).toBe(310_000_000n);
    const project = await inProvince(cx, (tx) => projectFor(tx, cx, id));
    const [money] = await inProvince(cx, (tx) => projectMoney(tx, id));
    const debts = await inProvince(cx, (tx) =>
      listDebts(tx, people.province, todayIn(cx.now), { search: '', late: false, after: null, limit: 5 }),
    );
    const owed = project!.state === 'settled' ? debtOf(money!.balances) : 0n;
    expect(sumDong(debts.map((one) => one.owed)), `step ${step}`).toBe(owed);
  }
  expect(done).toBeGreaterThan(8);
  expect(await verifyLedger(cx)).toMatchObject({ differing: [], faults: [] });
});
