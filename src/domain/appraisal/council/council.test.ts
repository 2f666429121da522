import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, readForm, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { act, cast, newWorkshop, submitted, testDatabase, type Cast, type TestDatabase } from '#testing';
import { criteria as actCriteria } from '../appraisal.acts.ts';
import {
  addToAgenda,
  callSession,
  castBallot,
  concludeDossier,
  councilProposal,
  councilsFor,
  declareConflict,
  dropFromAgenda,
  establishCouncil,
  hearsProject,
  legalCriteria,
  makeMinutes,
  notePresence,
  postponeSession,
  readCouncil,
  readDossier,
  readSession,
  replaceMember,
  signMinutes,
  withdrawConflict,
  type MinutesPress,
} from '../index.server.ts';
import { ballotForm, councilForm } from './council.form.ts';
import { conclude, quorumOf, tallyOf, type Ballot, type Vote } from './council.ts';

let database: TestDatabase;
let people: Cast;
let numbers = 0;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const refused = (code: string) => ({ ok: false, refusal: { code } });
const later = (cx: Context, minutes: number): Context => ({
  ...cx,
  now: new Date(cx.now.getTime() + minutes * 60_000),
});
const day = { heldOn: localDate('2026-11-25'), place: 'Phòng họp số 1' };
const met = Object.fromEntries(actCriteria.map((c) => [`criteria.${c}`, 'on']));
/** Where the bytes of minutes lie is the app's business; here they are only told apart by their hash. */
const press: MinutesPress = (_, hash) => {
  const file = (fileName: string, mediaType: string) => ({ hash, size: 1, fileName, mediaType });
  return Promise.resolve({ pdf: file('a.pdf', 'application/pdf'), word: file('a.docx', 'application/zip') });
};

/** Chair, deputy, a member of finance, the specialist as member and secretary, and an expert without an account. */
async function council(level = 'provincial', over: FormFields = {}) {
  const rows: readonly (readonly [string, string, string])[] = [
    [people.departmentLeader.actor.accountId, '', 'chair'],
    [people.secondLeader.actor.accountId, '', 'deputy'],
    [people.financeOfficer.actor.accountId, '', 'member'],
    [people.departmentSpecialist.actor.accountId, '', 'member_secretary'],
    ['', 'TS. Phan Văn Tâm', 'member'],
  ];
  const fields: FormFields = {
    ...{ level, number: `${++numbers}/QĐ-SCT`, decidedOn: '20/11/2026', quorumNum: '2', quorumDen: '3' },
    ...Object.fromEntries(
      rows.flatMap(([account, name, position], i) => [
        [`members.${i}.account`, account],
        [`members.${i}.name`, name],
        [`members.${i}.position`, position],
      ]),
    ),
    ...{ 'scores.0.name': 'Hiệu quả', 'scores.0.weight': '60' },
    ...{ 'scores.1.name': 'Năng lực', 'scores.1.weight': '40' },
    ...over,
  };
  const input = expectOk(readForm(councilForm, fields));
  const { id } = expectOk(await establishCouncil(people.departmentSpecialist, input, null));
  const { seated } = expectOk(await readCouncil(people.departmentSpecialist, id));
  return { id, seats: seated.map((m) => m.id), number: fields['number']! };
}

async function underAppraisal() {
  const { establishmentId, owner } = await newWorkshop(people);
  const id = await submitted(owner, establishmentId);
  expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
  const cx = people.departmentSpecialist;
  const project = await inProvince(cx, (tx) => projectFor(tx, cx, id));
  return { id, number: project!.number! };
}

