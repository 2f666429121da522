import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { listNotices } from '#records/server';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import { morningRound } from './morning.server.ts';
import { escalationsOf, lateBy, remind } from './remind.server.ts';

let database: TestDatabase;
let people: Cast;
let project: string;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const { owner, establishmentId } = await newWorkshop(people);
  // Monday 23 November 2026; the centre has five working days: due on the 30th.
  project = await submitted(owner, establishmentId);
});

const at = (day: string) => new Date(`${day}T00:05:00Z`);
const kinds = async (cx: Context) =>
  (await inProvince(cx, (tx) => listNotices(tx, cx, { unread: false, after: null, size: 100 })))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('wait_'));
const letters = async () =>
  (
    await database.owner.query<{ payload: { to: string; values: Record<string, string> } }>(
      `select payload from graphile_worker._private_jobs order by id`,
    )
  ).rows.map(({ payload }) => payload);

describe('the round of a morning', () => {
  it('counts working days late, so that a weekend escalates nothing', async () => {
    const calendar = await inProvince(people.centreOfficer, workingCalendarOn);
    const monday = localDate('2026-12-07');
    expect(lateBy(1, monday, calendar)).toBe('2026-12-06');
    expect(lateBy(2, monday, calendar)).toBe('2026-12-03');
  });

  it('reminds the desk two working days before, once however often it runs', async () => {
    await remind(people.centreOfficer, at('2026-11-25'));
    expect(await kinds(people.centreOfficer)).toEqual([]);
    await Promise.all([
      remind(people.centreOfficer, at('2026-11-26')),
      remind(people.centreOfficer, at('2026-11-26')),
    ]);
    await remind(people.centreOfficer, at('2026-11-27'));
    expect(await kinds(people.centreOfficer)).toEqual(['wait_soon']);
    expect(await kinds(people.centreDirector)).toEqual([]);
  });

  it('mails each person one summary a working day, and nobody who has nothing to read', async () => {
    const before = (await letters()).length;
    const scope = people.centreOfficer;
    expect(await morningRound(scope, at('2026-11-29'))).toBe(false); // a Sunday
    expect(await morningRound(scope, at('2026-11-30'))).toBe(true);
    const sent = (await letters()).slice(before);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(sent.length);
    const own = sent.find(({ values }) => values['name'] === people.centreOfficer.actor.name);
    expect(own?.values).toMatchObject({ day: '2026-11-30', today: '1', late: '0' });
    expect(sent.some(({ values }) => values['name'] === people.centreDirector.actor.name)).toBe(false);
    expect(await morningRound(scope, at('2026-11-30'))).toBe(false);
    // Killed after the mails and before the round was noted: walked again, it mails nobody.
    await database.super.query(`delete from records.morning_round`);
    expect(await morningRound(scope, at('2026-11-30'))).toBe(true);
    expect((await letters()).slice(before)).toHaveLength(sent.length);
  });

  it('brings a late wait before each level once, and shows it until somebody acts', async () => {
    for (const day of ['2026-12-01', '2026-12-01', '2026-12-02']) await remind(people.centreOfficer, at(day));
    expect(await kinds(people.centreDirector)).toEqual(['wait_escalated']);
    expect(await kinds(people.departmentLeader)).toEqual([]);
    await remind(people.centreOfficer, at('2026-12-07'));
    await remind(people.centreOfficer, at('2026-12-08'));
    expect(await kinds(people.departmentLeader)).toEqual(['wait_escalated']);
    expect((await kinds(people.centreOfficer)).toSorted()).toEqual(['wait_late', 'wait_soon']);
    const shown = () =>
      inProvince(people.centreOfficer, (tx) => escalationsOf(tx, people.centreOfficer.province, project));
    expect((await shown()).map(({ toRole }) => toRole)).toEqual(['centre_director', 'department_leader']);
    await act(people.centreOfficer, project, 'accept_dossier');
    expect(await shown()).toEqual([]);
    const [left] = (
      await database.super.query(
        `select count(*)::int as open from records.notice where subject_id = $1 and kind like 'wait%' and over_at is null`,
        [project],
      )
    ).rows;
    expect(left.open).toBe(0);
  });
});
