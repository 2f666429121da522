import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, readForm, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import {
  act,
  Browser,
  cast,
  establishedCouncil,
  fundWith,
  inSession,
  minutesLater,
  newWorkshop,
  prepareAs,
  refusedWith,
  sessionDay,
  submitted,
  testAuth,
  testDatabase,
  underAppraisal,
  type Cast,
  type TestDatabase,
} from '#testing';
import {
  addToAgenda,
  answerByLink,
  askProvinces,
  callSession,
  nameProvinces,
  readProvinces,
  readSession,
  resolvePoint,
  takeLetter,
  waiveOpinion,
} from '../index.server.ts';
import { answerForm } from '../consultation/consultation.form.ts';
import { askProvincesForm, letterForm } from './provinces.form.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

/** Of the cast's province 40: Thanh Hóa and Hà Tĩnh. */
const BOTH = ['38', '42'];
const byHand = { byMail: false, locale: 'vi' } as const;
const letter = { letterNumber: '15/TTKC', letterDate: '23/11/2026' };
const codesOf = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);

async function screened(over: FormFields = {}) {
  const { establishmentId, owner } = await newWorkshop(people);
  const id = await submitted(owner, establishmentId, { procedure: 'national', ...over });
  expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
  return id;
}
const stateOf = (id: string, cx: Context = people.auditor) =>
  inProvince(cx, async (tx) => (await projectFor(tx, cx, id))!);
const name = (id: string, codes: readonly string[], seen = '', cx = people.departmentSpecialist) =>
  nameProvinces(cx, id, { codes, seen });
const ask = (id: string, rows: readonly (readonly [code: string, email: string])[], cx?: Context) =>
  askProvinces(
    cx ?? people.departmentSpecialist,
    id,
    {
      ...expectOk(
        readForm(askProvincesForm, {
          questions: 'Đề nghị cho ý kiến về đề án.',
          ...Object.fromEntries(
            rows.flatMap(([province, email], i) => [
              [`offices.${i}.province`, province],
              [`offices.${i}.office`, `Sở Công Thương ${province}`],
              [`offices.${i}.email`, email],
              [`offices.${i}.days`, '7'],
            ]),
          ),
        }),
      ),
      papers: [],
    },
    byHand,
  );
const guest = () => ({
  ...{ db: database.db, auth: testAuth(database), visitor: new Browser('192.0.2.9') },
  now: people.now,
});
const byLetter = (id: string, opinion: string, over: FormFields = {}, cx = people.departmentSpecialist) => {
  const fields = { opinion, number: '88/SCT-QLCN', writtenOn: '23/11/2026', verdict: 'agree', ...over };
  return takeLetter(cx, id, expectOk(readForm(letterForm, fields)), null);
};
const opinionsOf = async (id: string) =>
  expectOk(await readProvinces(people.departmentSpecialist, id)).others.map((o) => o.opinion?.id ?? '');