/** A council in session on one project; `there` are the seats that came. */
async function inSession(there = [0, 1, 2, 3, 4], over: FormFields = {}) {
  const made = await council('provincial', over);
  const project = await underAppraisal();
  const specialist = people.departmentSpecialist;
  const { id: session } = expectOk(await callSession(specialist, made.id, day));
  const { id: dossier } = expectOk(await addToAgenda(specialist, session, project.number));
  expectOk(
    await notePresence(
      specialist,
      session,
      there.map((i) => made.seats[i]!),
    ),
  );
  const whose = [
    people.departmentLeader,
    people.secondLeader,
    people.financeOfficer,
    specialist,
    specialist, // enters what the expert votes
  ];
  const vote = (seat: number, to: Vote, over: FormFields = {}, as = whose[seat]!) =>
    castBallot(
      as,
      session,
      expectOk(readForm(ballotForm, { dossier, member: made.seats[seat]!, vote: to, ...met, ...over })),
    );
  const conclude = (as = people.departmentLeader, reasons = 'Đạt các tiêu chí.') =>
    concludeDossier(as, session, { dossier, reasons });
  const conflict = (seat: number, as = whose[seat]!) =>
    declareConflict(as, session, { dossier, member: made.seats[seat]!, reason: 'Là người nhà' });
  const minutes = (as: Context = specialist) => makeMinutes(as, session, { remarks: null }, press);
  const sign = async (seat: number, as = whose[seat]!) => {
    const { minutes: latest } = expectOk(await readSession(specialist, session));
    return signMinutes(as, session, { member: made.seats[seat]!, no: latest!.no, hash: latest!.hash });
  };
  return { ...made, project, session, dossier, vote, conclude, conflict, minutes, sign };
}

const prepare = (projectId: string, conclusion: string, by = people.departmentSpecialist) =>
  act(by, projectId, 'prepare_appraisal', { ...met, support: '300 triệu', conclusion });

describe('the rule of a council', () => {
  const tally = (given: readonly Vote[], unmet: readonly string[] = []) =>
    tallyOf(
      given.map((vote, i): Ballot => ({
        memberId: String(i),
        vote,
        unmet: i === 0 ? unmet : [],
        scores: {},
      })),
      Array.from({ length: 7 }, (_, i) => ({ id: String(i), position: 'member', accountId: null, name: '' })),
      { num: 2, den: 3 },
      [],
    );
  it('a quorum is never less than its share', () => {
    expect([1, 3, 5, 6, 7, 9].map((n) => quorumOf(n, { num: 2, den: 3 }))).toEqual([1, 2, 4, 4, 5, 6]);
  });
  it.each([
    [['pass', 'pass', 'pass', 'pass', 'reject'], 'pass'],
    [['pass', 'pass', 'pass_with_changes', 'pass_with_changes', 'reject'], 'pass_with_changes'],
    [
      ['pass', 'pass', 'pass', 'pass_with_changes', 'pass_with_changes', 'pass_with_changes'],
      'pass_with_changes',
    ],
    [['reject', 'reject', 'reject', 'pass', 'pass'], 'reject'],
  ] as const)('%j concludes %s', (given, concluded) =>
    expect(expectOk(conclude(tally(given)))).toBe(concluded),
  );
  it.each([
    [['pass', 'pass', 'pass', 'pass'], [], 'council_without_quorum'],
    [['pass', 'pass', 'pass', 'reject', 'reject', 'reject'], [], 'council_has_no_majority'],
  ] as const)('%j concludes nothing', (given, unmet, code) =>
    expect(conclude(tally(given, unmet))).toMatchObject(refused(code)),
  );
  it('passes nothing against a criterion that half find not met', () => {
    const split = {
      ...tally(['pass_with_changes', 'pass', 'pass', 'pass', 'pass', 'pass']),
      unmet: { need: 3 },
    };
    expect(conclude(split)).toMatchObject(refused('council_finds_criterion_not_met'));
  });
  it('weighs the scores of those who scored everything', () => {
    const ballot = (scores: Record<string, number>): Ballot => ({
      memberId: '1',
      vote: 'pass',
      unmet: [],
      scores,
    });
    const weights = [
      { no: 1, weight: 60 },
      { no: 2, weight: 40 },
    ];
    const of = (...ballots: Ballot[]) => tallyOf(ballots, [], { num: 1, den: 2 }, weights).score;
    expect(of(ballot({ 1: 80, 2: 70 }), ballot({ 1: 90, 2: 75 }), ballot({ 1: 10 }))).toBe(8000);
    expect(of(ballot({ 1: 10 }))).toBeNull();
  });
  it('has one chair, a secretary, nobody twice, and weights of a hundred', () => {
    const read = readForm(councilForm, {
      ...{ level: 'provincial', number: '1', decidedOn: '20/11/2026', quorumNum: '3', quorumDen: '2' },
      ...{ 'members.0.account': 'a', 'members.0.position': 'member' },
      ...{ 'members.1.account': 'a', 'members.1.position': 'member' },
      ...{ 'scores.0.name': 'Hiệu quả', 'scores.0.weight': '60' },
    });
    const found = read.ok ? [] : [read.refusal, ...(read.refusal.also ?? [])].map(({ code }) => code);
    expect(found).toEqual([
      'quorum_is_above_all',
      'council_needs_one_chair',
      'council_needs_secretary',
      'member_is_named_twice',
      'weights_are_not_hundred',
    ]);
  });
  it('judges by the five criteria of the law, which are data', async () => {
    const read = await inProvince(people.owner, (tx) => legalCriteria(tx));
    expect(read.map((c) => c.code)).toEqual([...actCriteria]);
    expect(new Set(read.map((c) => `${c.document} ${c.article}`))).toEqual(new Set(['36/2013/TT-BCT 9']));
  });
});

