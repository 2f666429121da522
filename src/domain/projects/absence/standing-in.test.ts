import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import { inPlaceOf } from '#people';
import {
  away,
  during,
  inPlace,
  seenOn,
  act,
  cast,
  newWorkshop,
  submitted,
  testDatabase,
  type Cast,
  type TestDatabase,
} from '#testing';
import { codes } from '../testing/calendar.ts';
import { inProvince } from '#platform/server';
import { extendWait } from '../extension/extend-wait.server.ts';
import { runningWait } from '../extension/extension.store.server.ts';
import { askExtension, extensionsAskedOf } from '../extension/request-extension.server.ts';
import { setLevel } from '../estimate/set-levels.server.ts';
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

describe('standing in for somebody in all they do', () => {
  it('opens what the role does beside projects; every trace says on whose behalf', async () => {
    const { secondLeader: leader, departmentSpecialist: specialist } = people;
    const level = {
      ...{ procedure: 'provincial', role: 'finance_officer', validFrom: '01/02/2031' },
      ...{ upTo: '500 triệu', basis: '15/QĐ-SCT' },
    };
    expect(codes(await setLevel(specialist, level))).toEqual(['estimate_level_not_permitted']);
    await during(leader, away(leader, specialist), async () => {
      const delegate = await inPlace(specialist);
      expect(delegate.actor).toMatchObject({
        accountId: specialist.actor.accountId,
        memberships: [{ role: 'department_leader' }],
        delegated: [],
        standsInFor: { name: leader.actor.name },
      });
      expectOk(await setLevel(delegate, level));
      // An act of a project, and what is none: both in the trail with both names.
      const project = await requested();
      expectOk(await act(people.centreOfficer, project, 'accept_dossier'));
      expect(codes(await act(delegate, project, 'reject', { reason: 'Máy cũ', note: 'Cũ' }))).toEqual([]);
      const { rows } = await database.super.query(
        `select kind, actor_id, on_behalf_of from records.event where on_behalf_of is not null and (subject_id = $1 or kind = 'estimate_level.set') order by kind`,
        [project],
      );
      const both = { actor_id: specialist.actor.accountId, on_behalf_of: leader.actor.accountId };
      expect(rows).toEqual([
        { ...both, kind: 'estimate_level.set' },
        { ...both, kind: 'project.reject' },
      ]);
      // Nothing is left on, nor set for others, in somebody's place.
      const onward = away(delegate, people.secondSpecialist, { role: 'department_leader' });
      expect(codes(await delegateRole(delegate, onward))).not.toEqual([]);
      expect(
        codes(
          await delegateRole(delegate, {
            ...away(people.departmentSpecialist, people.departmentLeader),
            from: people.secondSpecialist.actor.accountId,
          }),
        ),
      ).toEqual(['delegation_not_permitted']);
    });
  });

  it('gives the desk of the stand-in no time that a desk may not give itself', async () => {
    const { centreDirector: director, secondOfficer: officer } = people;
    const project = await requested();
    await during(director, away(director, officer), async () => {
      const delegate = await inPlace(officer);
      const wait = (await inProvince(delegate, (tx) => runningWait(tx, '40', project)))!;
      const fields = { wait: wait.id, seen: wait.dueOn, days: '2', reason: 'Chờ ý kiến' };
      expectOk(await askExtension(officer, project, fields));
      expect(codes(await extendWait(delegate, project, fields))).toEqual(['extension_needs_other_person']);
      expect(await inProvince(delegate, (tx) => extensionsAskedOf(tx, delegate, 50))).toEqual([]);
    });
  });

  it('is nobody whose delegation has ended, not begun, or covers some acts only', async () => {
    const { secondLeader: leader, departmentSpecialist: specialist } = people;
    const days = { firstDay: localDate('2026-11-25'), lastDay: localDate('2026-11-26') };
    await during(leader, away(leader, specialist, days), async (id) => {
      const on = async (day: string) =>
        inPlaceOf((await seenOn(specialist, day)).actor, id)?.standsInFor?.role;
      expect([await on('2026-11-24'), await on('2026-11-25'), await on('2026-11-27')]).toEqual([
        undefined,
        'department_leader',
        undefined,
      ]);
    });
    await during(leader, away(leader, specialist, { events: ['reject'] }), async (id) => {
      expect(inPlaceOf((await seenOn(specialist)).actor, id)).toBeUndefined();
    });
  });

  it('is set for somebody who fell ill by the administrator or who leads the unit, with a notice to both', async () => {
    const { centreOfficer: officer, centreAccountant: accountant, centreDirector: director } = people;
    const days = { firstDay: localDate('2026-12-01'), lastDay: localDate('2026-12-02') };
    const ill = {
      ...away(officer, accountant, { ...days, reason: 'Ốm nằm viện' }),
      from: officer.actor.accountId,
    };
    for (const cx of [accountant, people.departmentLeader, people.auditor])
      expect(codes(await delegateRole(cx, ill))).toEqual(['delegation_not_permitted']);
    for (const cx of [director, people.administrator]) {
      const { id } = expectOk(await delegateRole(cx, ill));
      const { rows } = await database.super.query(
        `select account_id, kind from records.notice
          where kind in ('delegation_set', 'delegation_given') and subject_id = $1 and at = $2 order by kind`,
        [officer.actor.accountId, cx.now],
      );
      expect(rows.slice(-1)).toEqual([{ account_id: officer.actor.accountId, kind: 'delegation_set' }]);
      expectOk(await act(await seenOn(accountant, '2026-12-01'), await requested(), 'accept_dossier'));
      expect(codes(await endDelegationOf(cx, id))).toEqual([]);
    }
    expect(codes(await delegateRole(director, { ...ill, role: 'centre_accountant' }))).toEqual([
      'delegation_of_role_not_held',
      'delegate_has_the_role',
    ]);
  });
});
