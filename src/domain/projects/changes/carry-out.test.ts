import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
} from '#testing';
import { dong, expectOk, localDate, newId, type FormFields, type Result } from '#kernel';
import { planFor, projectMoney, verifyLedger } from '#funds/server';
import { findEstablishment } from '#establishments/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  actsOf,
  changesOf,
  decideChange,
  estimateVersions,
  factsOf,
  projectFor,
  requestChange,
  termsOf,
  waitingChanges,
  withdrawChange,
} from '../index.server.ts';
import { lineFields } from '../estimate/estimate-lines.ts';
import type { Event } from '../project.transitions.ts';

describe('a change of a project', () => {
  let people: Cast;
  let owner: Context;
  let id: string;
  let fundId: string;
  beforeAll(async () => {
    people = await cast((await testDatabase({ max: 12 })).db);
  });
  const begin = async (until: Event) => {
    const workshop = await newWorkshop(people);
    owner = workshop.owner;
    id = await submitted(owner, workshop.establishmentId);
    fundId = (await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`)).id;
    await walkTo(people, id, fundId, until);
  };
  beforeEach(() => begin('sign_contract'));

  const codes = (result: Result<unknown>) =>
    result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map((r) => r.code);
  const read = () =>
    inProvince(people.centreOfficer, async (tx) => {
      const cx = people.centreOfficer;
      const project = (await projectFor(tx, cx, id))!;
      const terms = termsOf(project, await factsOf(tx, cx, project, localDate('2026-11-23')));
      const [money] = await projectMoney(tx, id);
      const establishment = (await findEstablishment(tx, project.establishmentId!))!;
      return { project, terms, money: money!, taxCode: establishment.taxCode };
    });
  /** The form as the page fills it, with what somebody altered. */
  const ask = async (over: FormFields, who = people.centreOfficer) => {
    const { project, terms, taxCode } = await read();
    return requestChange(who, {
      ...{ projectId: id, revision: project.revision, file: null },
      fields: {
        ...{ reason: 'Cơ sở đề nghị', commune: terms.commune ?? '', taxCode, content: terms.content },
        ...{ endsOn: terms.endsOn ?? '', support: String(terms.support) },
        ...lineFields(terms.lines ?? []),
        ...over,
      },
    });
  };
  const decide = async (changeId: string, who = people.departmentLeader, over: FormFields = {}) =>
    decideAt(changeId, (await read()).project.revision, who, over);
  const decideAt = (
    changeId: string,
    revision: number,
    who = people.departmentLeader,
    over: FormFields = {},
  ) =>
    decideChange(who, {
      ...{ changeId, revision },
      fields: {
        ...{ verdict: 'approved', decisionNumber: '31/QĐ-SCT', decisionDate: '23/11/2026' },
        ...over,
      },
    });
  const lower: FormFields = { 'lines.0.support': '200 triệu' };

  it('carries plan, estimate, contract, money of both sides, deadline and act out at once', async () => {
    const { id: change } = expectOk(await ask({ ...lower, endsOn: '20/12/2026' }));
    const before = await read();
    expectOk(await decide(change));
    const { project, terms, money } = await read();
    expect(project).toMatchObject({ planned: 200_000_000n, estimate: 200_000_000n, contract: 200_000_000n });
    expect(terms).toMatchObject({ support: 200_000_000n, endsOn: '2026-12-20' });
    expect(project.dueOn).toBe('2026-12-18'); // the last working day before it
    expect(money.balances.committed).toBe(200_000_000n);
    expect(money.counterpart.pledged).toBe(before.money.counterpart.pledged + 90_000_000n);
    const [changes, versions, acts] = await inProvince(owner, async (tx) => [
      await changesOf(tx, owner.province, id),
      await estimateVersions(tx, owner.province, id),
      await actsOf(tx, owner.province, id),
    ]);
    expect(changes).toMatchObject([
      { no: 1, state: 'approved', before: { support: 290_000_000n }, after: { support: 200_000_000n } },
    ]);
    expect(versions.map((v) => v.support)).toEqual([200_000_000n, 290_000_000n]);
    expect(acts.at(-1)).toMatchObject({ event: 'change', from_state: 'contracted', to_state: 'contracted' });
    expect(await verifyLedger(owner)).toMatchObject({ differing: [], faults: [] });
    // The acts after it reckon with what it left: no advance above the new contract.
    expect(
      codes(
        await act(people.centreAccountant, id, 'request_advance', {
          amount: '201 triệu',
          progressPercent: '80',
        }),
      ),
    ).not.toEqual([]);
  });

  it('raises the sum only as far as the norm and the fund go, and leaves nothing half done', async () => {
    const up = (million: string) =>
      ask({ 'lines.0.unitPrice': '700 triệu', 'lines.0.support': `${million} triệu` });
    expect(codes(await up('301'))).toEqual(['support_exceeds_norm']);
    const { id: change } = expectOk(await up('300'));
    // The fund's last money goes elsewhere before the decision.
    const free = { fundId, projectId: newId(), key: `other ${id}`, on: localDate('2026-11-23') };
    expectOk(await planFor(people.departmentLeader, { ...free, amount: dong(15_000_000) }));
    const before = await read();
    expect(codes(await decide(change))).toEqual(['change_not_permitted']); // more money: not the department's
    expect(codes(await decide(change, people.provincialApprover))).toEqual(['insufficient_funds']);
    const { project, ...after } = await read();
    expect([project.revision, project.contract, after.terms, after.money]).toEqual([
      ...[before.project.revision, before.project.contract, before.terms, before.money],
    ]);
    const [waiting] = await inProvince(owner, (tx) => changesOf(tx, owner.province, id));
    expect(waiting!.state).toBe('requested');
  });

  it('asks the norm anew for another beneficiary, whose money from before counts', async () => {
    const other = await newWorkshop(people);
    const granted = await submitted(other.owner, other.establishmentId);
    const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${granted}`);
    await walkTo(people, granted, fund.id, 'approve_plan');
    const taxCode = (await inProvince(people.centreOfficer, (tx) =>
      findEstablishment(tx, other.establishmentId),
    ))!.taxCode;
    const later = { ...people.centreOfficer, now: new Date(people.now.getTime() + 60_000) };
    expect(codes(await ask({ taxCode }, later))).toEqual([
      'change_beneficiary_has_other_support',
      'support_limit_reached',
    ]);
    const fresh = await newWorkshop(people);
    const free = (await inProvince(people.centreOfficer, (tx) =>
      findEstablishment(tx, fresh.establishmentId),
    ))!.taxCode;
    const { id: change } = expectOk(await ask({ taxCode: free }));
    expectOk(await decide(change, people.provincialApprover));
    const { project } = await read();
    expect([project.establishmentId, project.taxCode]).toEqual([fresh.establishmentId, free]);
  });

  it('is refused for a beneficiary who is not eligible, also one who was when it was asked for', async () => {
    const large = { employees: '900', revenue: '900 tỷ', capital: '900 tỷ' };
    const taxCodeOf = async (establishmentId: string) =>
      (await inProvince(people.centreOfficer, (tx) => findEstablishment(tx, establishmentId)))!.taxCode;
    const other = await newWorkshop(people, large);
    expect(codes(await ask({ taxCode: await taxCodeOf(other.establishmentId) }))).toEqual([
      'change_beneficiary_is_not_eligible',
    ]);
    const fresh = await newWorkshop(people);
    const { id: change } = expectOk(await ask({ taxCode: await taxCodeOf(fresh.establishmentId) }));
    // Meanwhile it asks for the same on its own: both together would pay it twice.
    await submitted(fresh.owner, fresh.establishmentId);
    expect(codes(await decide(change, people.provincialApprover))).toEqual([
      'change_beneficiary_has_other_support',
    ]);
    expect((await read()).project.establishmentId).not.toBe(fresh.establishmentId);
  });

  it('moves the works’ last day and forgets none of the days they have taken', async () => {
    const waits = () =>
      inProvince(people.centreOfficer, (tx) =>
        tx
          .selectFrom('records.deadline')
          .select(['id', 'step', 'started_on', 'counted_from', 'due_on', 'closed_at'])
          .where('subject_id', '=', id)
          .orderBy('started_on')
          .orderBy('id')
          .execute(),
      );
    const before = await waits();
    const works = before.find((wait) => wait.closed_at === null)!;
    const { id: change } = expectOk(await ask({ endsOn: '20/12/2026' }));
    // Two weeks on: neither is the wait over, nor does it begin again.
    const later = new Date(people.now.getTime() + 14 * 86_400_000);
    expectOk(await decide(change, { ...people.departmentLeader, now: later }));
    const after = await waits();
    expect(after).toHaveLength(before.length);
    expect(after.find((wait) => wait.id === works.id)).toEqual({ ...works, due_on: '2026-12-18' });
    expect((await read()).project.dueOn).toBe('2026-12-18');
  });

  it('is refused with every fault at once, for nothing, for two authorities, and from who may not', async () => {
    expect(
      codes(
        await ask({
          ...{ reason: '', commune: '99999', taxCode: '12', endsOn: '01/11/2026', 'lines.0.quantity': 'hai' },
        }),
      ).toSorted(),
    ).toEqual(['field_is_empty', 'quantity_is_not_understood']);
    expect(
      codes(
        await ask({ commune: '99999', taxCode: '12', endsOn: '01/11/2026', content: 'XX-99' }),
      ).toSorted(),
    ).toEqual(
      [
        'change_ends_in_the_past',
        'choice_is_unknown',
        'commune_is_unknown',
        'tax_code_has_wrong_length',
      ].toSorted(),
    );
    expect(codes(await ask({}))).toEqual(['change_changes_nothing']);
    expect(codes(await ask({ endsOn: '20/12/2026', content: 'MM-02' }))).toEqual([
      'change_needs_two_requests',
    ]);
    expect(codes(await ask(lower, people.departmentSpecialist))).toEqual(['change_not_permitted']);
    expect(codes(await ask(lower, owner))).toEqual(['change_not_permitted']);
    const { id: change } = expectOk(await ask(lower));
    expect(codes(await decide(change, people.departmentLeader, { verdict: 'refused' }))).toEqual([
      'field_is_empty',
    ]);
    expect(codes(await decide(change, people.departmentLeader, { decisionDate: '24/11/2026' }))).toEqual([
      'date_is_in_the_future',
    ]);
    expect(codes(await withdrawChange(people.secondOfficer, change))).toEqual(['change_not_permitted']);
    const refusal = { verdict: 'refused', decisionReason: 'Chưa đủ căn cứ' };
    expectOk(await decide(change, people.departmentLeader, refusal));
    expect(codes(await decide(change))).toEqual(['change_is_closed_meanwhile']);
    expect((await read()).terms.support).toBe(290_000_000n);
    const { id: second } = expectOk(await ask(lower));
    expectOk(await withdrawChange(people.centreOfficer, second));
    expect(codes(await withdrawChange(people.centreOfficer, second))).toEqual(['change_is_closed_meanwhile']);
  });

  it('of two at once one is carried out, and the other is told that its ground has changed', async () => {
    const one = expectOk(await ask(lower)).id;
    const two = expectOk(await ask({ 'lines.0.support': '210 triệu' }, people.centreDirector)).id;
    const { revision } = (await read()).project;
    const both = await Promise.all([one, two].map((change) => decideAt(change, revision)));
    expect(both.map(codes).flat()).toEqual(['project_changed_meanwhile']);
    const left = both[0]!.ok ? two : one;
    expect(codes(await decide(left))).toEqual(['change_is_outdated']);
    const { terms, money } = await read();
    expect(money.balances.committed).toBe(terms.support);
    // A change of something else still stands on what it was asked against.
    const place = expectOk(await ask({ coordinatingUnit: 'UBND xã Quỳ Hợp' })).id;
    const term = expectOk(await ask({ endsOn: '20/12/2026' })).id;
    expectOk(await decide(place));
    expectOk(await decide(term));
    expect((await read()).terms).toMatchObject({ coordinatingUnit: 'UBND xã Quỳ Hợp', endsOn: '2026-12-20' });
  });

  it('waits while an advance is being decided, and an advance never meets half a change', async () => {
    const change = expectOk(await ask(lower)).id;
    const { project } = await read();
    const advance = () =>
      act(people.centreAccountant, id, 'request_advance', { amount: '100 triệu', progressPercent: '80' });
    const [asked, decided] = await Promise.all([advance(), decide(change)]);
    const after = await read();
    expect([asked.ok, decided.ok].filter(Boolean)).toHaveLength(after.project.revision - project.revision);
    if (asked.ok) expect(codes(await decide(change))).toEqual(['change_not_possible_now']);
    expect(after.money.balances.committed).toBe(after.project.contract);
  });

  it('before there is an estimate changes the plan alone, and the estimate after it keeps to that', async () => {
    await begin('approve_plan');
    expect(codes(await ask({ support: '301 triệu' }))).toEqual(['support_exceeds_norm']);
    const { id: change } = expectOk(await ask({ support: '250 triệu' }));
    const page = await inProvince(owner, (tx) => waitingChanges(tx, owner.province, null, 50));
    expect(page.map((c) => c.id)).toContain(change);
    expectOk(await decide(change));
    const { project, money } = await read();
    expect([project.planned, money.balances.planned]).toEqual([250_000_000n, 250_000_000n]);
    expect(codes(await walkOn('submit_estimate'))).toEqual(['estimate_exceeds_plan']);
  });

  const walkOn = (event: Event) => {
    const [who, , fields] = provincialWay(fundId).find(([, e]) => e === event)!;
    return act(people[who] as Context, id, event, fields);
  };
});
