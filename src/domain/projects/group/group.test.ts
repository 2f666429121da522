import { beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  groupRequest as fields,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
  type TestDatabase,
} from '#testing';
import { findEstablishment } from '#establishments/server';
import { dong, expectOk, newId, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  attachBeneficiary,
  beneficiariesOf,
  changesOf,
  countProjects,
  decideChange,
  detachBeneficiary,
  listProjects,
  pastSupport,
  projectFor,
  readPlanCandidates,
  requestChange,
  saveEstimate,
  sendGroupProject,
} from '../index.server.ts';
import { filterFrom } from '../project-list.ts';

let database: TestDatabase;
let people: Cast;
let fundId: string;

const read = <T>(work: Parameters<typeof inProvince<T>>[1]) => inProvince(people.centreOfficer, work);
const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal.code, ...(result.refusal.also ?? []).map(({ code }) => code)];
const send = (over: FormFields = {}, cx: Context = people.centreOfficer) =>
  sendGroupProject(cx, { id: newId(people.now.getTime()), revision: null, fields: { ...fields, ...over } });
const stateOf = async (id: string) => (await read((tx) => projectFor(tx, people.centreOfficer, id)))!;

/** A group project as far as the plan. */
async function planned(over: FormFields = {}, support = '600 triệu'): Promise<string> {
  const { id } = expectOk(await send(over));
  expectOk(await act(people.secondOfficer, id, 'accept_dossier'));
  const [, prepare, conclude, approve] = provincialWay(fundId);
  for (const [who, event, given] of [prepare!, conclude!, approve!])
    expectOk(
      await act(people[who] as Context, id, event, 'support' in given ? { ...given, support } : given),
    );
  return id;
}

/** A workshop's tax code, with what is asked for it. */
async function candidate(over: FormFields = {}): Promise<FormFields> {
  const { establishmentId } = await newWorkshop(people);
  const { taxCode } = (await read((tx) => findEstablishment(tx, establishmentId)))!;
  return { taxCode, commune: '', eligibleCost: '600 triệu', amount: '300 triệu', ...over };
}
const attach = (id: string, given: FormFields, cx: Context = people.centreOfficer) =>
  attachBeneficiary(cx, id, given);
const attachedTo = (id: string) => read((tx) => beneficiariesOf(tx, people.province, id));

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  fundId = (await fundWith(people, dong(9_000_000_000))).id;
});

describe('a group project', () => {
  it('asks the norm for as many caps as it foresees units, and not for one đồng more', async () => {
    expect(codes(await send({ asked: '600.000.001' }))).toEqual(['support_exceeds_norm']);
    expect(codes(await send({ units: '1', asked: '600 triệu' }))).toEqual(['support_exceeds_norm']);
    expect(codes(await send({ title: '', asked: '', units: '0' })).length).toBe(3);
    expect(codes(await send({}, people.departmentSpecialist))).toEqual(['not_permitted']);
    expect(codes(await send({}, people.owner))).toEqual(['not_permitted']);
  });

  it('sent twice is one project', async () => {
    const sent = { id: newId(people.now.getTime()), revision: null, fields };
    const one = expectOk(await sendGroupProject(people.centreOfficer, sent));
    expect(expectOk(await sendGroupProject(people.centreOfficer, sent))).toEqual(one);
  });

  it('stands in the list and among the candidates of the plan; whoever wrote it does not check it', async () => {
    const { id, number } = expectOk(await send({ title: 'Nhóm cơ sở gỗ mỹ nghệ' }));
    expect(codes(await act(people.centreOfficer, id, 'accept_dossier'))).toEqual(['act_needs_other_person']);
    const filter = filterFrom(new URLSearchParams({ q: 'nhom co so go' }));
    const { rows } = await read((tx) => listProjects(tx, people.centreOfficer, filter, { size: 9 }));
    expect(rows).toMatchObject([{ number, kind: 'group', communeName: '' }]);
    expect(await read((tx) => countProjects(tx, people.centreOfficer, filter, 9))).toBe(1);
    const asked = { procedure: 'provincial', year: 2026, only: id } as const;
    const [one] = await read((tx) => readPlanCandidates(tx, people.province, asked, '2026-11-23' as never));
    expect(one).toMatchObject({ unitsForeseen: 2, establishmentId: null, allowed: 600_000_000n });
  });

  it('is written anew by its unit where a supplement was asked for', async () => {
    const { id, number } = expectOk(await send());
    expectOk(await act(people.secondOfficer, id, 'request_supplement', { reason: 'Nêu rõ số cơ sở.' }));
    const { revision, turnRole } = await stateOf(id);
    expect(turnRole).toBe('centre_officer');
    const again = (seen: number) =>
      sendGroupProject(people.centreOfficer, {
        id,
        revision: seen,
        fields: { ...fields, units: '3', asked: '900 triệu' },
      });
    expect(codes(await again(revision - 1))).toEqual(['project_changed_meanwhile']);
    expect(expectOk(await again(revision))).toEqual({ id, number });
    expect(await stateOf(id)).toMatchObject({ state: 'submitted', unitsForeseen: 3, asked: 900_000_000n });
  });
});

