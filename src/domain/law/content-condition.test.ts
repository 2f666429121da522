import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import { loadContentConditions } from './content-condition.store.server.ts';
import { conditionsOf, judgeContent, type ContentCondition, type ContentFacts } from './content-condition.ts';
import { dossierItemsOn } from './dossier-item.store.server.ts';
import { loadNormBook } from './norm.store.server.ts';
import { conditionsFile } from './reference-condition.server.ts';

const on = localDate('2026-11-24');
let book: readonly ContentCondition[];
beforeAll(async () => {
  const { db } = await testDatabase();
  book = await inProvince({ db, province: '40' }, loadContentConditions);
});

const judge = (facts: ContentFacts, day = on) => judgeContent(facts, day, book);
const statusOf = (
  content: string,
  code: string,
  answers: readonly string[],
  more: Partial<ContentFacts> = {},
) => judge({ content, answers: { [code]: answers }, ...more }).find((one) => one.code === code)?.status;

describe('each condition', () => {
  it.each([
    ['MM-01', 'machinery_is_new', ['yes'], 'passed'],
    ['MM-02', 'machinery_is_new', ['no'], 'failed'],
    ['MM-01', 'machinery_is_new', [], 'to_be_shown'],
    ['MM-01', 'machinery_beats_present', ['productivity'], 'passed'],
    ['MM-01', 'machinery_beats_present', ['quality', 'pollution'], 'passed'],
    ['MM-02', 'machinery_beats_present', ['material_energy'], 'passed'],
    ['MM-02', 'machinery_beats_present', ['new_product'], 'passed'],
    ['MM-01', 'machinery_beats_present', ['none'], 'failed'],
    ['MM-01', 'machinery_beats_present', [], 'to_be_shown'],
    ['MM-01', 'transferred_technology_is_encouraged', ['none'], 'passed'],
    ['MM-01', 'transferred_technology_is_encouraged', ['encouraged'], 'passed'],
    ['MM-01', 'transferred_technology_is_encouraged', ['other'], 'failed'],
    ['MM-01', 'transferred_technology_is_encouraged', [], 'to_be_shown'],
    ['MH-01', 'technology_is_new_in_district', ['no'], 'passed'],
    ['MH-01', 'technology_is_new_in_district', ['yes'], 'failed'],
    ['MH-01', 'technology_is_new_in_district', [], 'to_be_shown'],
    ['MH-01', 'technology_is_new_in_province', ['yes'], 'passed'],
    ['MH-01', 'technology_is_new_in_province', ['no'], 'failed'],
    ['MH-01', 'technology_is_new_in_province', [], 'to_be_shown'],
    ['MH-01', 'technology_beats_local', ['effect'], 'passed'],
    ['MH-01', 'technology_beats_local', ['none'], 'failed'],
    ['MH-01', 'technology_beats_local', [], 'to_be_shown'],
    ['NH-01', 'no_hand_fired_brick', ['none'], 'passed'],
    ['MM-01', 'no_hand_fired_brick', ['other_kiln'], 'passed'],
    ['MM-01', 'no_hand_fired_brick', ['manual_kiln'], 'failed'],
    ['MT-01', 'no_hand_fired_brick', [], 'to_be_shown'],
    ['LS-01', 'relocation_is_chosen', ['yes'], 'passed'],
    ['LS-01', 'relocation_is_chosen', ['no'], 'failed'],
    ['LS-01', 'relocation_is_chosen', [], 'to_be_shown'],
    ['MM-01', 'machinery_is_new', ['something else'], 'to_be_shown'],
  ] as const)('%s, %s answered %j: %s', (content, code, answers, status) => {
    expect(statusOf(content, code, answers, { sector: 'NN-C' })).toBe(status);
  });

  it('is asked of its contents, sectors and programmes only', () => {
    const codes = (facts: ContentFacts) => judge(facts).map((one) => one.code);
    expect(codes({ content: 'NH-01', sector: 'NN-A' })).toEqual([]);
    expect(codes({ content: 'NH-01', sector: 'NN-C' })).toEqual(['no_hand_fired_brick']);
    expect(codes({ content: 'MH-01', sector: 'NN-A', procedure: 'national' })).toEqual([
      'technology_is_new_in_district',
      'technology_beats_local',
    ]);
    expect(codes({ content: 'MH-01', sector: 'NN-A', procedure: 'provincial' })).toEqual([
      'technology_is_new_in_province',
      'technology_beats_local',
    ]);
    expect(judge({ content: 'MM-01' }, localDate('2012-07-04'))).toEqual([]);
  });

  it('names its place in the circular, and the paper only while something is to be shown', () => {
    const [open] = judge({ content: 'MM-01', sector: 'NN-A' });
    expect(open).toMatchObject({
      paper: 'quotation',
      citation: { document: '46/2012/TT-BCT', article: '4', clause: '4' },
      verified: true,
    });
    const [shown] = judge({ content: 'MM-01', answers: { machinery_is_new: ['yes'] } });
    expect(shown?.paper).toBeNull();
  });
});

