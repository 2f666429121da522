import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, readForm } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  act,
  Browser,
  cast,
  newWorkshop,
  submitted,
  testAuth,
  testDatabase,
  type Cast,
  type TestDatabase,
} from '#testing';
import { answerForm, consultationForm } from './consultation.form.ts';
import { stateOfOpinion, takeAnswer } from './consultation.ts';
import {
  answerByLink,
  answerOpinion,
  askOpinions,
  consultationOf,
  readAskedUnit,
  readOpinionLink,
  readOpinionPaper,
  remindOpinion,
  renewOpinionLink,
  resolvePoint,
  waiveOpinion,
  withdrawOpinion,
} from '../index.server.ts';

let database: TestDatabase;
let people: Cast;
const byHand = { byMail: false, locale: 'vi' } as const;
const later = (cx: Context, days: number): Context => ({
  ...cx,
  now: new Date(cx.now.getTime() + days * 86_400_000),
});
const answer = (fields: Record<string, string>) => expectOk(readForm(answerForm, fields));
const object = answer({ verdict: 'object', 'points.0.said': 'Thiếu phương án xử lý nước thải' });
const agree = answer({ verdict: 'agree' });
const criteria = Object.fromEntries(
  ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'].map((c) => [`criteria.${c}`, 'on']),
);
const prepare = (projectId: string, by = people.departmentSpecialist) =>
  act(by, projectId, 'prepare_appraisal', { ...criteria, support: '300 triệu', conclusion: 'pass' });

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

/** A project whose dossier was accepted, and who was asked about it. */
async function asked(silence = 'escalation', units = [people.units.financeDepartment, people.units.quyHop]) {
  // What silence means is the rule's to say, of the day of asking.
  await database.super.query(
    `update law.opinion_rule set silence = $1, late = case $1 when 'consent' then 'noted' else 'counts' end`,
    [silence],
  );
  const { establishmentId, owner } = await newWorkshop(people);
  const projectId = await submitted(owner, establishmentId);
  expectOk(await act(people.centreOfficer, projectId, 'accept_dossier'));
  const input = expectOk(
    readForm(consultationForm, {
      ...{ questions: 'Đề án có phù hợp quy hoạch và môi trường không?' },
      ...Object.fromEntries(
        units.flatMap((unit, i) => [
          [`units.${i}.unit`, unit],
          [`units.${i}.days`, '3'],
          [`units.${i}.required`, 'on'],
        ]),
      ),
      ...{ 'units.4.unit': '', 'units.4.days': '5', 'units.4.required': 'on' },
      ...{
        'experts.0.name': 'TS. Phan Văn Tâm',
        'experts.0.email': 'Tam@vien.example',
        'experts.0.days': '5',
      },
    }),
  );
  const { links } = expectOk(
    await askOpinions(people.departmentSpecialist, projectId, { ...input, papers: [] }, byHand),
  );
  const opinions = await stateOf(projectId);
  return { projectId, opinions, link: links[0]!.link!, of: (no: number) => opinions[no]!.id };
}

const stateOf = (projectId: string, cx: Context = people.departmentSpecialist) =>
  inProvince(cx, (tx) => consultationOf(tx, cx, projectId));
const guest = (now = people.now, address = '192.0.2.1') => ({
  db: database.db,
  auth: testAuth(database),
  visitor: new Browser(address),
  now,
});

