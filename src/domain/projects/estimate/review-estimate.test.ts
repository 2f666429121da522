import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
} from '#testing';
import { actFor } from '#app/acts.ts';
import { dong, expectOk, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { Event } from '#projects';
import {
  estimateDraft,
  estimateVersions,
  mergeEstimate,
  performAct,
  projectFor,
  readMerge,
  reviewEstimate,
  saveEstimate,
} from '../index.server.ts';

let people: Cast;
let owner: Context;
let id: string;

beforeAll(async () => {
  const { db } = await testDatabase({ max: 12 });
  people = await cast(db);
});

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const read = () => inProvince(owner, async (tx) => (await projectFor(tx, owner, id))!);
const lines: FormFields = {
  ...{
    'lines.0.label': 'Máy cắt đá CNC',
    'lines.0.unit': 'bộ',
    'lines.0.quantity': '1',
    'lines.0.unitPrice': '600 triệu',
  },
  ...{ 'lines.0.eligible': 'on', 'lines.0.support': '290 triệu', 'lines.0.basis': 'Báo giá 12/BG' },
  ...{
    'lines.1.label': 'Cát',
    'lines.1.unit': 'm3',
    'lines.1.quantity': '2,5',
    'lines.1.unitPrice': '400.000',
  },
  ...{ 'lines.1.vat': '8', 'lines.1.group': 'Vật liệu' },
};
const says = (who: Context, fields: FormFields, version = 1) =>
  reviewEstimate(who, { projectId: id, version, fields });
const decision = { decisionNumber: '15/QĐ-STC', decisionDate: '23/11/2026' };
const acceptAll = { 'lines.0.verdict': 'accept', 'lines.1.verdict': 'accept' };

/** A planned project of a new workshop. */
beforeEach(async () => {
  const workshop = await newWorkshop(people);
  owner = workshop.owner;
  id = await submitted(owner, workshop.establishmentId);
  const fund = await fundWith(people, dong(300_000_000), 'provincial', `Nguồn ${id}`);
  for (const [who, event, fields] of provincialWay(fund.id)) {
    if (event === 'submit_estimate') break;
    expectOk(await act(people[who] as Context, id, event, fields));
  }
});

const submit = (fields = lines) => act(people.centreOfficer, id, 'submit_estimate', fields);
const approve = (who = people.financeOfficer, event: Event = 'approve_estimate') =>
  act(who, id, event, decision);

describe('an estimate line by line', () => {
  it('is frozen with its sums, reviewed by two sides, and approved at the lowest amount left', async () => {
    expectOk(await submit());
    const [version] = await inProvince(owner, (tx) => estimateVersions(tx, owner.province, id));
    expect(version).toMatchObject({ no: 1, total: 601_080_000n, support: 290_000_000n });
    expect(version!.hash).toMatch(/^[0-9a-f]{64}$/);

    const both = await Promise.all([
      says(people.financeOfficer, {
        ...acceptAll,
        'lines.0.verdict': 'cut',
        'lines.0.cutTo': '280 triệu',
        'lines.0.reason': 'Giá thị trường',
      }),
      says(people.departmentSpecialist, {
        ...acceptAll,
        'lines.0.verdict': 'question',
        'lines.0.reason': 'Công suất?',
      }),
    ]);
    expect(both.map(codeOf)).toEqual(['done', 'done']);
    expect(codeOf(await approve())).toBe('estimate_has_open_questions');
    expectOk(await says(people.centreOfficer, { 'lines.0.reason': '12 m2 mỗi giờ' }));
    expect(codeOf(await approve())).toBe('estimate_has_open_questions');
    expectOk(await says(people.departmentSpecialist, { 'lines.0.verdict': 'accept' }));
    expectOk(await approve());
    expect(await read()).toMatchObject({ state: 'estimated', estimate: 280_000_000n });
    expectOk(
      await act(
        people.centreDirector,
        id,
        'sign_contract',
        provincialWay('').find(([, e]) => e === 'sign_contract')![2],
      ),
    );
  });

  it('is refused above plan and norm, all at once where lines are wrong, and by who may not', async () => {
    expect(codeOf(await submit({ ...lines, 'lines.0.support': '301 triệu' }))).toBe('estimate_exceeds_plan');
    expect(codeOf(await submit({ ...lines, 'lines.0.unitPrice': '500 triệu' }))).toBe('support_exceeds_norm');
    const wrong = await submit({ ...lines, 'lines.0.quantity': '2.5', 'lines.1.vat': 'mười' });
    expect(wrong).toMatchObject({
      refusal: { code: 'quantity_is_ambiguous', also: [{ code: 'share_is_not_understood' }] },
    });
    expectOk(await submit());
    const refused = await says(people.financeOfficer, {
      ...{ 'lines.0.verdict': 'cut', 'lines.0.cutTo': '290 triệu', 'lines.0.reason': 'x' },
      'lines.1.verdict': 'question',
    });
    expect(refused).toMatchObject({
      refusal: {
        code: 'estimate_cut_is_no_cut',
        also: [{ code: 'field_is_empty', field: 'lines.1.reason' }],
      },
    });
    expect(codeOf(await says(people.provincialApprover, acceptAll))).toBe('act_not_permitted');
    expect(codeOf(await says(owner, acceptAll))).toBe('act_not_permitted');
    expect(codeOf(await says(people.financeOfficer, {}))).toBe('estimate_nothing_said');
    expect(codeOf(await says(people.financeOfficer, acceptAll, 2))).toBe('estimate_changed_meanwhile');
    expectOk(await says(people.financeOfficer, { 'lines.0.verdict': 'accept' }));
    expect(codeOf(await approve())).toBe('estimate_review_is_unfinished');
  });
});

describe('two people at once', () => {
  it('one saving wins and the other is told', async () => {
    const save = (who: Context) => saveEstimate(who, { projectId: id, revision: 0, fields: lines });
    const codes = (await Promise.all([save(people.centreOfficer), save(people.secondOfficer)])).map(codeOf);
    expect(codes.toSorted()).toEqual(['done', 'estimate_changed_meanwhile']);
  });

  it('of one estimate lose nothing: their edits are brought together, and what both altered is chosen', async () => {
    const save = (who: Context, revision: number, fields: FormFields) =>
      saveEstimate(who, { projectId: id, revision, fields });
    expect(expectOk(await save(people.centreOfficer, 0, lines))).toEqual({ revision: 1 });
    const saved = (await inProvince(owner, (tx) => estimateDraft(tx, owner.province, id)))!;
    const theirs = { ...saved.fields, 'lines.0.support': '280 triệu', 'lines.1.basis': 'Báo giá 9' };
    const mine = { ...saved.fields, 'lines.0.support': '270 triệu', 'lines.1.quantity': '3' };
    // Both press Save at once; whoever is second is shown the three hands.
    const both = await Promise.all([
      save(people.centreOfficer, 1, theirs),
      save(people.secondOfficer, 1, mine),
    ]);
    expect(both.map(codeOf).toSorted()).toEqual(['done', 'estimate_changed_meanwhile']);
    const [who, fields, kept] = both[0].ok
      ? [people.secondOfficer, mine, '280 triệu']
      : [people.centreOfficer, theirs, '270 triệu'];
    const typed = { projectId: id, revision: 1, fields };
    const merge = (await readMerge(who, typed))!;
    expect(merge).toMatchObject({ from: 1, onto: 2, open: ['choose.r1x0.support'] });
    const finish = (onto: number, choices = {}) => mergeEstimate(who, { ...typed, onto, choices });
    expect(codeOf(await finish(2))).toBe('estimate_choice_is_open');
    expect(codeOf(await finish(1))).toBe('estimate_changed_meanwhile');
    expect(codeOf(await mergeEstimate(owner, { ...typed, onto: 2 }))).toBe('act_not_permitted');
    const choices = { 'choose.r1x0.support': 'theirs' };
    // Two windows of the same person, or a third hand: again only one is written.
    const twice = await Promise.all([finish(2, choices), finish(2, choices)]);
    expect(twice.map(codeOf).toSorted()).toEqual(['done', 'estimate_changed_meanwhile']);
    const now = (await inProvince(owner, (tx) => estimateDraft(tx, owner.province, id)))!;
    expect(now).toMatchObject({ revision: 3 });
    expect(now.fields).toMatchObject({
      ...{ 'lines.0.support': kept, 'lines.1.basis': 'Báo giá 9', 'lines.1.quantity': '3' },
    });
  });

  it('one approval wins, and a saving that meets the submission never changes what was frozen', async () => {
    const { revision } = await read();
    const [sent] = await Promise.all([
      performAct(people.centreOfficer, actFor('submit_estimate')!, {
        projectId: id,
        revision,
        fields: lines,
      }),
      saveEstimate(people.secondOfficer, {
        projectId: id,
        revision: 0,
        fields: { ...lines, 'lines.0.support': '1' },
      }),
    ]);
    expectOk(sent);
    const codes = (await Promise.all([approve(), approve(people.secondFinanceOfficer)])).map(codeOf);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect((await read()).estimate).toBe(290_000_000n);
  });
});
