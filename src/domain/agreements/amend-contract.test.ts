import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, cast, fundWith, newWorkshop, submitted, testDatabase, walkTo, type Cast } from '#testing';
import { dong, expectOk, type FormFields, type Result } from '#kernel';
import { projectMoney, verifyLedger } from '#funds/server';
import { inProvince } from '#platform/server';
import { changesOf, decideChange, projectFor } from '#projects/server';
import { differencesBetween } from './contract.ts';
import {
  amendmentsOf,
  contractVersions,
  correctContract,
  dropAmendment,
  noteMilestone,
  openAmendment,
  resumeContract,
  saveAmendment,
  sendAmendment,
  signAgreement,
  signAmendment,
  suspendContract,
} from './index.server.ts';

const signing: FormFields = {
  ...{ contractNumber: '12/HĐ-KC', payerSignedOn: '20/11/2026', unitSignedOn: '23/11/2026' },
  ...{ endsOn: '30/06/2027', 'payer.name': 'Trung tâm Khuyến công', 'payer.representative': 'Hồ Sỹ Tiến' },
  ...{ 'unit.name': 'Xưởng đá', 'unit.representative': 'Trương Văn Quý', 'unit.account': '0101' },
  ...{ 'milestones.0.title': 'Giao máy', 'milestones.0.dueOn': '31/01/2027' },
  ...{ 'milestones.1.title': 'Chạy thử', 'milestones.1.dueOn': '15/03/2027' },
  ...{ payerDuties: 'Thanh toán đúng hạn', unitDuties: 'Sử dụng máy đúng mục đích' },
};
const rest = (reason = 'Chờ mặt bằng'): FormFields => ({ on: '23/11/2026', reason });