describe('a project of several provinces', () => {
  it('goes past its province’s appraisal, with what the others say, to the ministry’s council and into the plan', async () => {
    const id = await screened();
    expectOk(await name(id, BOTH));
    // It waits to be sent now, and nobody appraises it in the province.
    expect(await stateOf(id)).toMatchObject({ turnRole: 'centre_director', otherProvinces: BOTH });
    expect(await prepareAs(people.departmentSpecialist, id, 'pass')).toMatchObject(
      refusedWith('act_not_possible_now'),
    );
    const send = (cx = people.centreDirector) => act(cx, id, 'register_national', letter);
    expect(await send()).toMatchObject({
      refusal: {
        code: 'provinces_have_not_spoken',
        params: { matters: 'Thanh Hóa: chưa lấy ý kiến; Hà Tĩnh: chưa lấy ý kiến' },
      },
    });
    const { links } = expectOk(await ask(id, [['38', 'scongthuong@thanhhoa.example'], ['42', '']])); // prettier-ignore
    expect(links).toHaveLength(1);
    const given = { verdict: 'agree_with_conditions', 'points.0.said': 'Báo trước 15 ngày.' };
    expectOk(await answerByLink(guest(), links[0]!.link!, expectOk(readForm(answerForm, given))));
    expect(await send()).toMatchObject({
      refusal: { code: 'provinces_have_not_spoken', params: { matters: 'Hà Tĩnh: chưa trả lời' } },
    });
    const [byLink, other] = await opinionsOf(id);
    expectOk(await byLetter(id, other!));
    expect(await send()).toMatchObject(refusedWith('appraisal_matters_open'));
    const resolved = { resolution: 'accepted', explanation: 'Sẽ báo trước.', answer: 1, point: 1 } as const;
    expectOk(await resolvePoint(people.departmentSpecialist, { opinion: byLink!, ...resolved }));
    expect(await send(people.centreAccountant)).toMatchObject(refusedWith('act_not_permitted'));
    expectOk(await send());
    expect(await stateOf(id)).toMatchObject({ state: 'registered', turnRole: 'cuc_officer' });
    const { rows } = await database.super.query<{ leg: string; reached: boolean | null }>(
      `select leg, reached from projects.leg where project_id = $1 and leg in ('appraisal', 'plan') order by leg`,
      [id],
    );
    expect(rows).toEqual([
      { leg: 'appraisal', reached: true },
      { leg: 'plan', reached: null },
    ]);

    const cx = people.cucOfficer;
    const { number } = await stateOf(id);
    const council = await inSession(people, undefined, { id, number: number! }, 'branch');
    const appraise = () => act(cx, id, 'appraise_ministry', { support: '300 triệu' });
    expect(await appraise()).toMatchObject(refusedWith('council_has_not_concluded'));
    await council.passes();
    expect(await appraise()).toMatchObject(refusedWith('council_minutes_not_made'));
    await council.signs();
    expectOk(await appraise());
    const fund = await fundWith(people, 1_000_000_000n as never, 'national');
    const plan = {
      fundId: fund.id,
      support: '300 triệu',
      decisionNumber: '12/QĐ-BCT',
      decisionDate: '23/11/2026',
    };
    expect(codesOf(await act(cx, id, 'approve_plan', plan))).toEqual(['act_needs_other_person']);
    expectOk(await act(people.secondCucOfficer, id, 'approve_plan', plan));
    expect(await stateOf(id)).toMatchObject({ state: 'planned', planned: 300_000_000n });
  });

  it('is heard by councils of its own level alone', async () => {
    const [id, plain] = [await screened(), await screened()];
    expectOk(await name(id, ['38']));
    const numbers = [(await stateOf(id)).number!, (await stateOf(plain)).number!];
    const specialist = people.departmentSpecialist;
    const provincial = await establishedCouncil(people);
    const { id: session } = expectOk(await callSession(specialist, provincial.id, sessionDay));
    const offered = expectOk(await readSession(specialist, session)).candidates.map((c) => c.number);
    expect(numbers.map((n) => offered.includes(n))).toEqual([false, true]);
    expect(await addToAgenda(specialist, session, [numbers[0]!])).toMatchObject(
      refusedWith('council_does_not_hear'),
    );
    expectOk(await addToAgenda(specialist, session, [numbers[1]!]));
    expect(await name(plain, ['38'])).toMatchObject(refusedWith('project_waits_for_council'));
  });

  it('goes on without a province that never answers only by a leader’s decision', async () => {
    const id = await screened();
    expectOk(await name(id, ['38']));
    expectOk(await ask(id, [['38', '']]));
    const [opinion] = await opinionsOf(id);
    const waive = (cx: Context) => waiveOpinion(cx, opinion!, 'Đã hai lần nhắc, không trả lời.');
    expect(await waive(people.departmentSpecialist)).toMatchObject(refusedWith('not_permitted'));
    expectOk(await waive(people.departmentLeader));
    expectOk(await act(people.departmentLeader, id, 'register_national', letter));
  });

  it('whose way asks for agreement is not sent against an objection', async () => {
    const id = await screened();
    expectOk(await name(id, ['38']));
    expectOk(await ask(id, [['38', '']]));
    const [opinion] = await opinionsOf(id);
    expectOk(await byLetter(id, opinion!, { verdict: 'object', 'points.0.said': 'Trùng đề án của tỉnh.' }));
    const resolved = { resolution: 'declined', explanation: 'Không trùng.', answer: 1, point: 1 } as const;
    expectOk(await resolvePoint(people.departmentSpecialist, { opinion: opinion!, ...resolved }));
    const asks = (what: string) => database.super.query(`update law.several_way set asks = $1`, [what]);
    await asks('agreement');
    const send = () => act(people.centreDirector, id, 'register_national', letter);
    expect(await send()).toMatchObject({ refusal: { params: { matters: 'Thanh Hóa: không đồng ý' } } });
    await asks('opinion');
    expectOk(await send());
  });
});

