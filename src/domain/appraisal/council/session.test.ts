import { beforeAll, describe, expect, it } from 'vitest';
import { projectMoney } from '#funds/server';
import { expectOk, localDate, type Dong } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import {
  act,
  fundWith,
  newWorkshop,
  submitted,
  cast,
  testDatabase,
  type Cast,
  type TestDatabase,
  establishedCouncil,
  sessionDay,
  inSession,
  minutesLater,
  prepareAs,
  refusedWith,
  underAppraisal,
} from '#testing';
import {
  addToAgenda,
  callSession,
  councilProposal,
  dropFromAgenda,
  notePresence,
  postponeSession,
  readCouncil,
  readSession,
  replaceMember,
  signMinutes,
} from '../index.server.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

describe('a council session', () => {
  it('goes from the decision to minutes all have signed, and only then the appraisal is concluded', async () => {
    const s = await inSession(people);
    const { project } = s;
    expect(await prepareAs(people.departmentSpecialist, project.id, 'pass')).toMatchObject(
      refusedWith('council_has_not_concluded'),
    );
    for (const seat of [0, 1, 2])
      expectOk(await s.vote(seat, 'pass_with_changes', { 'scores.s1': '80', 'scores.s2': '70' }));
    expect(await s.conclude()).toMatchObject(refusedWith('council_without_quorum'));
    expectOk(await s.vote(3, 'pass'));
    expectOk(await s.vote(4, 'reject', { 'criteria.capacity': '' }));
    expect(expectOk(await s.conclude())).toEqual({ conclusion: 'pass_with_changes' });

    const cx = people.departmentSpecialist;
    const proposal = await inProvince(cx, (tx) => councilProposal(tx, cx.province, project.id));
    expect(proposal).toEqual({ conclusion: 'pass_with_changes', note: 'Đạt các tiêu chí.' });
    expect(await prepareAs(people.departmentSpecialist, project.id, 'pass')).toMatchObject(
      refusedWith('appraisal_differs_from_council'),
    );
    expectOk(await prepareAs(people.departmentSpecialist, project.id, 'pass_with_changes'));
    const leader = people.departmentLeader;
    expect(await act(leader, project.id, 'conclude_appraisal')).toMatchObject(
      refusedWith('council_minutes_not_made'),
    );
    expectOk(await s.minutes());
    for (const seat of [0, 1, 2, 3]) expectOk(await s.sign(seat));
    expect(await act(leader, project.id, 'conclude_appraisal')).toMatchObject({
      refusal: { code: 'council_minutes_not_signed', params: { names: 'TS. Phan Văn Tâm' } },
    });
    expect(await s.sign(4, people.financeOfficer)).toMatchObject(refusedWith('not_permitted'));
    expectOk(await s.sign(4));
    const read = expectOk(await readSession(cx, s.session));
    expect(read.dossiers[0]!.tally).toMatchObject({ cast: 5, unmet: { capacity: 1 }, score: 7600 });
    expect([read.signOffs.length, read.outdated]).toEqual([5, false]);
    expectOk(await act(leader, project.id, 'conclude_appraisal'));
  });

  it('a rejected project does not pass, until a later session of the council hears it again', async () => {
    const s = await inSession(people);
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'reject', { 'criteria.capacity': '' }));
    expect(expectOk(await s.conclude())).toEqual({ conclusion: 'reject' });
    expect(await prepareAs(people.departmentSpecialist, s.project.id, 'pass')).toMatchObject(
      refusedWith('council_rejected_project'),
    );
    const specialist = minutesLater(people.departmentSpecialist, 5);
    const { id: again } = expectOk(await callSession(specialist, s.id, sessionDay));
    const dossier = expectOk(await addToAgenda(specialist, again, [s.project.number])).ids[0]!;
    expect(await prepareAs(people.departmentSpecialist, s.project.id, 'pass')).toMatchObject(
      refusedWith('council_has_not_concluded'),
    );
    expect(await s.conclude()).toMatchObject(refusedWith('dossier_is_on_later_agenda'));
    expectOk(await dropFromAgenda(specialist, again, dossier));
    expect(await prepareAs(people.departmentSpecialist, s.project.id, 'pass')).toMatchObject(
      refusedWith('council_rejected_project'),
    );
  });

  it('of the ministry hears what the province registered, and holds the ministry’s appraisal', async () => {
    const { establishmentId, owner } = await newWorkshop(people);
    const id = await submitted(owner, establishmentId, { procedure: 'national' });
    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    expectOk(await prepareAs(people.departmentSpecialist, id, 'pass'));
    expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
    const letter = { letterNumber: '15/SCT', letterDate: '23/11/2026' };
    expectOk(await act(people.departmentLeader, id, 'register_national', letter));
    const cx = people.cucOfficer;
    const { number } = (await inProvince(cx, (tx) => projectFor(tx, cx, id)))!;
    const made = await establishedCouncil(people, 'ministry');
    const { id: session } = expectOk(await callSession(cx, made.id, sessionDay));
    const dossier = expectOk(await addToAgenda(cx, session, [number!])).ids[0]!;
    const appraise = () => act(cx, id, 'appraise_ministry', { support: '300 triệu' });
    expect(await appraise()).toMatchObject(refusedWith('council_has_not_concluded'));
    expectOk(await dropFromAgenda(cx, session, dossier));
    expectOk(await appraise());
  });

  it('passes in the province, is sent, passes at the ministry, and enters the national plan', async () => {
    const { establishmentId, owner } = await newWorkshop(people);
    const id = await submitted(owner, establishmentId, { procedure: 'national' });
    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    const cx = people.cucOfficer;
    const { number } = (await inProvince(cx, (tx) => projectFor(tx, cx, id)))!;
    const given = { id, number: number! };
    const provincial = await inSession(people, undefined, given);
    await provincial.passes();
    expectOk(await prepareAs(people.departmentSpecialist, id, 'pass'));
    await provincial.signs();
    expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
    const letter = { letterNumber: '15/SCT', letterDate: '23/11/2026' };
    // The council of the province has done its part: the ministry's alone holds what follows.
    expectOk(await act(people.departmentLeader, id, 'register_national', letter));
    const later = (one: Context) => minutesLater(one, 5);
    const ministry = await inSession(
      { ...people, departmentSpecialist: later(cx) },
      undefined,
      given,
      'ministry',
    );
    const appraise = () => act(later(cx), id, 'appraise_ministry', { support: '250 triệu' });
    expect(await appraise()).toMatchObject(refusedWith('council_has_not_concluded'));
    await ministry.passes();
    expect(await appraise()).toMatchObject(refusedWith('council_minutes_not_made'));
    await ministry.signs();
    expectOk(await appraise());
    const fund = await fundWith(people, 1_000_000_000n as Dong, 'national');
    const plan = { fundId: fund.id, decisionNumber: '12/QĐ-BCT', decisionDate: '23/11/2026' };
    const approve = (support: string) =>
      act(people.secondCucOfficer, id, 'approve_plan', { ...plan, support });
    expect(await approve('300 triệu')).toMatchObject(refusedWith('plan_exceeds_appraisal'));
    expectOk(await approve('250 triệu'));
    const standing = await inProvince(cx, (tx) => projectFor(tx, cx, id));
    expect(standing).toMatchObject({ state: 'planned', planned: 250_000_000n, fundId: fund.id });
    const money = await inProvince(cx, (tx) => projectMoney(tx, id));
    expect(money[0]!.balances.planned).toBe(250_000_000n);
  });

  it('a project on no agenda is appraised without a council', async () => {
    const { id } = await underAppraisal(people);
    expectOk(await prepareAs(people.departmentSpecialist, id, 'pass'));
    expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
  });

  it('a tie concludes nothing; whoever votes anew breaks it', async () => {
    const s = await inSession(people, [0, 1, 2, 3]);
    for (const seat of [0, 1]) expectOk(await s.vote(seat, 'pass'));
    for (const seat of [2, 3]) expectOk(await s.vote(seat, 'reject'));
    expect(await s.conclude()).toMatchObject(refusedWith('council_has_no_majority'));
    expectOk(await s.vote(3, 'pass'));
    expect(expectOk(await s.conclude())).toEqual({ conclusion: 'pass' });
  });

  it('takes no vote too late, of who is not there, for another, or for a project that lacks what the law asks', async () => {
    const s = await inSession(people, [0, 1, 2, 3]);
    expect(await s.vote(4, 'pass')).toMatchObject(refusedWith('member_is_not_present'));
    expect(await s.vote(1, 'pass', {}, people.financeOfficer)).toMatchObject(refusedWith('not_permitted'));
    expect(await s.vote(1, 'pass', {}, people.secondFinanceOfficer)).toMatchObject(
      refusedWith('not_permitted'),
    );
    expect(await s.vote(0, 'pass', { 'criteria.need_and_effect': '' })).toMatchObject(
      refusedWith('vote_passes_what_is_not_met'),
    );
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expectOk(await s.conclude());
    expect(await s.vote(3, 'reject')).toMatchObject(refusedWith('dossier_is_concluded'));
    expect(await s.conflict(3)).toMatchObject(refusedWith('dossier_is_concluded'));
  });

  it('two at once: votes all count, one conclusion stands, and each version of the minutes is made once', async () => {
    const s = await inSession(people);
    const votes = await Promise.all([0, 1, 2, 3, 4].map((seat) => s.vote(seat, 'pass')));
    expect(votes.every((v) => v.ok)).toBe(true);
    const both = await Promise.all([s.conclude(), s.conclude(people.secondLeader), s.vote(0, 'reject')]);
    expect(both[0].ok && both[1].ok).toBe(true);
    const made = await Promise.all([s.minutes(), s.minutes()]);
    expect(made.map((one) => expectOk(one).no)).toEqual([1, 1]);
    const calls = await Promise.all([
      callSession(people.departmentSpecialist, s.id, sessionDay),
      callSession(people.departmentLeader, s.id, sessionDay),
    ]);
    const outcomes = calls.map((call) => (call.ok ? 'called' : call.refusal.code));
    expect(outcomes).toContain('called');
    expect(outcomes.filter((o) => o !== 'called').every((o) => o === 'council_changed_meanwhile')).toBe(true);
  });

  it('minutes are signed as they are: whoever looked at an earlier version is told', async () => {
    const s = await inSession(people);
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expect(await s.minutes()).toMatchObject(refusedWith('nothing_is_concluded'));
    expectOk(await s.conclude());
    const first = expectOk(await s.minutes());
    expectOk(await s.sign(0));
    expectOk(await s.conclude(people.departmentLeader, 'Đạt; bổ sung báo giá.'));
    expect(await s.sign(1)).toMatchObject(refusedWith('minutes_changed_meanwhile'));
    expect(expectOk(await s.minutes()).no).toBe(2);
    const stale = { member: s.seats[1]!, ...first };
    expect(await signMinutes(people.secondLeader, s.session, stale)).toMatchObject(
      refusedWith('minutes_changed_meanwhile'),
    );
    expectOk(await s.sign(1));
  });
});

