import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, readForm } from '#kernel';
import type { ClockRules } from '#law';
import {
  clockReturnForm,
  clockRulesForm,
  clockRulesOn,
  clockRulesVersions,
  endOwnProcedure,
  fieldsOfClockRules,
  procedureBase,
  procedureDraft,
  procedureOn,
  publishClockRules,
  publishProcedure,
  saveClockRules,
  saveProcedureDraft,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { extensionRuleOn } from './extension/extension.store.server.ts';
import { codes } from './testing/calendar.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const on = (day: string, cx: Context = people.centreOfficer) =>
  inProvince(cx, (tx) => clockRulesOn(tx, '40', localDate(day)));
const head = { basis: '15/2026/QĐ-UBND', basisOn: '20/11/2026', from: '24/11/2026' };
/** The form as the page fills it, with what somebody typed into it. */
async function typed(over: Readonly<Record<string, string>>) {
  const { own: _, ...rules } = await on('2026-11-23');
  return { ...head, ...fieldsOfClockRules(rules), ...over };
}
const read = async (over: Readonly<Record<string, string>>) => readForm(clockRulesForm, await typed(over));
const first = { base: 0, no: 0 };
const ours = {
  'opinions.provincial.silence': 'consent',
  'opinions.provincial.late': 'counts',
  reminders: '5, 2',
  'up.centre_officer.second.to': '',
  'up.centre_officer.second.days': '',
  'extensions.centre_officer.by.department_leader': '',
  'extensions.centre_officer.by.centre_director': '',
};

describe('the rules of the clocks a province makes its own', () => {
  it('are read from their form as they are shown, each fault beside its field', async () => {
    const same = expectOk(await read({}));
    const { own: _, ...rules } = await on('2026-11-23');
    expect(codes(await saveClockRules(people.departmentSpecialist, first, same))).toEqual([
      'procedure_changes_nothing',
    ]);
    expect((same.rules as ClockRules).opinions).toEqual(rules.opinions);
    const refused = await read({
      reminders: 'hai',
      'up.centre_officer.first.days': '',
      'opinions.national.days': '0',
    });
    const faults = refused.ok ? [] : [refused.refusal, ...(refused.refusal.also ?? [])];
    expect(faults.map(({ field }) => field).toSorted()).toEqual([
      'opinions.national.days',
      'reminders',
      'up.centre_officer.first.days',
    ]);
    const wrong = expectOk(
      await read({
        from: '20/11/2026',
        'up.centre_officer.second.days': '1',
        'up.centre_director.second.to': 'provincial_approver',
        'up.centre_director.second.days': '9',
        'up.centre_director.first.to': '',
        'up.centre_director.first.days': '',
      }),
    );
    expect(codes(await saveClockRules(people.departmentSpecialist, first, wrong))).toEqual([
      'procedure_begins_too_early',
      'clock_rules_level_comes_too_early',
      'clock_rules_level_is_skipped',
    ]);
  });

  it('are published by somebody else, one of two at once, and hold from their day; then those for all again', async () => {
    const {
      departmentSpecialist: specialist,
      departmentLeader: leader,
      provincialApprover: approver,
    } = people;
    const input = expectOk(await read(ours));
    expect(codes(await saveClockRules(people.centreOfficer, first, input))).toEqual(['not_permitted']);
    const back = expectOk(readForm(clockReturnForm, head));
    expect(codes(await saveClockRules(leader, first, back))).toEqual(['procedure_is_not_own']);
    const { no } = expectOk(await saveClockRules(leader, first, input));
    expect(codes(await saveClockRules(specialist, first, input))).toEqual(['clock_rules_changed_meanwhile']);
    expect(codes(await publishClockRules(specialist, no))).toEqual(['not_permitted']);
    expect(codes(await publishClockRules(leader, no))).toEqual(['same_person_may_not']);
    const both = await Promise.all([1, 2].map(() => publishClockRules(approver, no)));
    expect(both.flatMap(codes)).toEqual(['clock_rules_changed_meanwhile']);

    expect((await on('2026-11-23')).own).toBeNull();
    const rules = await on('2026-11-24');
    expect(rules).toMatchObject({
      own: 1,
      reminders: [5, 2],
      opinions: { provincial: { silence: 'consent', late: 'counts' } },
    });
    expect(rules.escalations.filter((one) => one.ownerRole === 'centre_officer')).toHaveLength(1);
    const rule = (day: string) =>
      inProvince(specialist, (tx) => extensionRuleOn(tx, '40', 'centre_officer', localDate(day)));
    expect([(await rule('2026-11-23'))?.byRoles.length, await rule('2026-11-24')]).toEqual([2, null]);
    expect(
      (await inProvince(specialist, (tx) => clockRulesOn(tx, '38', localDate('2026-11-24')))).own,
    ).toBeNull();
    const { rows } = await database.super.query(
      `select count(*)::int as told from records.notice where kind = 'clock_rules_published' and account_id = $1`,
      [people.centreOfficer.actor.accountId],
    );
    expect(rows).toEqual([{ told: 1 }]);

    const later = { ...back, from: localDate('2026-12-01') };
    const again = expectOk(await saveClockRules(specialist, { base: 1, no: 0 }, later));
    expectOk(await publishClockRules(leader, again.no));
    expect([(await on('2026-11-30')).own, (await on('2026-12-01')).own]).toEqual([1, null]);
    const versions = await inProvince(specialist, (tx) => clockRulesVersions(tx, '40'));
    expect(versions.map((one) => one.rules === null)).toEqual([true, false]);
  });

  it('let a province leave its own procedure for the one for all, and draft anew from that', async () => {
    const {
      departmentSpecialist: specialist,
      departmentLeader: leader,
      provincialApprover: approver,
    } = people;
    const base = async () =>
      (await inProvince(specialist, (tx) => procedureBase(tx, 'national', '40', localDate('2026-11-23'))))!;
    const draft = async (from: string, days: number) =>
      saveProcedureDraft(
        specialist,
        'national',
        { base: (await base()).id, no: 0 },
        {
          ...{ basis: '12/2026/QĐ-UBND', basisOn: localDate('2026-11-20'), verification: 'full_text' },
          ...{ from: localDate(from), steps: [{ event: 'accept_dossier', days, silence: 'escalation' }] },
        },
      );
    const shared = await base();
    const { no } = expectOk(await draft('2026-11-24', 2));
    const { id } = expectOk(await publishProcedure(leader, { kind: 'national', no }));
    const end = (cx: Context, from: string, which = id) =>
      endOwnProcedure(cx, { id: which, from: localDate(from), reason: 'Quyết định bị bãi bỏ' });
    expect(codes(await end(specialist, '2026-12-01'))).toEqual(['not_permitted']);
    expect(codes(await end(leader, '2026-12-01'))).toEqual(['same_person_may_not']);
    expect(codes(await end(approver, '2026-11-24'))).toEqual(['procedure_begins_too_early']);
    expect(codes(await end(approver, '2026-12-01', shared.id))).toEqual(['procedure_is_not_own']);
    const both = await Promise.all([1, 2].map(() => end(approver, '2026-12-01')));
    expect(both.flatMap(codes)).toEqual(['procedure_changed_meanwhile']);
    const held = async (day: string) =>
      expectOk(await inProvince(leader, (tx) => procedureOn(tx, 'national', '40', localDate(day)))).id;
    expect([await held('2026-11-30'), await held('2026-12-01')]).toEqual([id, shared.id]);
    // What was published waits no more; a new one is drafted from what is for all, and begins after the gap.
    expect((await base()).id).toBe(shared.id);
    expect(await inProvince(leader, (tx) => procedureDraft(tx, '40', 'national', shared.id))).toBeNull();
    const next = expectOk(await draft('2026-11-27', 3));
    expect(codes(await publishProcedure(leader, { kind: 'national', no: next.no }))).toEqual([
      'procedure_begins_too_early',
    ]);
  });
});