describe('a council session', () => {
  it('goes from the decision to minutes all have signed, and only then the appraisal is concluded', async () => {
    const s = await inSession();
    const { project } = s;
    expect(await prepare(project.id, 'pass')).toMatchObject(refused('council_has_not_concluded'));
    for (const seat of [0, 1, 2])
      expectOk(await s.vote(seat, 'pass_with_changes', { 'scores.s1': '80', 'scores.s2': '70' }));
    expect(await s.conclude()).toMatchObject(refused('council_without_quorum'));
    expectOk(await s.vote(3, 'pass'));
    expectOk(await s.vote(4, 'reject', { 'criteria.capacity': '' }));
    expect(expectOk(await s.conclude())).toEqual({ conclusion: 'pass_with_changes' });

    const cx = people.departmentSpecialist;
    const proposal = await inProvince(cx, (tx) => councilProposal(tx, cx.province, project.id));
    expect(proposal).toEqual({ conclusion: 'pass_with_changes', note: 'Đạt các tiêu chí.' });
    expect(await prepare(project.id, 'pass')).toMatchObject(refused('appraisal_differs_from_council'));
    expectOk(await prepare(project.id, 'pass_with_changes'));
    const leader = people.departmentLeader;
    expect(await act(leader, project.id, 'conclude_appraisal')).toMatchObject(
      refused('council_minutes_not_made'),
    );
    expectOk(await s.minutes());
    for (const seat of [0, 1, 2, 3]) expectOk(await s.sign(seat));
    expect(await act(leader, project.id, 'conclude_appraisal')).toMatchObject({
      refusal: { code: 'council_minutes_not_signed', params: { names: 'TS. Phan Văn Tâm' } },
    });
    expect(await s.sign(4, people.financeOfficer)).toMatchObject(refused('not_permitted'));
    expectOk(await s.sign(4));
    const read = expectOk(await readSession(cx, s.session));
    expect(read.dossiers[0]!.tally).toMatchObject({ cast: 5, unmet: { capacity: 1 }, score: 7600 });
    expect([read.signOffs.length, read.outdated]).toEqual([5, false]);
    expectOk(await act(leader, project.id, 'conclude_appraisal'));
  });

  it('a rejected project does not pass, until a later session of the council hears it again', async () => {
    const s = await inSession();
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'reject', { 'criteria.capacity': '' }));
    expect(expectOk(await s.conclude())).toEqual({ conclusion: 'reject' });
    expect(await prepare(s.project.id, 'pass')).toMatchObject(refused('council_rejected_project'));
    const specialist = later(people.departmentSpecialist, 5);
    const { id: again } = expectOk(await callSession(specialist, s.id, day));
    const { id: dossier } = expectOk(await addToAgenda(specialist, again, s.project.number));
    expect(await prepare(s.project.id, 'pass')).toMatchObject(refused('council_has_not_concluded'));
    expect(await s.conclude()).toMatchObject(refused('dossier_is_on_later_agenda'));
    expectOk(await dropFromAgenda(specialist, again, dossier));
    expect(await prepare(s.project.id, 'pass')).toMatchObject(refused('council_rejected_project'));
  });

  it('of the ministry hears what the province registered, and holds the ministry’s appraisal', async () => {
    const { establishmentId, owner } = await newWorkshop(people);
    const id = await submitted(owner, establishmentId, { procedure: 'national' });
    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    expectOk(await prepare(id, 'pass'));
    expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
    const letter = { letterNumber: '15/SCT', letterDate: '23/11/2026' };
    expectOk(await act(people.departmentLeader, id, 'register_national', letter));
    const cx = people.cucOfficer;
    const { number } = (await inProvince(cx, (tx) => projectFor(tx, cx, id)))!;
    const made = await council('ministry');
    const { id: session } = expectOk(await callSession(cx, made.id, day));
    const { id: dossier } = expectOk(await addToAgenda(cx, session, number!));
    const appraise = () => act(cx, id, 'appraise_ministry', { support: '300 triệu' });
    expect(await appraise()).toMatchObject(refused('council_has_not_concluded'));
    expectOk(await dropFromAgenda(cx, session, dossier));
    expectOk(await appraise());
  });

  it('a project on no agenda is appraised without a council', async () => {
    const { id } = await underAppraisal();
    expectOk(await prepare(id, 'pass'));
    expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
  });

  it('a tie concludes nothing; whoever votes anew breaks it', async () => {
    const s = await inSession([0, 1, 2, 3]);
    for (const seat of [0, 1]) expectOk(await s.vote(seat, 'pass'));
    for (const seat of [2, 3]) expectOk(await s.vote(seat, 'reject'));
    expect(await s.conclude()).toMatchObject(refused('council_has_no_majority'));
    expectOk(await s.vote(3, 'pass'));
    expect(expectOk(await s.conclude())).toEqual({ conclusion: 'pass' });
  });

  it('takes no vote too late, of who is not there, for another, or for a project that lacks what the law asks', async () => {
    const s = await inSession([0, 1, 2, 3]);
    expect(await s.vote(4, 'pass')).toMatchObject(refused('member_is_not_present'));
    expect(await s.vote(1, 'pass', {}, people.financeOfficer)).toMatchObject(refused('not_permitted'));
    expect(await s.vote(1, 'pass', {}, people.secondFinanceOfficer)).toMatchObject(refused('not_permitted'));
    expect(await s.vote(0, 'pass', { 'criteria.need_and_effect': '' })).toMatchObject(
      refused('vote_passes_what_is_not_met'),
    );
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expectOk(await s.conclude());
    expect(await s.vote(3, 'reject')).toMatchObject(refused('dossier_is_concluded'));
    expect(await s.conflict(3)).toMatchObject(refused('dossier_is_concluded'));
  });

  it('two at once: votes all count, one conclusion stands, and each version of the minutes is made once', async () => {
    const s = await inSession();
    const votes = await Promise.all([0, 1, 2, 3, 4].map((seat) => s.vote(seat, 'pass')));
    expect(votes.every((v) => v.ok)).toBe(true);
    const both = await Promise.all([s.conclude(), s.conclude(people.secondLeader), s.vote(0, 'reject')]);
    expect(both[0].ok && both[1].ok).toBe(true);
    const made = await Promise.all([s.minutes(), s.minutes()]);
    expect(made.map((one) => expectOk(one).no)).toEqual([1, 1]);
    const calls = await Promise.all([
      callSession(people.departmentSpecialist, s.id, day),
      callSession(people.departmentLeader, s.id, day),
    ]);
    const outcomes = calls.map((call) => (call.ok ? 'called' : call.refusal.code));
    expect(outcomes).toContain('called');
    expect(outcomes.filter((o) => o !== 'called').every((o) => o === 'council_changed_meanwhile')).toBe(true);
  });

  it('minutes are signed as they are: whoever looked at an earlier version is told', async () => {
    const s = await inSession();
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expect(await s.minutes()).toMatchObject(refused('nothing_is_concluded'));
    expectOk(await s.conclude());
    const first = expectOk(await s.minutes());
    expectOk(await s.sign(0));
    expectOk(await s.conclude(people.departmentLeader, 'Đạt; bổ sung báo giá.'));
    expect(await s.sign(1)).toMatchObject(refused('minutes_changed_meanwhile'));
    expect(expectOk(await s.minutes()).no).toBe(2);
    const stale = { member: s.seats[1]!, ...first };
    expect(await signMinutes(people.secondLeader, s.session, stale)).toMatchObject(
      refused('minutes_changed_meanwhile'),
    );
    expectOk(await s.sign(1));
  });
});

