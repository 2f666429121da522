import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, readForm, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { cast, testDatabase, type Cast } from '#testing';
import { fieldsOfReadiness, readinessDraftForm } from './index.ts';
import { publishReadiness, saveReadiness, stepsOn } from './index.server.ts';

let people: Cast;
beforeAll(async () => {
  people = await cast((await testDatabase()).db);
});

const code = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

describe('readiness', () => {
  it('is set by the province: drafted by one, published by another, for rounds opened from its day on', async () => {
    const on = (day: string) =>
      inProvince(people.centreOfficer, (tx) => stepsOn(tx, people.province, localDate(day)));
    const { steps } = await on('2026-11-23');
    const [drafter, publisher] = [people.departmentSpecialist, people.departmentLeader];
    const save = (fields: FormFields, seen = 0, cx: Context = drafter) => {
      const head = { basis: '12/QĐ-SCT', from: '01/12/2026', ...fieldsOfReadiness(steps) };
      return saveReadiness(cx, seen, expectOk(readForm(readinessDraftForm, { ...head, ...fields })));
    };
    const every = (result: Result<unknown>) =>
      result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map((one) => one.code);
    expect(code(await save({}, 0, people.communeOfficer))).toBe('not_permitted');
    const wrong = await save({ from: '23/11/2026', 'steps.machine.weight': '0' });
    expect(every(wrong)).toEqual([
      'readiness_begins_too_early',
      'readiness_required_weighs_nothing',
      'readiness_weights_are_not_hundred',
    ]);
    const none = Object.fromEntries(steps.map((step) => [`steps.${step.code}.required`, '']));
    expect(every(await save(none))).toEqual(['readiness_requires_nothing']);

    const moved = { 'steps.quotation.weight': '30', 'steps.papers.weight': '0' };
    const both = await Promise.all([save(moved), save(moved, 0, publisher)]);
    expect(both.map(code).toSorted()).toEqual(['done', 'readiness_changed_meanwhile']);
    const stood = both[0].ok ? drafter : publisher;
    expectOk(await save(moved, 1, drafter));
    expect((await on('2026-12-01')).own).toBe(false);
    expect(code(await publishReadiness(people.centreOfficer, 2))).toBe('not_permitted');
    expect(code(await publishReadiness(publisher, 1))).toBe('readiness_changed_meanwhile');
    const other = stood === publisher ? people.secondLeader : publisher;
    expectOk(await publishReadiness(other, 2));
    expect(await on('2026-11-30')).toMatchObject({ own: false });
    const own = await on('2026-12-01');
    expect(own.own).toBe(true);
    expect(own.steps.map((step) => step.code)).not.toContain('papers');
    expect(own.steps.find((step) => step.code === 'quotation')).toMatchObject({ weight: 30, required: true });
    // Who drafts does not publish, whatever their role.
    expectOk(await save({ from: '01/01/2027' }, 0, publisher));
    expect(code(await publishReadiness(publisher, 3))).toBe('same_person_may_not');
  });
});