describe('naming the provinces', () => {
  it('is refused to others, elsewhere, twice at once, and of what is no other province', async () => {
    const id = await screened();
    expect(await name(id, BOTH, '', people.centreAccountant)).toMatchObject(refusedWith('not_permitted'));
    expect(await name(id, ['40'])).toMatchObject(refusedWith('province_is_its_own'));
    expect(await name(id, ['99'])).toMatchObject(refusedWith('province_is_unknown'));
    const local = await underAppraisal(people);
    expect(await name(local.id, BOTH)).toMatchObject(refusedWith('no_way_for_several_provinces'));
    const raced = await Promise.all([name(id, BOTH), name(id, ['38'], '', people.centreOfficer)]);
    expect(raced.flatMap(codesOf)).toEqual(['provinces_changed_meanwhile']);
    const planned = await screened();
    expectOk(await prepareAs(people.departmentSpecialist, planned, 'pass'));
    expect(await name(planned, BOTH)).toMatchObject(refusedWith('provinces_not_possible_now'));
  });

  it('may be taken back: what was asked is asked no longer, and the province appraises it again', async () => {
    const id = await screened();
    expectOk(await name(id, BOTH));
    const { links } = expectOk(await ask(id, [['38', 'scongthuong@thanhhoa.example'], ['42', '']])); // prettier-ignore
    expectOk(await name(id, [], BOTH.join(' ')));
    const given = expectOk(readForm(answerForm, { verdict: 'agree' }));
    expect(await answerByLink(guest(), links[0]!.link!, given)).toMatchObject(
      refusedWith('link_is_not_valid'),
    );
    expect(await stateOf(id)).toMatchObject({ turnRole: 'department_specialist', otherProvinces: [] });
    expectOk(await prepareAs(minutesLater(people.departmentSpecialist, 1), id, 'pass'));
  });
});

describe('asking a province', () => {
  it('takes each once, those of the project alone, and a letter that answers the question', async () => {
    const id = await screened();
    expectOk(await name(id, ['38']));
    expect(
      codesOf(
        await ask(id, [
          ['42', ''],
          ['38', ''],
          ['38', ''],
        ]),
      ),
    ).toEqual([
      // prettier-ignore
      'province_is_not_of_project',
      'province_is_asked_already',
    ]);
    expect(codesOf(await ask(id, [], people.departmentSpecialist))).toEqual(['nobody_is_asked']);
    expect(codesOf(await ask(id, [['38', '']], people.centreOfficer))).toEqual(['not_permitted']);
    const both = await Promise.all([ask(id, [['38', '']]), ask(id, [['38', '']])]);
    expect(both.flatMap(codesOf)).toEqual(['province_is_asked_already']);
    const [opinion] = await opinionsOf(id);
    const tell = (over: FormFields) => byLetter(id, opinion!, over);
    expect(await tell({ writtenOn: '22/11/2026' })).toMatchObject(refusedWith('letter_is_older_than_question')); // prettier-ignore
    expect(await tell({ writtenOn: '24/11/2026' })).toMatchObject(refusedWith('date_is_in_the_future'));
    expect(await byLetter(id, opinion!, {}, people.centreOfficer)).toMatchObject(
      refusedWith('not_permitted'),
    );
    expectOk(await tell({}));
  });
});
