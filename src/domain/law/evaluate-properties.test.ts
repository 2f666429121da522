import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDong, dong, sumDong, type Dong } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import { evaluate } from './evaluate.ts';
import { isDeciding, type Evaluation } from './explanation.ts';
import { areas, type NormBook, type NormSet, type SupportFacts } from './norm.ts';
import { loadNormBook } from './norm.store.server.ts';

let book: NormBook;
beforeAll(async () => {
  const { db } = await testDatabase();
  book = await inProvince({ db, province: '40' }, (tx) => loadNormBook(tx, '40'));
});

const cost = fc.bigInt({ min: 1n, max: 20_000_000_000n }).map((amount) => dong(amount));
const unit = fc.record({ eligibleCost: cost, technologyLine: fc.boolean() });

/** Any question the sets can answer: a set, one of its contents, an area, some units. */
const question = fc
  .record({
    setAt: fc.nat(),
    contentAt: fc.nat(),
    area: fc.constantFrom(...areas),
    units: fc.array(unit, { minLength: 1, maxLength: 6 }),
  })
  .map(({ setAt, contentAt, area, units }) => {
    const set = book.sets[setAt % book.sets.length]!;
    const contents = [...set.norms.keys()];
    const facts: SupportFacts = {
      content: contents[contentAt % contents.length]!,
      fund: set.fund,
      province: set.province ?? '40',
      area,
      units,
    };
    return { set, facts };
  });

/** The answer, or undefined where the set refuses (a kind that is not computed, an area not meant). */
function answer(facts: SupportFacts, set: NormSet): Evaluation | undefined {
  const result = evaluate(facts, set.inForce.from, set);
  return result.ok ? result.value : undefined;
}

const withCost = (facts: SupportFacts, at: number, eligibleCost: Dong): SupportFacts => ({
  ...facts,
  units: facts.units.map((u, i) => (i === at ? { ...u, eligibleCost } : u)),
});

describe('any evaluation', () => {
  it('never goes above a unit’s cap, its cost, or cap × count', () => {
    fc.assert(
      fc.property(question, ({ set, facts }) => {
        const got = answer(facts, set);
        if (got === undefined) return;
        got.units.forEach((u, i) => {
          expect(u.amount <= facts.units[i]!.eligibleCost).toBe(true);
          if (u.cap !== null) expect(u.amount <= u.cap).toBe(true);
        });
        const caps = got.units.map((u) => u.cap);
        if (caps.every((cap) => cap !== null)) expect(got.amount <= sumDong(caps)).toBe(true);
      }),
    );
  });

  it('gives no less for a higher cost', () => {
    fc.assert(
      fc.property(question, fc.nat(), cost, ({ set, facts }, at, more) => {
        const i = at % facts.units.length;
        const dearer = withCost(facts, i, addDong(facts.units[i]!.eligibleCost, more));
        const before = answer(facts, set);
        const after = answer(dearer, set);
        // A higher cost may leave the brackets that are known; everywhere else an answer stays an answer.
        if (set.norms.get(facts.content)?.rule.kind !== 'brackets')
          expect(after === undefined).toBe(before === undefined);
        if (before !== undefined && after !== undefined) expect(after.amount >= before.amount).toBe(true);
      }),
    );
  });

  it('is explained by steps that add up to the amount', () => {
    fc.assert(
      fc.property(question, ({ set, facts }) => {
        const got = answer(facts, set);
        if (got === undefined) return;
        const decided = got.explanation.flatMap((s) =>
          isDeciding(s) ? [{ unit: s.unit, amount: s.params.amount }] : [],
        );
        expect(decided.map((d) => d.unit)).toEqual(facts.units.map((_, i) => i));
        expect(sumDong(decided.map((d) => d.amount))).toBe(got.amount);
        expect(sumDong(got.units.map((u) => u.amount))).toBe(got.amount);
        const sum = got.explanation.find((s) => s.code === 'sum_of_units');
        expect(sum?.params.amount).toBe(facts.units.length > 1 ? got.amount : undefined);
      }),
    );
  });

  it('is the same every time', () => {
    fc.assert(
      fc.property(question, ({ set, facts }) => {
        expect(evaluate(facts, set.inForce.from, set)).toEqual(evaluate(facts, set.inForce.from, set));
      }),
    );
  });

  it('cites nothing but what its norm may cite', () => {
    fc.assert(
      fc.property(question, ({ set, facts }) => {
        for (const { citation } of answer(facts, set)?.explanation ?? []) {
          if (citation !== null) expect([set.document]).toContain(citation.document);
        }
      }),
    );
  });
});