describe('a council that cannot conclude', () => {
  it('without quorum is postponed: votes and presence begin anew, and members are told', async () => {
    const s = await inSession([0, 1, 3]);
    for (const seat of [0, 1, 3]) expectOk(await s.vote(seat, 'pass'));
    expect(await s.conclude()).toMatchObject(refused('council_without_quorum'));
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
      refused('session_has_concluded'),
    );
  });

  it('names another member by decision; the seat is taken once, and what was concluded stays as it was', async () => {
    const s = await inSession();
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
    expect(raced.find((r) => !r.ok)).toMatchObject(refused('council_changed_meanwhile'));
    const after = expectOk(await readSession(people.departmentSpecialist, s.session));
    expect([after.outdated, after.dossiers[0]!.tally.voting]).toEqual([false, 5]);
    // Whoever gave up the seat signs no more in the system; the secretary notes the signature on paper.
    expectOk(await s.sign(2, people.departmentSpecialist));
    expect(await readCouncil(people.financeOfficer, s.id)).toMatchObject(refused('council_not_found'));
  });

  it('voids the open vote of whoever is replaced', async () => {
    const s = await inSession();
    for (const seat of [0, 1, 2, 3]) expectOk(await s.vote(seat, 'pass'));
    expectOk(
      await replaceMember(people.departmentSpecialist, s.id, {
        ...{ member: s.seats[2]!, account: null, name: 'Trần Văn Mới', organisation: 'Sở Tài chính' },
        ...{ number: '100/QĐ-SCT', decidedOn: localDate('2026-11-23') },
      }),
    );
    expect(await s.conclude()).toMatchObject(refused('council_without_quorum'));
  });
});

