import { beforeAll, describe, expect, it } from 'vitest';
import { addWorkingDays, expectOk, localDate, readForm } from '#kernel';
import { stepsToDraft, type ProcedureKind } from '#law';
import {
  fieldsOfSteps,
  procedureDraftForm,
  procedureBase,
  procedureDraft,
  procedureOn,
  publishProcedure,
  saveProcedureDraft,
  workingCalendarOn,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { listNotices } from '#records/server';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import { remind } from './reminders/remind.server.ts';
import { codes } from './testing/calendar.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const today = localDate('2026-11-23');
const tomorrow = localDate('2026-11-24');
const later = (cx: Context, day: string): Context => ({ ...cx, now: new Date(`${day}T02:00:00Z`) });
const decision = {
  basis: '12/2026/QĐ-UBND',
  basisOn: localDate('2026-11-20'),
  verification: 'full_text' as const,
};
type Said = Parameters<typeof saveProcedureDraft>[3]['steps'];
const step = (
  event: Said[number]['event'],
  days: number | null,
  silence: Said[number]['silence'] = 'escalation',
) => ({ event, days, silence });

/** What the page would have shown: the version drafted from and the number of its draft. */
const seen = (cx: Context, kind: ProcedureKind) =>
  inProvince(cx, async (tx) => {
    const base = (await procedureBase(tx, kind, cx.province, today))!.id;
    return { base, no: (await procedureDraft(tx, cx.province, kind, base))?.no ?? 0 };
  });
async function draft(cx: Context, kind: ProcedureKind, from: string, steps: Said) {
  return saveProcedureDraft(cx, kind, await seen(cx, kind), { ...decision, from: localDate(from), steps });
}
const days = async (kind: ProcedureKind, on: string, province = '40') => {
  const found = await inProvince(people.centreOfficer, (tx) =>
    procedureOn(tx, kind, province, localDate(on)),
  );
  const { id, steps } = expectOk(found);
  return { id, screening: steps.get('accept_dossier')?.days };
};

describe('the procedure a province makes its own', () => {
  it('is drafted by those who may, from what they saw, with every fault said at once', async () => {
    const one = [step('accept_dossier', 3)];
    expect(codes(await draft(people.centreOfficer, 'provincial', tomorrow, one))).toEqual(['not_permitted']);
    expect(
      codes(
        await draft(people.departmentSpecialist, 'national', '2026-11-22', [
          step('appraise_ministry', 30),
          step('accept_works', 5),
          step('pay', null),
        ]),
      ),
    ).toEqual([
      'procedure_begins_too_early',
      'procedure_step_is_not_the_province_s',
      'procedure_days_are_by_contract',
      'procedure_days_are_missing',
    ]);
    expect(
      codes(await draft(people.departmentSpecialist, 'provincial', tomorrow, [step('accept_dossier', 5)])),
    ).toEqual(['procedure_changes_nothing']);
    const ahead = { ...decision, basisOn: tomorrow, from: tomorrow, steps: one };
    expect(
      codes(
        await saveProcedureDraft(
          people.departmentSpecialist,
          'provincial',
          await seen(people.departmentSpecialist, 'provincial'),
          ahead,
        ),
      ),
    ).toEqual(['procedure_basis_is_of_the_future']);
  });

  it('is read from its form: each fault beside its field, no days where a contract gives them', async () => {
    const base = (await inProvince(people.departmentLeader, (tx) =>
      procedureBase(tx, 'provincial', '40', today),
    ))!;
    const steps = stepsToDraft(base);
    const head = { basis: 'x', basisOn: '20/11/2026', from: '24/11/2026', verification: 'excerpt' };
    const fields = { ...head, ...fieldsOfSteps(steps) };
    expect(expectOk(readForm(procedureDraftForm(steps), fields)).steps).toEqual(
      steps.map(({ event, days, silence }) => ({ event, days, silence })),
    );
    const wrong = { ...fields, 'steps.pay.days': '251', 'steps.close.days': '', from: '31/02/2027' };
    const refused = readForm(procedureDraftForm(steps), wrong);
    expect(refused.ok ? [] : [refused.refusal, ...(refused.refusal.also ?? [])].map((r) => r.field)).toEqual([
      'from',
      'steps.pay.days',
      'steps.close.days',
    ]);
  });

  it('may not lengthen what an article fixes, and says which', async () => {
    await database.super.query(
      `update law.procedure_step set most_days = 5 where event = 'pay_advance' and procedure_id like 'national%'`,
    );
    const long = await draft(people.departmentSpecialist, 'national', tomorrow, [step('pay_advance', 6)]);
    expect(long).toMatchObject({
      refusal: {
        code: 'procedure_days_are_fixed',
        params: { days: 5, place: '36/2013/TT-BCT 13  ' },
        field: 'steps.pay_advance.days',
      },
    });
    expectOk(await draft(people.departmentSpecialist, 'national', tomorrow, [step('pay_advance', 2)]));
  });

  it('is published by somebody who wrote none of it, one of two at once, and follows without a gap', async () => {
    const running = await requested();
    const { specialist, leader, approver } = {
      specialist: people.departmentSpecialist,
      leader: people.departmentLeader,
      approver: people.provincialApprover,
    };
    expect(codes(await publishProcedure(leader, { kind: 'provincial', no: 0 }))).toEqual([
      'procedure_draft_not_found',
    ]);
    const quick = [step('accept_dossier', 3, 'nothing'), step('pay', 2)];
    expectOk(await draft(specialist, 'provincial', tomorrow, quick));
    const { no } = expectOk(await draft(leader, 'provincial', tomorrow, quick));
    const stale = { ...decision, from: tomorrow, steps: quick };
    const { base } = await seen(specialist, 'provincial');
    expect(codes(await saveProcedureDraft(specialist, 'provincial', { base, no: 1 }, stale))).toEqual([
      'procedure_changed_meanwhile',
    ]);
    expect(codes(await publishProcedure(specialist, { kind: 'provincial', no }))).toEqual(['not_permitted']);
    expect(codes(await publishProcedure(leader, { kind: 'provincial', no }))).toEqual([
      'same_person_may_not',
    ]);
    expect(codes(await publishProcedure(approver, { kind: 'provincial', no: 1 }))).toEqual([
      'procedure_changed_meanwhile',
    ]);
    expect(codes(await publishProcedure(later(approver, '2026-11-25'), { kind: 'provincial', no }))).toEqual([
      'procedure_begins_too_early',
    ]);
    const both = await Promise.all([1, 2].map(() => publishProcedure(approver, { kind: 'provincial', no })));
    expect(both.flatMap(codes)).toEqual(['procedure_changed_meanwhile']);

    expect(await days('provincial', today)).toEqual({ id: 'provincial-2012-07-05', screening: 5 });
    expect(await days('provincial', tomorrow)).toEqual({ id: `provincial-${tomorrow}@40`, screening: 3 });
    expect((await days('provincial', tomorrow, '38')).screening).toBe(5);
    const own = expectOk(await inProvince(specialist, (tx) => procedureOn(tx, 'provincial', '40', tomorrow)));
    expect(own.steps.get('accept_dossier')).toMatchObject({
      ownBasis: decision.basis,
      verification: 'memory',
    });
    expect(own.steps.get('approve_plan')).toMatchObject({ ownBasis: null, verification: 'memory' });

    // The next one must begin after it, ends it that day, and moves no wait that runs.
    const shorter = [step('accept_dossier', 1)];
    expect(codes(await draft(specialist, 'provincial', tomorrow, shorter))).toEqual([
      'procedure_begins_before_last',
    ]);
    const next = expectOk(await draft(specialist, 'provincial', '2026-12-10', shorter));
    expectOk(await publishProcedure(leader, { kind: 'provincial', no: next.no }));
    expect((await days('provincial', '2026-12-09')).screening).toBe(3);
    expect((await days('provincial', '2026-12-10')).screening).toBe(1);
    const calendar = await inProvince(specialist, (tx) => workingCalendarOn(tx));
    expect(await waitOf(running)).toEqual({
      days: 5,
      silence: 'escalation',
      due_on: addWorkingDays(today, 5, calendar),
    });
  });

  it('gives its days and its silence to what begins under it; such a wait goes to no level above', async () => {
    const { owner, establishmentId } = await newWorkshop(people);
    const project = await submitted(later(owner, tomorrow), establishmentId);
    expect(await waitOf(project)).toEqual({ days: 3, silence: 'nothing', due_on: '2026-11-27' });
    await remind(people.centreOfficer, new Date('2026-12-09T00:05:00Z'));
    const told = async (cx: Context) =>
      (await inProvince(cx, (tx) => listNotices(tx, cx, { unread: false, after: null, size: 100 })))
        .filter(({ subject }) => subject.id === project)
        .map(({ kind }) => kind);
    expect(await told(people.centreOfficer)).toContain('wait_late');
    expect(await told(people.centreDirector)).not.toContain('wait_escalated');
    await act(later(people.centreOfficer, '2026-12-09'), project, 'accept_dossier');
  });

  it('is never changed, not even by hand, and no two of a kind hold on one day', async () => {
    const attempt = (statement: string) =>
      database.super.query(statement).then(
        () => 'done',
        (e: Error) => e.message,
      );
    const id = `provincial-${tomorrow}@40`;
    expect(
      await attempt(`update law.procedure_step set working_days = 9 where procedure_id = '${id}'`),
    ).toMatch('never changes');
    expect(await attempt(`update law.procedure set valid_until = null where id = '${id}'`)).toMatch(
      'never changes',
    );
    expect(await attempt(`delete from law.procedure where id = '${id}'`)).toMatch('never changes');
    expect(
      await attempt(
        `insert into law.procedure (id, kind, province, name_vi, name_en, valid_from, verification)
         values ('two', 'provincial', '40', 'x', 'x', '2026-11-30', 'memory')`,
      ),
    ).toMatch('procedures_of_one_kind_do_not_overlap');
  });
});

async function requested(): Promise<string> {
  const { owner, establishmentId } = await newWorkshop(people);
  return submitted(owner, establishmentId);
}

async function waitOf(project: string) {
  const { rows } = await database.super.query(
    `select days, silence, due_on from records.deadline where subject_id = $1 and closed_at is null`,
    [project],
  );
  return rows[0];
}