describe('a contract', () => {
  let people: Cast;
  let id: string;
  beforeAll(async () => {
    people = await cast((await testDatabase({ max: 12 })).db);
  });
  beforeEach(async () => {
    const workshop = await newWorkshop(people);
    id = await submitted(workshop.owner, workshop.establishmentId);
    const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`);
    await walkTo(people, id, fund.id, 'approve_estimate');
    expectOk(await signed());
  });

  const revision = async () =>
    (await inProvince(people.centreOfficer, (tx) => projectFor(tx, people.centreOfficer, id)))!.revision;
  const signed = async (over: FormFields = {}) =>
    signAgreement(people.centreDirector, {
      ...{ projectId: id, revision: await revision(), fields: { ...signing, ...over }, paper: null },
    });
  const read = (cx = people.centreOfficer) =>
    inProvince(cx, async (tx) => {
      const project = (await projectFor(tx, cx, id))!;
      const key = { province: cx.province, projectId: id };
      const [amendment] = await amendmentsOf(tx, key);
      const [money] = await projectMoney(tx, id);
      return {
        ...{ project, amendment: amendment!, money: money!.balances },
        versions: await contractVersions(tx, cx, project),
        changes: await changesOf(tx, cx.province, id),
      };
    });
  const code = (result: Result<unknown>) => (result.ok ? null : result.refusal.code);
  /** Opens one and sends it with what is altered. */
  const amend = async (over: FormFields) => {
    expectOk(await openAmendment(people.centreOfficer, id));
    const { amendment, project } = await read();
    return sendAmendment(people.centreOfficer, {
      ...{ projectId: id, id: amendment.id, revision: 1, projectRevision: project.revision },
      fields: { ...amendment.fields, reason: 'Nhà cung cấp giảm giá', ...over },
    });
  };
  const decide = async (verdict = 'approved') => {
    const { changes, project } = await read();
    return decideChange(people.departmentLeader, {
      ...{ changeId: changes[0]!.id, revision: project.revision },
      fields: {
        ...{ verdict, decisionNumber: '31/QĐ-SCT', decisionDate: '23/11/2026' },
        decisionReason: 'Không cần thiết',
      },
    });
  };

  it('is signed by both sides with what they agreed, which commits the money', async () => {
    const { versions, money } = await read();
    expect(versions).toMatchObject([
      {
        ...{ kind: 'signed', number: '12/HĐ-KC', support: 290_000_000n, endsOn: '2027-06-30' },
        ...{ payerSignedOn: '2026-11-20', unitSignedOn: '2026-11-23' },
        terms: { unit: { account: '0101' }, milestones: [{ key: 'm1' }, { key: 'm2' }] },
      },
    ]);
    expect(money.committed).toBe(290_000_000n);
    expect(code(await signed({ unitSignedOn: '24/11/2026' }))).toBe('date_is_in_the_future');
    expect(code(await signed({ 'milestones.0.dueOn': '01/07/2027' }))).toBe('milestone_is_after_the_end');
  });

  it('is amended in plan, money, term and schedule by one decision; what was corrected meanwhile stands', async () => {
    expectOk(
      await amend({
        'lines.0.support': '200 triệu',
        endsOn: '20/12/2026',
        'milestones.0.dueOn': '10/12/2026',
      }),
    );
    const corrected = { ...signing, 'unit.account': '0202', reason: 'Sai số tài khoản' };
    expectOk(await correctContract(people.centreOfficer, id, corrected));
    expect(code(await correctContract(people.centreOfficer, id, corrected))).toBe(
      'contract_corrects_nothing',
    );
    const second = await openAmendment(people.centreDirector, id);
    expect(code(second)).toBe('amendment_is_open');
    expectOk(await decide());
    const { versions, money, project, amendment } = await read();
    expect(amendment.state).toBe('in_force');
    expect(project).toMatchObject({ contract: 200_000_000n, dueOn: '2026-12-18' });
    expect(money).toMatchObject({ committed: 200_000_000n });
    expect(versions.map((v) => v.kind)).toEqual(['signed', 'corrected', 'amended']);
    expect(versions[2]).toMatchObject({
      ...{ support: 200_000_000n, endsOn: '2026-12-20', decision: '31/QĐ-SCT' },
      terms: { unit: { account: '0202' }, milestones: [{ key: 'm1', dueOn: '2026-12-10' }, { key: 'm2' }] },
    });
    expect(differencesBetween(versions[1]!, versions[2]!).map((d) => d.what)).toEqual([
      ...['support', 'line', 'endsOn', 'milestone'],
    ]);
    const annex = { annexNumber: 'PL-01', payerSignedOn: '23/11/2026', unitSignedOn: '23/11/2026' };
    const sign = { projectId: id, id: amendment.id, fields: annex };
    expectOk(await signAmendment(people.centreDirector, sign));
    expect(code(await signAmendment(people.centreDirector, sign))).toBe('amendment_is_closed_meanwhile');
    expect((await read()).versions[2]).toMatchObject({ number: 'PL-01', unitSignedOn: '2026-11-23' });
    expect(await verifyLedger(people.centreOfficer)).toMatchObject({ differing: [], faults: [] });
  });

  it('is a draft again when the change is refused, and without money needs signatures only', async () => {
    expectOk(await amend({ 'lines.0.support': '200 triệu' }));
    expectOk(await decide('refused'));
    const { amendment, money } = await read();
    expect(amendment).toMatchObject({ state: 'draft', changeId: null, revision: 2 });
    expect(money.committed).toBe(290_000_000n);
    const input = { projectId: id, id: amendment.id, projectRevision: await revision() };
    const save = { ...input, revision: 1, fields: {} };
    expect(code(await saveAmendment(people.centreDirector, save))).toBe('amendment_changed_meanwhile');
    const asked = { ...amendment.base, unitDuties: 'Báo cáo hằng tháng', reason: 'Bổ sung báo cáo' };
    expect(
      code(
        await sendAmendment(people.centreOfficer, {
          ...input,
          revision: 2,
          fields: { ...amendment.base, reason: 'Thử' },
        }),
      ),
    ).toBe('amendment_changes_nothing');
    const sent = await sendAmendment(people.centreOfficer, { ...input, revision: 2, fields: asked });
    expect(expectOk(sent)).toEqual({ decidedByChange: false });
    const annex = { annexNumber: 'PL-02', payerSignedOn: '23/11/2026', unitSignedOn: '23/11/2026' };
    expectOk(await signAmendment(people.centreDirector, { ...input, fields: annex }));
    expect((await read()).versions.at(-1)).toMatchObject({
      ...{ kind: 'amended', number: 'PL-02', terms: { unitDuties: 'Báo cáo hằng tháng' } },
    });
    expect(code(await dropAmendment(people.centreOfficer, id, amendment.id))).toBe(
      'amendment_is_closed_meanwhile',
    );
  });

  it('rests: no payment, no acceptance, the clock stands; then it goes on', async () => {
    const before = (await read()).project.dueOn;
    expect(code(await suspendContract(people.centreOfficer, id, rest()))).toBe('contract_not_permitted');
    expectOk(await suspendContract(people.centreDirector, id, rest()));
    expect((await read()).project.dueOn).toBeNull();
    const advance = { amount: '100 triệu', progressPercent: '80' };
    expect(code(await act(people.centreAccountant, id, 'request_advance', advance))).toBe(
      'contract_is_suspended',
    );
    expect(code(await suspendContract(people.centreDirector, id, rest()))).toBe(
      'contract_is_suspended_meanwhile',
    );
    expectOk(await resumeContract(people.centreDirector, id, rest('Đã có mặt bằng')));
    expect((await read()).project.dueOn).toBe(before);
    expectOk(await act(people.centreAccountant, id, 'request_advance', advance));
    expectOk(await noteMilestone(people.centreOfficer, id, { milestone: 'm1', doneOn: '23/11/2026' }));
    expect(
      code(await noteMilestone(people.centreOfficer, id, { milestone: 'm1', doneOn: '23/11/2026' })),
    ).toBe('milestone_is_done_meanwhile');
  });

  it('two amendments at once: one is opened', async () => {
    const both = await Promise.all([
      openAmendment(people.centreOfficer, id),
      openAmendment(people.centreDirector, id),
    ]);
    expect(both.map(code).toSorted()).toEqual(['amendment_is_open', null]);
  });

  it('an amendment against a payment: whichever is first, no đồng stands above the contract', async () => {
    expectOk(await amend({ 'lines.0.support': '150 triệu' }));
    const advance = { amount: '200 triệu', progressPercent: '80' };
    const [decided, paid] = await Promise.all([
      decide(),
      act(people.centreAccountant, id, 'request_advance', advance),
    ]);
    expect([decided, paid].filter((one) => one.ok)).toHaveLength(1);
    const { project, money } = await read();
    expect(money.committed + money.advanced).toBe(project.contract);
  });
});
