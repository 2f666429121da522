import { beforeAll, describe, expect, it } from 'vitest';
import { addWorkingDays, expectOk, localDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince } from '#platform/server';
import {
  act,
  cast,
  newWorkshop,
  submitted,
  testDatabase,
  validPapers,
  type Cast,
  type TestDatabase,
} from '#testing';
import { contextOf, type Context } from '#people/server';
import { codes, deadlinesIn } from '../testing/calendar.ts';
import { extendWait } from './extend-wait.server.ts';
import { askExtension, extensionsAskedOf, refuseExtension } from './request-extension.server.ts';
import { extensionsOf, runningWait } from './extension.store.server.ts';

let database: TestDatabase;
let people: Cast;
const { dueOf, mirrored } = deadlinesIn(() => database);

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

async function requested() {
  const { owner, establishmentId } = await newWorkshop(people);
  return { owner, id: await submitted(owner, establishmentId) };
}

/** The form as the page fills it. */
async function form(cx: Context, id: string, days: number, reason = 'Chờ ý kiến cơ quan môi trường') {
  const wait = await inProvince(cx, (tx) => runningWait(tx, cx.province, id));
  return { wait: wait!.id, seen: wait!.dueOn, days: String(days), reason };
}

const at = (cx: Context, iso: string) => contextOf(cx.db, cx.actor, new Date(iso));

describe('extending a wait', () => {
  it('moves its day by working days, keeps why, and tells the establishment and the desk', async () => {
    const { owner, id } = await requested();
    const [due] = await dueOf(id);
    const director = people.centreDirector;
    const done = expectOk(await extendWait(director, id, await form(director, id, 3)));

    const calendar = await inProvince(director, (tx) => workingCalendarOn(tx));
    expect(done.due).toBe(addWorkingDays(localDate(due!), 3, calendar));
    expect(await dueOf(id)).toEqual([done.due]);
    expect(await mirrored(id)).toBe(done.due);
    expect(await inProvince(owner, (tx) => extensionsOf(tx, '40', id))).toMatchObject([
      { days: 3, from: due, to: done.due, role: 'centre_director', reason: 'Chờ ý kiến cơ quan môi trường' },
    ]);
    const { rows } = await database.super.query(
      `select account_id from records.notice where kind = 'wait_extended' and subject_id = $1`,
      [id],
    );
    const told = rows.map((row: { account_id: string }) => row.account_id);
    expect(told).toContain(owner.actor.accountId);
    expect(told).toContain(people.centreOfficer.actor.accountId);
    expect(told).not.toContain(director.actor.accountId);
    // The counts of waits followed: a full recount finds the same.
    const counts = async () =>
      (await database.super.query('select * from records.open_wait_count order by 1, 2, 3, 4, 5, 6')).rows;
    const kept = await counts();
    await database.super.query(`select records.recount_waits('40')`);
    expect(kept).toEqual(await counts());
    // Nobody who had the project open loses their act over it.
    expect(codes(await act(people.centreOfficer, id, 'accept_dossier'))).toEqual([]);
  });

  it('is not for the desk itself, other desks or the establishment, and nothing typed wrong passes', async () => {
    const { owner, id } = await requested();
    const fields = await form(people.centreDirector, id, 3);
    expect(codes(await extendWait(people.centreOfficer, id, fields))).toEqual(['extension_not_permitted']);
    expect(codes(await extendWait(people.financeOfficer, id, fields))).toEqual(['extension_not_permitted']);
    expect(codes(await extendWait(owner, id, fields))).toEqual(['extension_not_permitted']);
    expect(codes(await extendWait(people.auditor, id, fields))).toEqual(['extension_not_permitted']);
    const both = {
      ...people.centreDirector.actor,
      memberships: [...people.centreDirector.actor.memberships, ...people.centreOfficer.actor.memberships],
    };
    expect(
      codes(await extendWait(contextOf(database.db, both, people.centreDirector.now), id, fields)),
    ).toEqual(['extension_needs_other_person']);
    const wrong = { ...fields, days: 'ba', reason: ' ' };
    expect(codes(await extendWait(people.centreDirector, id, wrong))).toEqual([
      'count_is_not_a_number',
      'field_is_empty',
    ]);
  });

  it('keeps to the limits of the rule, and puts a late wait in time again or refuses', async () => {
    const { id } = await requested();
    const director = people.centreDirector;
    const give = async (days: number, cx = director) => extendWait(cx, id, await form(cx, id, days));
    expect(codes(await give(11))).toEqual(['extension_above_limit']);
    expectOk(await give(4));
    expect(codes(await give(7))).toEqual(['extension_above_limit']);
    const late = at(director, '2027-03-01T02:00:00Z');
    expect(codes(await give(1, late))).toEqual(['extension_ends_before_today']);
    expectOk(await give(1));
    expect(codes(await give(1))).toEqual(['extension_times_used_up']);
    // The next wait of the project has its own limits; an ended one is given nothing.
    const before = await form(director, id, 1);
    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    expect(codes(await extendWait(director, id, before))).toEqual(['wait_changed_meanwhile']);
  });

  it('pauses and resumes with the days it was given', async () => {
    const { id } = await requested();
    expectOk(await extendWait(people.centreDirector, id, await form(people.centreDirector, id, 5)));
    const [due] = await dueOf(id);
    expectOk(
      await act(people.centreOfficer, id, 'request_supplement', {
        ...validPapers,
        'papers.quotation.state': 'invalid',
        'papers.quotation.note': 'Báo giá chưa đóng dấu',
      }),
    );
    // The wait that runs now is the establishment's, which the officer may extend.
    expectOk(await extendWait(people.centreOfficer, id, await form(people.centreOfficer, id, 2)));
    const rows = await database.super.query<{ days_left: number | null; due_on: string }>(
      `select days_left, due_on from records.deadline where subject_id = $1 and paused_on is not null`,
      [id],
    );
    const calendar = await inProvince(people.centreDirector, (tx) => workingCalendarOn(tx));
    expect(rows.rows[0]!.due_on).toBe(due);
    expect(addWorkingDays(localDate('2026-11-23'), rows.rows[0]!.days_left!, calendar)).toBe(due);
  });

  it('is won by one of two at once: the second sees the new day and gives nothing on top', async () => {
    const { id } = await requested();
    const fields = await form(people.centreDirector, id, 2);
    const results = await Promise.all([
      extendWait(people.centreDirector, id, fields),
      extendWait(people.departmentLeader, id, { ...fields, days: '4' }),
    ]);
    expect(results.flatMap(codes)).toEqual(['wait_changed_meanwhile']);
    const given = await inProvince(people.centreDirector, (tx) => extensionsOf(tx, '40', id));
    expect(given).toHaveLength(1);
    expect(await dueOf(id)).toEqual([given[0]!.to]);
    const refused = results.find((one) => !one.ok);
    expect(refused?.ok === false && refused.refusal.params['due']).toBe(given[0]!.to);
  });
});