describe('an opinion', () => {
  const standing = {
    dueOn: localDate('2026-11-26'),
    silence: 'consent' as const,
    late: null,
    answers: 0,
    withdrawn: false,
    waived: false,
  };
  it.each([
    ['nothing', 'late', true],
    ['consent', 'consented', false],
    ['escalation', 'escalated', true],
  ] as const)('that is late under “%s” is %s', (silence, state, counts) => {
    const late = localDate('2026-11-27');
    expect(stateOfOpinion({ ...standing, silence }, localDate('2026-11-26'))).toBe('waiting');
    expect(stateOfOpinion({ ...standing, silence }, late)).toBe(state);
    expect(expectOk(takeAnswer({ ...standing, silence }, late))).toEqual({ late: true, counts });
    expect(expectOk(takeAnswer({ ...standing, silence, late: 'noted' }, late)).counts).toBe(false);
    expect(expectOk(takeAnswer({ ...standing, silence, late: 'counts' }, late)).counts).toBe(true);
    expect(takeAnswer({ ...standing, silence, answers: 1 }, late)).toMatchObject({
      refusal: { code: 'opinion_is_answered' },
    });
  });

  it('names its points when it is not plain agreement', () => {
    expect(readForm(answerForm, { verdict: 'agree_with_conditions', 'points.0.said': '' })).toMatchObject({
      refusal: { code: 'points_are_missing', field: 'points.0.said' },
    });
  });

  it('is asked of somebody, and of each office once', () => {
    const rows = { questions: 'x', 'units.0.unit': 'a', 'units.0.days': '3' };
    expect(readForm(consultationForm, { ...rows, 'units.0.unit': '' })).toMatchObject({
      refusal: { code: 'nobody_is_asked' },
    });
    expect(readForm(consultationForm, { ...rows, 'units.1.unit': 'a', 'units.1.days': '3' })).toMatchObject({
      refusal: { code: 'unit_is_asked_twice' },
    });
  });
});

describe('a consultation', () => {
  it('takes answers side by side, and holds the conclusion until every point is resolved', async () => {
    const { projectId, of, link } = await asked();
    expect(await prepare(projectId)).toMatchObject({ refusal: { code: 'appraisal_matters_open' } });
    const given = await Promise.all([
      answerOpinion(people.financeOfficer, of(0), agree),
      answerOpinion(people.communeOfficer, of(1), object),
      answerByLink(guest(), link, agree),
    ]);
    expect(given.every((one) => one.ok)).toBe(true);
    const refused = await prepare(projectId);
    expect(refused).toMatchObject({
      refusal: {
        code: 'appraisal_matters_open',
        params: { matters: 'Ủy ban nhân dân xã Quỳ Hợp: điểm 1 chưa xử lý' },
      },
    });
    const point = {
      opinion: of(1),
      answer: 1,
      point: 1,
      resolution: 'accepted' as const,
      explanation: 'Bổ sung bể lắng',
    };
    expect(await resolvePoint(people.centreOfficer, point)).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
    expectOk(await resolvePoint(people.departmentSpecialist, point));
    expectOk(await prepare(projectId));
    expectOk(await act(people.departmentLeader, projectId, 'conclude_appraisal'));
  });

  it('lets an answer be replaced until it is due, keeps the earlier, and asks for the new points', async () => {
    const { projectId, of } = await asked();
    expectOk(await answerOpinion(people.communeOfficer, of(1), object));
    expectOk(await answerOpinion(people.communeOfficer, of(1), agree));
    const [, commune] = await stateOf(projectId);
    expect(commune!.given.map((g) => g.verdict)).toEqual(['agree', 'object']);
    const stale = { opinion: of(1), answer: 1, point: 1, resolution: 'declined' as const, explanation: 'x' };
    expect(await resolvePoint(people.departmentSpecialist, stale)).toMatchObject({
      refusal: { code: 'opinion_changed_meanwhile' },
    });
    expect(await answerOpinion(later(people.communeOfficer, 7), of(1), object)).toMatchObject({
      refusal: { code: 'opinion_is_answered' },
    });
  });

  it('two officers of one unit answering at once leave two answers, the later in force', async () => {
    const { projectId, of } = await asked();
    const [a, b] = await Promise.all([
      answerOpinion(people.financeOfficer, of(0), object),
      answerOpinion(people.secondFinanceOfficer, of(0), agree),
    ]);
    expect([a.ok, b.ok]).toEqual([true, true]);
    const [finance] = await stateOf(projectId);
    expect(finance!.given.map((g) => g.no)).toEqual([2, 1]);
  });

  it('goes on by the rule for silence: consent binds, the rest waits for a leader', async () => {
    const consent = await asked('consent');
    const escalated = await asked('escalation');
    const specialist = later(people.departmentSpecialist, 7);
    expectOk(await prepare(consent.projectId, specialist));
    expectOk(await answerOpinion(later(people.communeOfficer, 7), consent.of(1), object));
    expectOk(await act(later(people.departmentLeader, 7), consent.projectId, 'conclude_appraisal'));

    expect(await prepare(escalated.projectId, specialist)).toMatchObject({
      refusal: { code: 'appraisal_matters_open' },
    });
    expect(await waiveOpinion(specialist, escalated.of(0), 'x')).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
    expectOk(await waiveOpinion(later(people.departmentLeader, 7), escalated.of(0), 'Đã trao đổi'));
    expectOk(await withdrawOpinion(specialist, escalated.of(1), 'Xã không liên quan'));
    expectOk(await prepare(escalated.projectId, specialist));
  });

  it('keeps outsiders, strangers and auditors out', async () => {
    const { projectId, of } = await asked();
    for (const cx of [people.secondCommuneOfficer, people.owner, people.auditor])
      expect(await answerOpinion(cx, of(1), agree)).toMatchObject({ refusal: { code: 'opinion_not_found' } });
    expect(await readAskedUnit(people.secondCommuneOfficer, of(1))).toMatchObject({ ok: false });
    expect(await remindOpinion(people.owner, of(1), byHand)).toMatchObject({ ok: false });
    expect(
      await askOpinions(
        people.centreOfficer,
        projectId,
        { questions: 'x', units: [], experts: [], papers: [] },
        byHand,
      ),
    ).toMatchObject({ refusal: { code: 'not_permitted' } });
  });
});

