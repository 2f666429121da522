import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import type { NewDelegation } from '#people';
import { endRole, grantRole, type Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  away,
  during,
  seenOn,
  act,
  cast,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
  type TestDatabase,
} from '#testing';
import { codes } from '../testing/calendar.ts';
import { actsOf } from '../project.store.server.ts';
import { countWaiting, recentlyDone } from '../desk.store.server.ts';
import { delegateRole, endDelegationOf } from './delegate-role.server.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

async function requested(): Promise<string> {
  const { owner, establishmentId } = await newWorkshop(people);
  return submitted(owner, establishmentId);
}

describe('delegation while absent', () => {
  it('lets a colleague act on behalf, and every act says so', async () => {
    const project = await requested();
    const { centreOfficer: officer, centreAccountant: accountant } = people;
    expect(codes(await act(accountant, project, 'accept_dossier'))).toEqual(['act_not_permitted']);
    await during(officer, away(officer, accountant), async () => {
      const delegate = await seenOn(accountant);
      expect(delegate.actor.memberships).toEqual(accountant.actor.memberships);
      expect(delegate.actor.delegated).toMatchObject([
        { role: 'centre_officer', lastDay: '2026-11-27', onBehalfOf: { name: officer.actor.name } },
      ]);
      expectOk(await act(delegate, project, 'accept_dossier'));
      const last = (await inProvince(officer, (tx) => actsOf(tx, '40', project))).at(-1)!;
      expect(last).toMatchObject({
        event: 'accept_dossier',
        role: 'centre_officer',
        actor_name: accountant.actor.name,
        on_behalf_name: officer.actor.name,
      });
      const { rows } = await database.super.query(
        `select on_behalf_of from records.event where kind = 'project.accept_dossier' and subject_id = $1`,
        [project],
      );
      expect(rows).toEqual([{ on_behalf_of: officer.actor.accountId }]);
      // Who was away finds it among what was done; the delegate is told of the desk while it lasts.
      const done = await inProvince(officer, (tx) => recentlyDone(tx, '40', officer.actor.accountId, 5));
      expect(done[0]).toMatchObject({ projectId: project, doneBy: accountant.actor.name });
      const other = await requested();
      const told = await database.super.query(
        `select from records.notice where subject_id = $1 and kind = 'turn' and account_id = $2`,
        [other, accountant.actor.accountId],
      );
      expect(told.rowCount).toBe(1);
      expect(
        await inProvince(officer, (tx) => countWaiting(tx, '40', 'centre_officer', ['accept_dossier'])),
      ).toBeGreaterThan(0);
    });
    expect((await seenOn(accountant)).actor.delegated).toEqual([]);
  });

  it('holds from the first day to the last, for the acts named, while the role is held', async () => {
    const { centreDirector: director, secondAccountant: accountant } = people;
    const days = { firstDay: localDate('2026-11-24'), lastDay: localDate('2026-11-25') };
    const wanted = away(director, accountant, { ...days, events: ['reject'] });
    await during(director, wanted, async () => {
      const on = async (day: string) => (await seenOn(accountant, day)).actor.delegated?.length;
      expect([
        await on('2026-11-23'),
        await on('2026-11-24'),
        await on('2026-11-25'),
        await on('2026-11-26'),
      ]).toEqual([0, 1, 1, 0]);
      const delegate = await seenOn(accountant, '2026-11-24');
      const project = await requested();
      expect(codes(await act(delegate, project, 'accept_dossier'))).toEqual(['act_not_permitted']);
      expectOk(await act(delegate, project, 'reject', { reason: 'Máy cũ', note: 'Không đủ điều kiện' }));
    });
    await during(director, away(director, accountant), async () => {
      const { rows } = await database.super.query<{ id: string }>(
        `select id from people.membership where account_id = $1 and valid_to is null`,
        [accountant.actor.accountId],
      );
      expectOk(await endRole(people.administrator, rows[0]!.id));
      expect((await seenOn(accountant, '2026-11-24')).actor.delegated).toEqual([]);
      const { unitId, role } = accountant.actor.memberships[0]!;
      const accountId = accountant.actor.accountId;
      expectOk(
        await grantRole(
          { ...people.administrator, now: new Date('2026-11-24T02:00:00Z') },
          { accountId, unitId, role },
        ),
      );
    });
  });

  it('keeps preparer and approver apart, whoever stands in for whom', async () => {
    const { departmentSpecialist: specialist, departmentLeader: leader } = people;
    const first = await requested();
    const second = await requested();
    for (const project of [first, second])
      expectOk(await act(people.centreOfficer, project, 'accept_dossier'));
    const prepared = provincialWay('').find(([, event]) => event === 'prepare_appraisal')![2];
    // The specialist prepared, and concludes nothing of it on behalf of the leader.
    expectOk(await act(specialist, first, 'prepare_appraisal', prepared));
    await during(leader, away(leader, specialist), async () => {
      const delegate = await seenOn(specialist);
      expect(codes(await act(delegate, first, 'conclude_appraisal'))).toEqual(['act_needs_other_person']);
      expectOk(await act(delegate, first, 'return_appraisal', { reason: 'Thiếu nhận xét' }));
    });
    // What was prepared on behalf of a person is not theirs to approve either, nor who did it for them.
    await during(specialist, away(specialist, leader), async () => {
      const delegate = await seenOn(leader);
      expectOk(await act(delegate, second, 'prepare_appraisal', prepared));
      expect(codes(await act(delegate, second, 'conclude_appraisal'))).toEqual(['act_needs_other_person']);
    });
    await during(people.secondLeader, away(people.secondLeader, specialist), async () => {
      const delegate = await seenOn(specialist);
      expect(codes(await act(delegate, second, 'conclude_appraisal'))).toEqual(['act_needs_other_person']);
    });
    expectOk(await act(people.secondLeader, second, 'conclude_appraisal'));
  });

  it('refuses what makes no sense, all at once', async () => {
    const {
      centreOfficer: officer,
      secondOfficer: second,
      centreAccountant: accountant,
      centreDirector,
    } = people;
    const give = async (cx: Context, wanted: NewDelegation) => codes(await delegateRole(cx, wanted));
    expect(await give(officer, away(officer, second))).toEqual(['delegate_has_the_role']);
    expect(await give(officer, away(officer, officer))).toEqual(['delegate_not_in_unit']);
    expect(await give(officer, away(officer, people.departmentLeader))).toEqual(['delegate_not_in_unit']);
    expect(
      await give(
        officer,
        away(officer, people.auditor, {
          role: 'centre_director',
          events: ['pay'],
          firstDay: localDate('2026-11-20'),
          lastDay: localDate('2026-11-19'),
        }),
      ),
    ).toEqual([
      'delegation_of_role_not_held',
      'delegate_not_in_unit',
      'delegation_begins_in_past',
      'delegation_ends_before_it_begins',
    ]);
    const long = { lastDay: localDate('2028-01-01'), events: ['pay'] };
    expect(await give(officer, away(officer, accountant, long))).toEqual([
      'delegation_act_not_of_role',
      'delegation_is_too_long',
    ]);
    expect(await give(people.auditor, away(people.auditor, people.departmentLeader))).toEqual([
      'delegation_of_role_not_held',
    ]);
    await during(officer, away(officer, accountant), async (id) => {
      expect(await give(officer, away(officer, centreDirector))).toEqual(['delegation_overlaps']);
      // Nothing is passed on, and nobody stands in for somebody while they are away themselves.
      expect(await give(accountant, away(accountant, centreDirector))).toEqual(['delegation_would_chain']);
      expect(await give(centreDirector, away(centreDirector, officer))).toEqual(['delegation_would_chain']);
      expect(codes(await endDelegationOf(second, id))).toEqual(['delegation_not_found']);
      expect(codes(await endDelegationOf(accountant, id))).toEqual([]);
      expect(codes(await endDelegationOf(officer, id))).toEqual(['delegation_is_over']);
    });
    await during(officer, away(officer, accountant), async (id) => {
      expect(codes(await endDelegationOf(people.administrator, id))).toEqual([]);
    });
  });

  it('is one of two at once; the database holds the line even without the application', async () => {
    const { centreOfficer: officer, centreAccountant: accountant, centreDirector } = people;
    const results = await Promise.all([
      delegateRole(officer, away(officer, accountant)),
      delegateRole(officer, away(officer, centreDirector)),
      delegateRole(accountant, away(accountant, centreDirector)),
    ]);
    expect(results.filter((one) => one.ok)).toHaveLength(1);
    const { rows } = await database.super.query(
      `select from people.delegation where ended_at is null and last_day >= '2026-11-23'`,
    );
    expect(rows).toHaveLength(1);
    await expect(
      database.super.query(
        `insert into people.delegation (province, id, from_account, to_account, unit_id, role, first_day, last_day, reason, at)
         select province, gen_random_uuid(), to_account, $1, unit_id, role, first_day, last_day, 'tiếp', at
           from people.delegation where ended_at is null and last_day >= '2026-11-23'`,
        [people.secondOfficer.actor.accountId],
      ),
    ).rejects.toThrow('delegation_would_chain');
  });
});
