import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import { areas, evaluate, judgeEligibility, type ApplicantFacts, type NormBook } from '#law';
import { loadEligibilityBook, loadNormBook } from '#law/server';
import { inProvince } from '#platform/server';
import type { OldPlace } from '#territory';
import { testDatabase, workshopFacts } from '#testing';
import { explanationSentences } from './explanations.ts';
import { findingSentence, priorityLabel } from './findings.ts';
import { priorityLevelSentence } from './priority-order.ts';

const languages = ['vi', 'en'] as const;
/** A sentence: not a bare code, no hole left open. */
const isSaid = (text: string) => !/^[a-z_]+$/.test(text) && !/[{}]|undefined|null|NaN/.test(text);

/** Wards of cities of the first grade; one more of a city whose grade is not known. */
const oldPlacesOf = (mixed: boolean): OldPlace[] =>
  (['1', ...(mixed ? [null, '2' as const] : [])] as const).map((grade, i) => ({
    id: String(i),
    name: `Phường Số ${i}`,
    kind: 'ward',
    within: { name: 'Thành phố Vinh', kind: 'city' },
    grade: grade === null ? null : { grade, verified: true },
    origin: null,
    hasNamesake: false,
    lasted: true,
  }));

let book: NormBook;
beforeAll(async () => {
  const { db } = await testDatabase();
  book = await inProvince({ db, province: '40' }, (tx) => loadNormBook(tx, '40'));
});

describe('what the law computes', () => {
  it('is said in sentences, for every norm that is computed', () => {
    let answered = 0;
    for (const set of book.sets) {
      for (const norm of set.norms.values()) {
        for (const area of areas) {
          for (const example of norm.examples.filter((e) => e.area === area || area !== 'normal')) {
            const units = [...example.units, { ...example.units[0]!, technologyLine: true }];
            const facts = { content: norm.content, fund: set.fund, province: '40', area, units };
            const answer = evaluate(facts, set.inForce.from, set);
            if (!answer.ok) continue;
            answered++;
            for (const locale of languages)
              for (const sentence of explanationSentences(answer.value.explanation, locale))
                expect(sentence).toSatisfy(isSaid);
          }
        }
      }
    }
    expect(answered).toBeGreaterThan(40);
  });

  it('is said in sentences, for every kind of applicant', async () => {
    const { db } = await testDatabase();
    const base = {
      ...workshopFacts,
      employees: 300,
      revenue: null,
      capital: null,
      womenOwned: true,
      minorityOwned: true,
    };
    const names = { legalForm: 'Hợp tác xã', sector: 'Tiểu thủ công nghiệp' };
    for (const day of ['2014-06-01', '2026-11-23']) {
      const on = localDate(day);
      const rules = expectOk(await inProvince({ db, province: '40' }, (tx) => loadEligibilityBook(tx, on)));
      const applicants: ApplicantFacts[] = [];
      for (const legalForm of [...rules.legalForms.keys(), 'castle'])
        for (const sector of [...rules.sectors.keys(), 'NN-Z'])
          for (const province of ['province', 'city'] as const)
            for (const commune of ['commune', 'ward', 'special_zone'] as const)
              for (const special of [true, false])
                applicants.push({
                  ...base,
                  legalForm,
                  sector,
                  province,
                  commune,
                  employees: special ? 150 : 300,
                  craftVillage: special,
                  craftVillageDecision: commune === 'ward' ? '3469/QĐ-UBND' : null,
                  cleanerProduction: special && sector === 'NN-G',
                  clusterInvestor: special && sector === 'NN-B',
                  area: special ? 'difficult' : null,
                  areas: { areas: special ? ['difficult', 'upland'] : [], known: special },
                  oldPlaces: commune === 'ward' ? oldPlacesOf(special) : null,
                });
      for (const facts of applicants) {
        const { findings, priorities, priorityOrder } = judgeEligibility(facts, on, rules);
        for (const locale of languages) {
          for (const finding of findings) expect(findingSentence(finding, names, locale)).toSatisfy(isSaid);
          for (const level of priorityOrder.levels)
            expect(priorityLevelSentence(level, locale)).toSatisfy(isSaid);
          for (const { code } of priorities) expect(priorityLabel(code, locale)).toSatisfy(isSaid);
        }
      }
    }
  });
});