describe('new in the district', () => {
  const finding = (day: string, district: string | null) =>
    judge({ content: 'MH-01', procedure: 'national', district }, localDate(day))[0]!;

  it('is read of the old district since districts ended, which no text says', () => {
    expect(finding('2025-06-30', null)).toMatchObject({ verified: true });
    expect(finding('2025-07-01', null)).toMatchObject({ verified: false });
    expect(finding('2025-07-01', null).sentence.vi).toContain('huyện cũ');
  });

  it('names the district where it is known', () => {
    const { sentence } = finding('2026-11-24', 'Huyện Con Cuông');
    expect(sentence.vi).toContain('huyện Con Cuông');
    expect(sentence.en).toContain('Huyện Con Cuông');
    const asked = conditionsOf({ content: 'MH-01', district: 'Huyện Con Cuông' }, on, book);
    expect(asked[0]?.question.label.vi).toContain('Trong huyện Con Cuông');
  });

  it('leaves no hole open', () => {
    for (const day of ['2014-06-01', '2026-11-24'])
      expect(JSON.stringify(judge({ content: 'MH-01' }, localDate(day)))).not.toContain('{district}');
  });
});

it('points only at papers that are asked for with a request of that content', async () => {
  const { db } = await testDatabase();
  await inProvince({ db, province: '40' }, async (tx) => {
    for (const { content, procedure } of [
      { content: 'MM-01', procedure: 'national' },
      { content: 'MM-02', procedure: 'provincial' },
      { content: 'MH-01', procedure: 'national' },
      { content: 'MH-01', procedure: 'provincial' },
      { content: 'LS-01', procedure: 'national' },
      { content: 'NH-01', procedure: 'provincial' },
    ] as const) {
      const items = await dossierItemsOn(tx, { kind: procedure, content, stage: 'request', on });
      const codes = items.map((item) => item.code);
      for (const { paper } of judge({ content, procedure })) expect(codes).toContain(paper);
    }
  });
});

it('fairs and visits abroad are limited by the norms themselves: twice a year, with their place', async () => {
  const { db } = await testDatabase();
  const { sets } = await inProvince({ db, province: '40' }, (tx) => loadNormBook(tx, '40'));
  for (const set of sets.filter((one) => one.fund === 'national'))
    for (const content of ['HC-03', 'QL-02'])
      expect(set.norms.get(content)?.limits).toMatchObject([
        {
          within: 'year',
          times: 2,
          citation: { document: '46/2012/TT-BCT', article: '4', clause: '1', point: 'b' },
        },
      ]);
});

describe('the file', () => {
  const condition = {
    code: 'a',
    from: '2012-07-05',
    question: {
      kind: 'one',
      label: { vi: 'v', en: 'e' },
      choices: [
        { code: 'yes', vi: 'v', en: 'e', passes: true },
        { code: 'no', vi: 'v', en: 'e' },
      ],
    },
    says: { passed: { vi: 'v', en: 'e' }, failed: { vi: 'v', en: 'e' }, toBeShown: { vi: 'v', en: 'e' } },
    paper: 'quotation',
    verification: 'full_text',
  };
  const faults = (over: object) =>
    conditionsFile.safeParse([{ ...condition, ...over }]).error?.issues.map((issue) => issue.message);

  it('is refused where a question decides nothing, a choice stands twice, or a district has no word', () => {
    expect(faults({})).toBeUndefined();
    const { choices } = condition.question;
    expect(faults({ question: { ...condition.question, choices: [choices[0]] } })).toEqual([
      'no answer decides anything',
    ]);
    expect(faults({ question: { ...condition.question, choices: [...choices, choices[1]] } })).toEqual([
      'two choices have one code',
    ]);
    expect(
      faults({ question: { ...condition.question, label: { vi: '{district}', en: 'e' } } }),
    ).toHaveLength(1);
  });
});