describe('asking for more time', () => {
  const asking = async (cx: Context, id: string, days: number, reason = 'Chờ đo tiếng ồn') =>
    askExtension(cx, id, await form(cx, id, days, reason));
  const told = async (id: string, kind: string) =>
    (
      await database.super.query<{ account_id: string }>(
        `select account_id from records.notice where kind = $2 and subject_id = $1`,
        [id, kind],
      )
    ).rows.map((row) => row.account_id);

  it('is for who holds the wait, once, within the limits; who may give it is told', async () => {
    const { owner, id } = await requested();
    for (const cx of [owner, people.centreDirector, people.auditor])
      expect(codes(await asking(cx, id, 3))).toEqual(['extension_is_for_who_waits']);
    expect(codes(await asking(people.centreOfficer, id, 99))).toEqual(['extension_above_limit']);
    const both = await Promise.all([
      asking(people.centreOfficer, id, 3),
      asking(people.secondOfficer, id, 4),
    ]);
    expect(both.flatMap(codes)).toEqual(['extension_is_asked_already']);
    expect(await told(id, 'extension_asked')).toContain(people.centreDirector.actor.accountId);
    const desk = await inProvince(people.centreDirector, (tx) =>
      extensionsAskedOf(tx, people.centreDirector, 50),
    );
    expect(desk.filter((one) => one.projectId === id)).toHaveLength(1);
    expect(
      await inProvince(people.centreOfficer, (tx) => extensionsAskedOf(tx, people.centreOfficer, 50)),
    ).not.toContainEqual(expect.objectContaining({ projectId: id }));
  });

  it('is granted by extending, or refused with a reason that the asker reads; and then it is over', async () => {
    const { id } = await requested();
    const director = people.centreDirector;
    const answer = async (cx: Context, text: string) =>
      refuseExtension(cx, id, { ...(await form(cx, id, 1)), answer: text });
    expect(codes(await answer(director, 'Không'))).toEqual(['extension_is_not_asked']);
    expectOk(await asking(people.centreOfficer, id, 3));
    expect(codes(await answer(people.centreOfficer, 'Không'))).toEqual(['extension_not_permitted']);
    expect(codes(await answer(director, ' '))).toEqual(['field_is_empty']);
    const both = await Promise.all([answer(director, 'Đủ hồ sơ rồi'), answer(director, 'Đủ hồ sơ rồi')]);
    expect(both.flatMap(codes)).toEqual(['extension_is_not_asked']);
    expect(await told(id, 'extension_refused')).toEqual([people.centreOfficer.actor.accountId]);

    expectOk(await asking(people.centreOfficer, id, 2));
    const stale = await form(director, id, 2);
    expectOk(await extendWait(director, id, stale));
    expect(codes(await refuseExtension(director, id, { ...stale, answer: 'Không' }))).toEqual([
      'wait_changed_meanwhile',
    ]);
    expect(codes(await answer(director, 'Không'))).toEqual(['extension_is_not_asked']);
    const { rows } = await database.super.query(
      `select state from records.extension_request where subject_id = $1 order by at, state desc`,
      [id],
    );
    expect(rows.map((row: { state: string }) => row.state).toSorted()).toEqual(['granted', 'refused']);
  });
});
