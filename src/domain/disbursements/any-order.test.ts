import { beforeAll, describe, expect, it } from 'vitest';
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
  type TestDatabase,
} from '#testing';
import { dong, newId, sumDong, todayIn, type FormFields } from '#kernel';
import { fundSummaries, projectMoney, reversePosting, verifyLedger } from '#funds/server';
import { inProvince, transact } from '#platform/server';
import { lineFields, type Event } from '#projects';
import { changesOf, decideChange, factsOf, projectFor, requestChange, termsOf } from '#projects/server';

/** Whatever is done, in whatever order, by whoever may: the fund's sum stays, and nothing stands above the contract. */
describe('advances, payments, amendments and reversals in any order', () => {
  let people: Cast;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    people = await cast(database.db);
  });

  it('keep the fund’s sum and the contract', async () => {
    const workshop = await newWorkshop(people);
    const id = await submitted(workshop.owner, workshop.establishmentId);
    const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`);
    await walkTo(people, id, fund.id, 'sign_contract');
    const random = randomOf(1);
    const cx = people.centreOfficer;
    const millions = (most: number) => `${random(most) + 1} triệu`;
    const voucher = () => ({ voucherNumber: `UNC-${random(1000)}`, paidOn: '23/11/2026' });
    const read = () =>
      inProvince(cx, async (tx) => {
        const project = (await projectFor(tx, cx, id))!;
        const [money] = await projectMoney(tx, id);
        const terms = termsOf(project, await factsOf(tx, cx, project, todayIn(cx.now)));
        const summary = (await fundSummaries(tx, 2026)).find((one) => one.fund.id === fund.id)!;
        return {
          project,
          terms,
          money: money!.balances,
          summary,
          changes: await changesOf(tx, cx.province, id),
        };
      });
    const amend = async () => {
      const { project, terms } = await read();
      const fields: FormFields = {
        ...{ reason: 'Phụ lục', commune: terms.commune ?? '', content: terms.content },
        ...{ endsOn: terms.endsOn ?? '', ...lineFields(terms.lines ?? []) },
        'lines.0.support': millions(320),
        taxCode: project.taxCode ?? '',
      };
      const asked = await requestChange(cx, {
        projectId: id,
        revision: project.revision,
        fields,
        file: null,
      });
      if (!asked.ok) return asked;
      const { project: now } = await read();
      const decision = { verdict: 'approved', decisionNumber: '1/QĐ', decisionDate: '23/11/2026' };
      const input = { changeId: asked.value.id, revision: now.revision, fields: decision };
      const done = await decideChange(people.departmentLeader, input);
      return done.ok ? done : decideChange(people.provincialApprover, input);
    };
    const reverse = async () => {
      const { rows } = await database.super.query<{ id: string }>(
        `select g.id from funds.posting g join projects.act x on x.id = g.act_id
          where x.project_id = $1 and x.event in ('pay', 'pay_advance') order by random() limit 1`,
        [id],
      );
      const [posting] = rows;
      return (
        posting &&
        transact(people.centreDirector, (tx) =>
          reversePosting(
            { ...people.centreDirector, tx },
            { postingId: posting.id, on: todayIn(cx.now), reason: 'Ghi nhầm', key: newId(Date.now()) },
          ),
        )
      );
    };
    const by = (who: keyof Cast, event: Event, fields: () => FormFields) => () =>
      act(people[who] as typeof cx, id, event, fields());
    const accept = { heldOn: '23/11/2026', place: 'Xã', participants: 'Các bên', findings: 'Tốt' };
    const moves = [
      by('centreAccountant', 'request_advance', () => ({ amount: millions(150), progressPercent: '80' })),
      by('centreDirector', 'pay_advance', voucher),
      by('centreDirector', 'return_advance', () => ({ reason: 'Sai' })),
      by('centreAccountant', 'request_payment', () => ({ amount: millions(200) })),
      by('centreDirector', 'pay', voucher),
      by('centreDirector', 'return_payment', () => ({ reason: 'Sai' })),
      amend,
      reverse,
    ];
    let done = 0;
    for (let step = 0; step < 12; step++) {
      // From a random one on, the first that is possible.
      const from = random(moves.length);
      const order = [...moves.slice(from), ...moves.slice(0, from)];
      if (step === 6) order.unshift(by('secondOfficer', 'accept_works', () => accept));
      for (const move of order) {
        if (!(await move())?.ok) continue;
        done += 1;
        break;
      }
      const { project, money, summary } = await read();
      const held = sumDong([money.committed, money.advanced, money.spent, money.settled]);
      expect(held, `step ${step}`).toBeLessThanOrEqual(project.contract!);
      const { outside: _, ...inside } = summary.balances;
      expect(sumDong(Object.values(inside)), `step ${step}`).toBe(310_000_000n);
    }
    expect(done).toBeGreaterThan(4);
    expect(await verifyLedger(cx)).toMatchObject({ differing: [], faults: [] });
  });
});