describe('the link of an expert', () => {
  it('shows the question and nothing when it is forged, expired, replaced or revoked', async () => {
    const { link, of } = await asked();
    const shown = expectOk(await readOpinionLink(guest(), link));
    expect(Object.keys(shown)).toEqual(['opinion', 'papers', 'last']);
    expect(Object.keys(shown.opinion).toSorted()).not.toContain('projectId');
    const forged = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    const expired = guest(new Date(people.now.getTime() + 31 * 86_400_000));
    const invalid = { refusal: { code: 'link_is_not_valid' } };
    expect(await readOpinionLink(guest(), forged)).toMatchObject(invalid);
    expect(await readOpinionLink(guest(), `41${link.slice(2)}`)).toMatchObject(invalid);
    expect(await readOpinionLink(expired, link)).toMatchObject(invalid);
    expect(await answerByLink(expired, link, agree)).toMatchObject(invalid);
    expect(await readOpinionPaper(guest(), link, of(0))).toMatchObject(invalid);

    const again = expectOk(await renewOpinionLink(people.departmentSpecialist, of(2), 'renew', byHand));
    expect(await readOpinionLink(guest(), link)).toMatchObject(invalid);
    expectOk(await readOpinionLink(guest(), again.link!));
    expectOk(await renewOpinionLink(people.departmentSpecialist, of(2), 'revoke', byHand));
    expect(await answerByLink(guest(), again.link!, agree)).toMatchObject(invalid);
  });

  it('is kept as a hash only, and a place that tries too often is kept out', async () => {
    const { link } = await asked();
    const { rows } = await database.super.query<{ found: boolean }>(
      `select exists (select from appraisal.opinion o where o::text like '%' || $1 || '%') as found`,
      [link.slice(3)],
    );
    expect(rows[0]!.found).toBe(false);
    const flood = guest(people.now, '198.51.100.7');
    const codes = new Set<string>();
    for (let i = 0; i < 21; i++) {
      const tried = await answerByLink(flood, `40-${'x'.repeat(43)}`, agree);
      if (!tried.ok) codes.add(tried.refusal.code);
    }
    expect([...codes]).toEqual(['link_is_not_valid', 'too_many_tries']);
  });
});
