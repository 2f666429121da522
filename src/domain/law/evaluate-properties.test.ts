import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addDong, dong, localDate, percent, sumDong, type Dong } from '#kernel';
import { evaluate } from './evaluate.ts';
import { isDeciding, type Evaluation } from './explanation.ts';
import { areas, levels, type Norm, type NormSet, type SupportFacts, type UnitFacts } from './norm.ts';
import { unitsOfCount } from './units-of-count.ts';
import { shippedNorms } from './shipped-norms.server.ts';

const book = shippedNorms();

const cost = fc.bigInt({ min: 1n, max: 20_000_000_000n }).map((amount) => dong(amount));
const before = fc.record({
  on: fc.constantFrom(localDate('2014-05-01'), localDate('2018-06-01'), localDate('2021-11-01')),
  amount: fc.bigInt({ min: 0n, max: 400_000_000n }).map((amount) => dong(amount)),
});
const unit = fc.record(
  {
    eligibleCost: cost,
    technologyLine: fc.boolean(),
    level: fc.constantFrom(...levels),
    establishment: fc.constantFrom('một', 'hai', 'ba'),
    earlier: fc.array(before, { maxLength: 2 }),
    vat: cost.map((amount) => dong(amount % 1_000_000n)),
  },
  { requiredKeys: ['eligibleCost'] },
);

/** Any question the sets can answer: a set, one of its contents, an area, some units. */
const question = fc
  .record({
    setAt: fc.nat(),
    contentAt: fc.nat(),
    area: fc.constantFrom(...areas),
    units: fc.array(
      unit.filter(({ eligibleCost, vat }) => vat === undefined || vat <= eligibleCost),
      { minLength: 1, maxLength: 6 },
    ),
    factor: fc.option(fc.constantFrom(percent(100), percent(120), percent(150)), { nil: undefined }),
  })
  .map(({ setAt, contentAt, area, units, factor }) => {
    const set = book.sets[setAt % book.sets.length]!;
    const contents = [...set.norms.keys()];
    const facts: SupportFacts = {
      content: contents[contentAt % contents.length]!,
      fund: set.fund,
      province: set.province ?? '40',
      area,
      units,
      ...(factor === undefined || set.priorityFactor === null ? {} : { priorityFactor: factor }),
    };
    return { set, facts };
  });

/** A day on which the whole year behind it counts: what was had before is had in that year. */
const dayOf = (set: NormSet) => addDays(set.inForce.from, 60);

/** The answer, or undefined where the set refuses (a pointer, an area not meant, nothing left). */
function answer(facts: SupportFacts, set: NormSet): Evaluation | undefined {
  const result = evaluate(facts, dayOf(set), set);
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
        const counted = unitsOfCount(facts.units, got.norm, []);
        got.units.forEach((u, i) => {
          expect(u.amount <= counted[i]!.eligibleCost).toBe(true);
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
        expect(decided.map((d) => d.unit)).toEqual(got.units.map((_, i) => i));
        expect(sumDong(decided.map((d) => d.amount))).toBe(got.amount);
        expect(sumDong(got.units.map((u) => u.amount))).toBe(got.amount);
        const sum = got.explanation.find((s) => s.code === 'sum_of_units');
        expect(sum?.params.amount).toBe(got.units.length > 1 ? got.amount : undefined);
      }),
    );
  });

  it('is the same every time', () => {
    fc.assert(
      fc.property(question, ({ set, facts }) => {
        expect(answer(facts, set)).toEqual(answer(structuredClone(facts), set));
      }),
    );
  });

  it('cites nothing but what its norm may cite', () => {
    fc.assert(
      fc.property(question, ({ set, facts }) => {
        for (const { citation } of answer(facts, set)?.explanation ?? []) {
          const own = [set.document, ...[...set.norms.values()].flatMap((n) => documentsOf(n))];
          if (citation !== null) expect(own).toContain(citation.document);
        }
      }),
    );
  });

  it('gains nothing from splitting an establishment in two', () => {
    const split = fc.tuple(question, cost, cost).map(([{ set, facts }, a, b]) => {
      const one: UnitFacts = { ...facts.units[0]!, establishment: 'một', eligibleCost: a };
      const { vat: _, ...clean } = one;
      return { set, facts, one: clean, a, b };
    });
    fc.assert(
      fc.property(split, ({ set, facts, one, a, b }) => {
        const whole = answer({ ...facts, units: [{ ...one, eligibleCost: addDong(a, b) }] }, set);
        const parts = answer({ ...facts, units: [one, { ...one, eligibleCost: b }] }, set);
        const perEstablishment = ['establishment', 'enterprise'].includes(whole?.norm.unitOfCount ?? '');
        if (whole !== undefined && perEstablishment) expect(parts?.amount).toBe(whole.amount);
      }),
    );
  });

  it('gives no more to who had more before', () => {
    fc.assert(
      fc.property(question, before, ({ set, facts }, more) => {
        const [first, ...rest] = facts.units;
        const had = { ...first!, earlier: [...(first!.earlier ?? []), more] };
        const without = answer({ ...facts, units: [first!, ...rest] }, set);
        const withMore = answer({ ...facts, units: [had, ...rest] }, set);
        if (without === undefined) expect(withMore).toBeUndefined();
        else if (withMore !== undefined) expect(withMore.amount <= without.amount).toBe(true);
      }),
    );
  });
});

const documentsOf = (norm: Norm) =>
  [norm.citation, ...norm.limits.map((l) => l.citation)].flatMap((c) => (c === null ? [] : [c.document]));