describe('a council that cannot conclude', () => {
  it('without quorum is postponed: votes and presence begin anew, and members are told', async () => {
    const s = await inSession(people, [0, 1, 3]);
    for (const seat of [0, 1, 3]) expectOk(await s.vote(seat, 'pass'));
    expect(await s.conclude()).toMatchObject(refusedWith('council_without_quorum'));
    const on = { heldOn: localDate('2026-12-02'), place: 'Phòng họp số 2' };
    expectOk(await postponeSession(people.departmentSpecialist, s.session, on));
    const { session, dossiers } = expectOk(await readSession(people.departmentLeader, s.session));
    expect(session).toMatchObject({ ...on, postponed: 1, present: [] });
    expect(dossiers[0]!.tally.cast).toBe(0);
    const { rows } = await database.super.query<{ fills: unknown }>(
      `select fills from records.notice where subject_id = $1 and account_id = $2 and over_at is null`,
      [s.session, people.financeOfficer.actor.accountId],
    );
    expect(rows.map((r) => r.fills)).toEqual([
      { council: s.number, no: '1', day: '2026-12-02', place: 'Phòng họp số 2' },
    ]);
    expectOk(await notePresence(people.departmentSpecialist, s.session, s.seats));
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expectOk(await s.conclude());
    expect(await postponeSession(people.departmentSpecialist, s.session, on)).toMatchObject(
      refusedWith('session_has_concluded'),
    );
  });

  it('names another member by decision; the seat is taken once, and what was concluded stays as it was', async () => {
    const s = await inSession(people);
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expectOk(await s.conclude());
    expectOk(await s.minutes());
    const by = { number: '99/QĐ-SCT', decidedOn: localDate('2026-11-23'), name: null, organisation: null };
    const replace = (account: Context) =>
      replaceMember(people.departmentSpecialist, s.id, {
        ...by,
        ...{ member: s.seats[2]!, account: account.actor.accountId },
      });
    const raced = await Promise.all([replace(people.secondFinanceOfficer), replace(people.centreDirector)]);
    expect(raced.filter((r) => r.ok)).toHaveLength(1);
    expect(raced.find((r) => !r.ok)).toMatchObject(refusedWith('council_changed_meanwhile'));
    const after = expectOk(await readSession(people.departmentSpecialist, s.session));
    expect([after.outdated, after.dossiers[0]!.tally.voting]).toEqual([false, 5]);
    // Whoever gave up the seat signs no more in the system; the secretary notes the signature on paper.
    expectOk(await s.sign(2, people.departmentSpecialist));
    expect(await readCouncil(people.financeOfficer, s.id)).toMatchObject(refusedWith('council_not_found'));
  });

  it('voids the open vote of whoever is replaced', async () => {
    const s = await inSession(people);
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expectOk(
      await replaceMember(people.departmentSpecialist, s.id, {
        ...{ member: s.seats[2]!, account: null, name: 'Trần Văn Mới', organisation: 'Sở Tài chính' },
        ...{ number: '100/QĐ-SCT', decidedOn: localDate('2026-11-23') },
      }),
    );
    expect(await s.conclude()).toMatchObject(refusedWith('council_without_quorum'));
  });
});