describe('a conflict of interest', () => {
  it('closes the dossier to the member everywhere, in the database too, and voids the vote', async () => {
    const s = await inSession();
    for (const seat of [0, 1, 2, 3, 4]) expectOk(await s.vote(seat, 'pass'));
    expectOk(await s.conflict(2));
    const member = people.financeOfficer;
    expect(await s.vote(2, 'pass')).toMatchObject(refused('member_has_conflict'));
    const { dossiers, closed } = expectOk(await readSession(member, s.session));
    expect([dossiers, closed]).toEqual([[], [{ id: s.dossier, no: 1, reason: 'Là người nhà' }]]);
    expect(await readDossier(member, s.session, s.dossier)).toMatchObject(refused('dossier_not_found'));
    const [project, hears] = await inProvince(member, async (tx) => [
      await projectFor(tx, member, s.project.id),
      await hearsProject(tx, member, s.project.id),
    ]);
    expect([project, hears]).toEqual([undefined, false]);
    await expect(
      database.super.query(
        `insert into appraisal.ballot (province, dossier_id, member_id, vote, unmet, cast_by, cast_at)
         values ($1, $2, $3, 'pass', '{}', $4, now())`,
        [people.province, s.dossier, s.seats[2], member.actor.accountId],
      ),
    ).rejects.toThrow('member_has_conflict');
    expect(expectOk(await readSession(people.departmentLeader, s.session)).dossiers[0]!.tally.cast).toBe(4);
    expectOk(await s.conclude());
  });

  it('keeps who runs the session from voting for others and from concluding', async () => {
    const s = await inSession();
    expectOk(await s.conflict(3));
    expect(await s.vote(4, 'pass')).toMatchObject(refused('member_has_conflict'));
    expect(await s.conclude(people.departmentSpecialist)).toMatchObject(refused('member_has_conflict'));
    expectOk(await s.vote(4, 'pass', {}, people.departmentLeader));
  });

  it('goes with the project to the next session, and may be withdrawn until the council concludes', async () => {
    const s = await inSession();
    expectOk(await s.conflict(2));
    const specialist = later(people.departmentSpecialist, 5);
    const { id: next } = expectOk(await callSession(specialist, s.id, day));
    const { id: dossier } = expectOk(await addToAgenda(specialist, next, s.project.number));
    const member = people.financeOfficer;
    expect(expectOk(await readSession(member, next)).closed).toHaveLength(1);
    const withdrawal = { dossier, member: s.seats[2]!, reason: 'Khai nhầm hồ sơ' };
    expectOk(await withdrawConflict(member, next, withdrawal));
    expect(expectOk(await readSession(member, next)).dossiers).toHaveLength(1);
  });
});