describe('a planned group project', () => {
  it('has its estimate written at the centre that carries it out, and by nobody who only reads', async () => {
    const id = await planned();
    const lines = { 'lines.0.label': 'Máy cắt', 'lines.0.unit': 'máy', 'lines.0.quantity': '2' };
    const save = (cx: Context, revision: number) =>
      saveEstimate(cx, { projectId: id, revision, fields: lines });
    expect(expectOk(await save(people.centreOfficer, 0))).toEqual({ revision: 1 });
    expect(expectOk(await save(people.secondOfficer, 1))).toEqual({ revision: 2 });
    expect(codes(await save(people.financeOfficer, 2))).toEqual(['act_not_permitted']);
  });

  it('is changed without naming a place or an establishment, by the authority for group projects', async () => {
    const id = await planned();
    const { revision } = await stateOf(id);
    const fieldsOfChange = {
      ...{ reason: 'Chọn đơn vị phối hợp', commune: '', taxCode: '', content: 'MM-01', endsOn: '' },
      ...{ coordinatingUnit: 'UBND xã Quỳ Hợp', support: '600 triệu' },
    };
    const asked = { projectId: id, revision, fields: fieldsOfChange, file: null };
    expectOk(await requestChange(people.centreOfficer, asked));
    const [change] = await read((tx) => changesOf(tx, people.province, id));
    expect(change).toMatchObject({ groupProject: true, kinds: ['coordinating_unit'] });
    const decision = { verdict: 'approved', decisionNumber: '9/QĐ-SCT', decisionDate: '23/11/2026' };
    const decider = change!.roles.includes('department_leader')
      ? people.departmentLeader
      : people.provincialApprover;
    const decided = { changeId: change!.id, revision, fields: { ...decision, decisionReason: '' } };
    expectOk(await decideChange(decider, decided));
    expect(await stateOf(id)).toMatchObject({ coordinatingUnit: 'UBND xã Quỳ Hợp', establishmentId: null });
  });
});

describe('a change of a group project’s content', () => {
  const change = async (id: string, over: FormFields) => {
    const { revision } = await stateOf(id);
    const fieldsOfChange = {
      ...{ reason: 'Đổi nội dung', commune: '', taxCode: '', content: 'MM-02', endsOn: '' },
      ...{ coordinatingUnit: '', support: '600 triệu', ...over },
    };
    const asked = { projectId: id, revision, fields: fieldsOfChange, file: null };
    return requestChange(people.centreOfficer, asked);
  };
  const approve = async (id: string, changeId: string) =>
    decideChange(people.provincialApprover, {
      ...{ changeId, revision: (await stateOf(id)).revision },
      fields: { verdict: 'approved', decisionNumber: '9/QĐ-UBND', decisionDate: '23/11/2026' },
    });

  it('judges each beneficiary again by eligibility, its own norm and what else it has', async () => {
    const id = await planned();
    const [small, other] = [await candidate(), await newWorkshop(people)];
    expectOk(await attach(id, { ...small, eligibleCost: '900 triệu' }));
    const { taxCode } = (await read((tx) => findEstablishment(tx, other.establishmentId)))!;
    expectOk(await attach(id, { ...small, taxCode }));
    expect(codes(await change(id, { content: 'TV-01' }))).toEqual([
      'change_beneficiary_passes_norm',
      'change_beneficiary_passes_norm',
      'support_exceeds_norm',
    ]);
    const less = await change(id, { content: 'MM-01', support: '500 triệu' });
    expect(codes(less)).toEqual(['change_is_below_beneficiaries']);
    const { id: asked } = expectOk(await change(id, {}));
    const own = await submitted(other.owner, other.establishmentId, {
      ...{ contentCode: 'MM-02', asked: '150 triệu' },
    });
    expect(codes(await approve(id, asked))).toEqual(['change_beneficiary_has_other_support']);
    expectOk(await act(other.owner, own, 'withdraw', { reason: 'Trùng nội dung' }));
    expectOk(await approve(id, asked));
    expect((await attachedTo(id)).map((one) => one.permitted).toSorted()).toEqual([
      300_000_000n,
      450_000_000n,
    ]);
  });
});

