import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, readForm } from '#kernel';
import { inProvince } from '#platform/server';
import { projectFor, withoutRecused } from '#projects/server';
import {
  cast,
  testDatabase,
  type Cast,
  type TestDatabase,
  establishedCouncil,
  sessionDay,
  inSession,
  minutesLater,
  refusedWith,
  underAppraisal,
} from '#testing';
import { criteria as actCriteria } from '../appraisal.acts.ts';
import {
  addToAgenda,
  askOpinions,
  callSession,
  consultationOf,
  councilsFor,
  establishCouncil,
  hearsProject,
  notePresence,
  readCouncil,
  opinionDesk,
  readAskedUnit,
  readDossier,
  readSession,
  withdrawConflict,
} from '../index.server.ts';
import { consultationForm } from '../consultation/consultation.form.ts';
import { councilForm } from './council.form.ts';
import { legalCriteria } from './council.store.server.ts';
import { conclude, quorumOf, tallyOf, type Ballot, type Vote } from './council.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

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
    expect(conclude(tally(given, unmet))).toMatchObject(refusedWith(code)),
  );
  it('passes nothing against a criterion that half find not met', () => {
    const split = {
      ...tally(['pass_with_changes', 'pass', 'pass', 'pass', 'pass', 'pass']),
      unmet: { need: 3 },
    };
    expect(conclude(split)).toMatchObject(refusedWith('council_finds_criterion_not_met'));
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

describe('a conflict of interest', () => {
  it('closes the dossier to the member everywhere, in the database too, and voids the vote', async () => {
    const s = await inSession(people);
    for (const seat of [0, 1, 2, 3, 4]) expectOk(await s.vote(seat, 'pass'));
    const question = { questions: 'Có phù hợp không?', 'units.0.days': '5' };
    const asks = expectOk(
      readForm(consultationForm, { ...question, 'units.0.unit': people.units.financeDepartment }),
    );
    const byHand = { byMail: false, locale: 'vi' } as const;
    expectOk(await askOpinions(people.departmentSpecialist, s.project.id, { ...asks, papers: [] }, byHand));
    const [asked] = await inProvince(people.auditor, (tx) =>
      consultationOf(tx, people.auditor, s.project.id),
    );
    expectOk(await readAskedUnit(people.financeOfficer, asked!.id));
    expectOk(await s.conflict(2));
    const member = people.financeOfficer;
    expect(await readAskedUnit(member, asked!.id)).toMatchObject(refusedWith('opinion_not_found'));
    expect(await s.vote(2, 'pass')).toMatchObject(refusedWith('member_has_conflict'));
    const { dossiers, closed } = expectOk(await readSession(member, s.session));
    expect([dossiers, closed]).toEqual([[], [{ id: s.dossier, no: 1, reason: 'Là người nhà' }]]);
    expect(await readDossier(member, s.session, s.dossier)).toMatchObject(refusedWith('dossier_not_found'));
    const [project, hears] = await inProvince(member, async (tx) => [
      await projectFor(tx, member, s.project.id),
      await hearsProject(tx, member, s.project.id),
    ]);
    expect([project, hears]).toEqual([undefined, false]);
    // No list leads there either: neither what waits for the unit's answer nor the province's projects.
    expect((await opinionDesk(member, 'waiting')).map((o) => o.id)).not.toContain(asked!.id);
    const everyone = [member, people.secondFinanceOfficer];
    const listed = await inProvince(member, (tx) =>
      Promise.all(
        everyone.map((cx) =>
          withoutRecused(tx, cx, [{ id: s.project.id }, { id: s.session }], ({ id }) => id),
        ),
      ),
    );
    expect(listed.map((rows) => rows.length)).toEqual([1, 2]);
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
    const s = await inSession(people);
    expectOk(await s.conflict(3));
    expect(await s.vote(4, 'pass')).toMatchObject(refusedWith('member_has_conflict'));
    expect(await s.conclude(people.departmentSpecialist)).toMatchObject(refusedWith('member_has_conflict'));
    expectOk(await s.vote(4, 'pass', {}, people.departmentLeader));
  });

  it('goes with the project to the next session, and may be withdrawn until the council concludes', async () => {
    const s = await inSession(people);
    expectOk(await s.conflict(2));
    const specialist = minutesLater(people.departmentSpecialist, 5);
    const { id: next } = expectOk(await callSession(specialist, s.id, sessionDay));
    const dossier = expectOk(await addToAgenda(specialist, next, [s.project.number])).ids[0]!;
    const member = people.financeOfficer;
    expect(expectOk(await readSession(member, next)).closed).toHaveLength(1);
    const withdrawal = { dossier, member: s.seats[2]!, reason: 'Khai nhầm hồ sơ' };
    expectOk(await withdrawConflict(member, next, withdrawal));
    expect(expectOk(await readSession(member, next)).dossiers).toHaveLength(1);
  });
});

describe('the list of councils', () => {
  it('is searched without accents, narrowed, and read page by page', async () => {
    const cx = people.auditor;
    const made: Awaited<ReturnType<typeof establishedCouncil>>[] = [];
    for (const decidedOn of ['02/03/2025', '04/03/2025', '03/03/2025'])
      made.push(await establishedCouncil(people, 'ministry', { decidedOn }));
    const specialist = people.departmentSpecialist;
    expectOk(await callSession(specialist, made[0]!.id, sessionDay));
    const of2025 = { words: [], year: 2025, level: 'ministry', state: null };
    const first = await councilsFor(cx, of2025, { after: null, size: 2 });
    expect(first.rows.map((c) => c.decidedOn)).toEqual(['2025-03-04', '2025-03-03']);
    const [value, id] = first.next!.split('_') as [string, string];
    const second = await councilsFor(cx, of2025, { after: { value, id }, size: 2 });
    expect([second.rows.map((c) => c.state), second.next]).toEqual([['hearing'], null]);
    const found = async (words: readonly string[], state: 'uncalled' | null = null) =>
      (await councilsFor(cx, { ...of2025, words, state })).rows.map((c) => c.id).toSorted();
    const ids = made.map((c) => c.id).toSorted();
    expect(await found(['phan', 'tam'])).toEqual(ids);
    expect(await found([made[1]!.number.toLowerCase().replace('đ', 'd')])).toEqual([made[1]!.id]);
    expect(await found(['%'])).toEqual([]);
    expect(await found([], 'uncalled')).toEqual(ids.filter((one) => one !== made[0]!.id));
  });
});

describe('a council is closed', () => {
  it('to whoever does not sit on it; only the department establishes one', async () => {
    const s = await inSession(people);
    for (const cx of [
      people.secondFinanceOfficer,
      people.centreOfficer,
      people.communeOfficer,
      people.owner,
    ]) {
      expect(await readCouncil(cx, s.id)).toMatchObject(refusedWith('council_not_found'));
      expect(await readSession(cx, s.session)).toMatchObject(refusedWith('session_not_found'));
      expect(await readDossier(cx, s.session, s.dossier)).toMatchObject(refusedWith('session_not_found'));
      expect(await notePresence(cx, s.session, [])).toMatchObject(refusedWith('session_not_found'));
      expect((await councilsFor(cx)).rows.map((c) => c.id)).not.toContain(s.id);
    }
    expect((await councilsFor(people.financeOfficer)).rows.map((c) => c.id)).toContain(s.id);
    expect((await councilsFor(people.auditor)).rows.map((c) => c.id)).toContain(s.id);
    expect(await addToAgenda(people.financeOfficer, s.session, [s.project.number])).toMatchObject(
      refusedWith('session_not_found'),
    );
    expect(await callSession(people.financeOfficer, s.id, sessionDay)).toMatchObject(
      refusedWith('council_not_found'),
    );
  });

  it('to projects that its level does not hear, or that are not there', async () => {
    const { id } = await establishedCouncil(people, 'ministry');
    const project = await underAppraisal(people);
    const specialist = people.departmentSpecialist;
    const { id: session } = expectOk(await callSession(specialist, id, sessionDay));
    const put = await addToAgenda(specialist, session, [project.number, 'KC-0000-0000', project.number]);
    const found = put.ok ? [] : [put.refusal, ...(put.refusal.also ?? [])].map(({ code }) => code);
    expect(found).toEqual(['council_does_not_hear', 'project_number_is_unknown']);
    expect(expectOk(await readSession(specialist, session)).dossiers).toEqual([]);
  });

  it('to a decision twice, of tomorrow, or naming who is not here', async () => {
    const made = await establishedCouncil(people);
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
    await expect(establishedCouncil(people, 'provincial', { number: made.number })).rejects.toThrow(
      'council_number_is_taken',
    );
  });
});