describe('a council is closed', () => {
  it('to whoever does not sit on it; only the department establishes one', async () => {
    const s = await inSession();
    for (const cx of [
      people.secondFinanceOfficer,
      people.centreOfficer,
      people.communeOfficer,
      people.owner,
    ]) {
      expect(await readCouncil(cx, s.id)).toMatchObject(refused('council_not_found'));
      expect(await readSession(cx, s.session)).toMatchObject(refused('session_not_found'));
      expect(await readDossier(cx, s.session, s.dossier)).toMatchObject(refused('session_not_found'));
      expect(await notePresence(cx, s.session, [])).toMatchObject(refused('session_not_found'));
      expect((await councilsFor(cx)).map((c) => c.id)).not.toContain(s.id);
    }
    expect((await councilsFor(people.financeOfficer)).map((c) => c.id)).toContain(s.id);
    expect((await councilsFor(people.auditor)).map((c) => c.id)).toContain(s.id);
    expect(await addToAgenda(people.financeOfficer, s.session, s.project.number)).toMatchObject(
      refused('session_not_found'),
    );
    expect(await callSession(people.financeOfficer, s.id, day)).toMatchObject(refused('council_not_found'));
  });

  it('to projects that its level does not hear, or that are not there', async () => {
    const { id } = await council('ministry');
    const project = await underAppraisal();
    const specialist = people.departmentSpecialist;
    const { id: session } = expectOk(await callSession(specialist, id, day));
    expect(await addToAgenda(specialist, session, project.number)).toMatchObject(
      refused('council_does_not_hear'),
    );
    expect(await addToAgenda(specialist, session, 'KC-0000-0000')).toMatchObject(
      refused('project_number_is_unknown'),
    );
  });

  it('to a decision twice, of tomorrow, or naming who is not here', async () => {
    const made = await council();
    const fields = {
      ...{ level: 'nowhere', number: made.number, decidedOn: '30/11/2026', quorumNum: '2', quorumDen: '3' },
      ...{ 'members.0.account': people.owner.actor.accountId, 'members.0.position': 'chair' },
      ...{ 'members.1.name': 'Thư ký', 'members.1.position': 'secretary' },
    };
    const bad = await establishCouncil(
      people.departmentSpecialist,
      expectOk(readForm(councilForm, fields)),
      null,
    );
    const found = bad.ok ? [] : [bad.refusal, ...(bad.refusal.also ?? [])].map(({ code }) => code);
    expect(found).toEqual(['council_level_is_unknown', 'date_is_in_the_future', 'member_is_not_here']);
    await expect(council('provincial', { number: made.number })).rejects.toThrow('council_number_is_taken');
  });
});