describe('beneficiaries', () => {
  it('come in after the plan, each within its own cap, and count for their business from then on', async () => {
    const early = expectOk(await send()).id;
    const one = await candidate();
    expect(codes(await attach(early, one))).toEqual(['beneficiaries_not_possible_now']);
    const id = await planned();
    expect(codes(await attach(id, one, people.departmentSpecialist))).toEqual(['not_permitted']);
    expect(codes(await attach(id, { ...one, taxCode: '0100109107' }))).toEqual([
      'tax_code_check_digit_is_wrong',
    ]);
    expect(codes(await attach(id, { ...one, eligibleCost: '2 tỷ', amount: '301 triệu' }))).toEqual([
      'beneficiary_passes_norm',
    ]);
    expect(codes(await attach(id, { ...one, eligibleCost: '100 triệu', amount: '700 triệu' }))).toEqual([
      'beneficiary_passes_group',
      'asked_exceeds_cost',
      'beneficiary_passes_norm',
    ]);
    expectOk(await attach(id, one));
    expect(codes(await attach(id, one))).toContain('beneficiary_is_attached');
    const past = await read((tx) => pastSupport(tx, one['taxCode']!));
    expect(past).toMatchObject([{ projectId: id, granted: true, amount: 300_000_000n }]);
    expect(await attachedTo(id)).toMatchObject([{ amount: 300_000_000n, permitted: 300_000_000n }]);
  });

  it('have no other project of the same content and year, also one only asked for', async () => {
    const id = await planned();
    const { owner, establishmentId } = await newWorkshop(people);
    await submitted(owner, establishmentId);
    const { taxCode } = (await read((tx) => findEstablishment(tx, establishmentId)))!;
    const given = { ...(await candidate()), taxCode };
    expect(codes(await attach(id, given))).toEqual(['beneficiary_has_other_support']);
  });

  it('are judged eligible under the law of the plan', async () => {
    const id = await planned();
    const { establishmentId } = await newWorkshop(people, {
      employees: '900',
      revenue: '900 tỷ',
      capital: '900 tỷ',
    });
    const { taxCode } = (await read((tx) => findEstablishment(tx, establishmentId)))!;
    expect(codes(await attach(id, { ...(await candidate()), taxCode }))).toContain(
      'establishment_not_eligible',
    );
  });

  it('go out again with a reason, once, before any money is paid', async () => {
    const id = await planned();
    const one = await candidate();
    const { id: first } = expectOk(await attach(id, one));
    const out = (reason: string, cx = people.centreOfficer) =>
      detachBeneficiary(cx, id, { id: first, fields: { reason } });
    expect(codes(await out(''))).toEqual(['field_is_empty']);
    const both = await Promise.all([out('Cơ sở xin thôi.'), out('Cơ sở xin thôi.', people.secondOfficer)]);
    expect(both.flatMap(codes)).toEqual(['beneficiary_is_detached_meanwhile']);
    expect(await read((tx) => pastSupport(tx, one['taxCode']!))).toEqual([]);
    const later = { ...people.centreOfficer, now: new Date(people.now.getTime() + 60_000) };
    const { id: second } = expectOk(await attach(id, one, later));
    expect(await attachedTo(id)).toMatchObject([
      { detached: { reason: 'Cơ sở xin thôi.' } },
      { detached: null },
    ]);
    expect(second).not.toBe(first);
  });

  it('two officers who reach for the last unit together: one is refused and nothing is passed', async () => {
    const id = await planned({ units: '1', asked: '300 triệu' }, '300 triệu');
    const [one, other] = [await candidate(), await candidate()];
    const answers = await Promise.all([attach(id, one), attach(id, other, people.secondOfficer)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(['beneficiary_units_are_taken', 'beneficiary_passes_group']);
    expect((await attachedTo(id)).length).toBe(1);
  });

  it('one business reached for by two group projects together comes into one of them', async () => {
    const [id, rival] = [await planned(), await planned()];
    const one = await candidate();
    const answers = await Promise.all([attach(id, one), attach(rival, one, people.secondOfficer)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap(codes)).toContain('beneficiary_has_other_support');
  });

  it('stay, once money was paid', async () => {
    const id = await planned({ units: '1', asked: '300 triệu' }, '300 triệu');
    const { id: first } = expectOk(await attach(id, await candidate()));
    for (const [who, event, given] of provincialWay(fundId).slice(4, 9))
      expectOk(await act(people[who] as Context, id, event, given));
    const out = { id: first, fields: { reason: 'Đổi cơ sở.' } };
    expect(codes(await detachBeneficiary(people.centreOfficer, id, out))).toEqual([
      'beneficiary_money_is_paid',
    ]);
  });

  it('no way around the rules: the database keeps a group within its units', async () => {
    const id = await planned({ units: '1', asked: '300 triệu' }, '300 triệu');
    expectOk(await attach(id, await candidate()));
    const { establishmentId } = await newWorkshop(people);
    await expect(
      database.super.query(
        `insert into projects.beneficiary select province, gen_random_uuid(), project_id, $2, commune_code, 1, 1, 1,
           norm_set_id, verified, explanation, eligibility, attached_on, attached_by, attached_at
           from projects.beneficiary where project_id = $1`,
        [id, establishmentId],
      ),
    ).rejects.toThrow('pass what their group project has');
  });
});
