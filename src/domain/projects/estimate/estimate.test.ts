import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dong, expectOk, ok, parseQuantity, priceOf, type Dong, type Quantity, type Rate } from '#kernel';
import type { FundedLine } from '../request.ts';
import { eligibleVat, supportWithin } from './estimate-lines.ts';
import { limitOf } from './approval-level.ts';
import { differenceOf } from './difference.ts';
import { openQuestions, reviewOf, unjudgedLines, type Remark, type Reviewer } from './review.ts';

const lineOf = (amount: bigint, support: bigint, label = 'Máy'): FundedLine => ({
  ...{ label, unit: 'bộ', quantity: 1, unitPrice: dong(amount), eligible: true, other: dong(0n) },
  ...{ amount: dong(amount), support: dong(support), own: dong(amount - support) },
});
const said = (
  line: number,
  side: Remark['side'],
  verdict: Remark['verdict'],
  cutTo: bigint | null = null,
): Remark => ({
  ...{ line, side, verdict, cutTo: cutTo as Dong | null, reason: 'vì', by: 'A', at: new Date(0) },
});

describe('quantity × price × (1 + VAT)', () => {
  it('is exact, and rounded down once', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 9n),
        fc.integer({ min: 0, max: 4 }),
        fc.bigInt(1n, 10n ** 11n),
        fc.bigInt(0n, 10_000n),
        (digits, places, price, vat) => {
          const text = String(digits).padStart(places + 1, '0');
          const quantity = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
          const scale = 10n ** BigInt(places + 4);
          fc.pre((digits * price * (10_000n + vat)) / scale < 2n ** 62n);
          const amount = priceOf(quantity as Quantity, dong(price), vat as Rate);
          const exact = digits * price * (10_000n + vat);
          expect(amount * scale <= exact && exact < (amount + 1n) * scale).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads quantities as they are written here, and asks back what could be two numbers', () => {
    for (const [text, quantity] of [
      ['1.500', '1500'],
      ['2,5', '2.5'],
      ['1,436.25', '1436.25'],
      ['0,0001', '0.0001'],
    ])
      expect(expectOk(parseQuantity(text!))).toBe(quantity);
    for (const [text, code] of [
      ['2.5', 'quantity_is_ambiguous'],
      ['0', 'quantity_is_zero'],
      ['0,00001', 'quantity_is_too_fine'],
      ['=1+1', 'quantity_is_not_understood'],
      ['-1', 'quantity_is_not_understood'],
    ])
      expect(parseQuantity(text!)).toMatchObject({ ok: false, refusal: { code } });
    expect(expectOk(parseQuantity('2.5', { english: true }))).toBe('2.5');
  });
});

describe('a review by two sides', () => {
  it('leaves the lowest amount either side left, whatever the order, and the establishment bears the rest', () => {
    const word = fc.record({
      side: fc.constantFrom<Reviewer>('finance', 'department'),
      cut: fc.option(fc.bigInt(0n, 99n), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const remarks = words.map((w) => said(1, w.side, w.cut === null ? 'accept' : 'cut', w.cut));
        const [reviewed] = reviewOf([lineOf(200n, 100n)], remarks);
        const last = (side: Reviewer) => words.findLast((w) => w.side === side)?.cut ?? 100n;
        const least = last('finance') < last('department') ? last('finance') : last('department');
        expect(reviewed!.line.support).toBe(least);
        expect(reviewed!.line.support + reviewed!.line.own + reviewed!.line.other).toBe(200n);
      }),
    );
  });

  it('stays open until the asker settles the question, and unfinished until a side that began has judged all', () => {
    const lines = [lineOf(200n, 100n), lineOf(50n, 0n)];
    const asked = [said(1, 'finance', 'question')];
    expect(openQuestions(reviewOf(lines, asked))).toEqual([1]);
    const answered = [...asked, said(1, 'preparer', 'answer')];
    expect(openQuestions(reviewOf(lines, answered))).toEqual([1]);
    const settled = reviewOf(lines, [...answered, said(1, 'finance', 'accept')]);
    expect(openQuestions(settled)).toEqual([]);
    expect(unjudgedLines(settled)).toEqual([2]);
    expect(unjudgedLines(reviewOf(lines, []))).toEqual([]);
  });
});

it('names what was added, removed and changed between versions', () => {
  const [a, b, c] = [lineOf(10n, 1n, 'A'), lineOf(20n, 2n, 'B'), lineOf(30n, 3n, 'C')];
  const dearer = { ...b, unitPrice: dong(21n), amount: dong(21n) };
  expect(differenceOf([a, b], [dearer, c])).toEqual([
    { kind: 'changed', before: b, after: dearer },
    { kind: 'added', before: null, after: c },
    { kind: 'removed', before: a, after: null },
  ]);
});

it('tells the norm how much of the eligible cost is tax, to the đồng, and what lines of before do not tell', () => {
  const taxed = (vat: string): FundedLine => ({
    ...lineOf(108n, 50n),
    ...{ unitPrice: dong(100n), exactQuantity: '1', vat },
  });
  const lines = [taxed('800'), { ...taxed('800'), eligible: false, support: dong(0n) }, lineOf(10n, 1n)];
  expect(eligibleVat(lines)).toBe(8n);
  // A norm that leaves the tax out allows half of 110, not of 118.
  const norm = (cost: Dong, vat = dong(0n)) => ok(dong((cost - vat) / 2n));
  const facts = { planned: dong(1000n), norm };
  expect(expectOk(supportWithin(facts, lines))).toBe(51n);
  expect(supportWithin(facts, [lines[0]!, lineOf(10n, 6n)])).toMatchObject({
    refusal: { code: 'support_exceeds_norm', params: { asked: 56n, allowed: 55n } },
  });
});

it('knows up to which amount roles approve', () => {
  const levels = [
    { role: 'finance_officer', upTo: dong(100n), basis: 'QĐ' },
    { role: 'provincial_approver', upTo: null, basis: 'QĐ' },
  ];
  expect(limitOf([], ['finance_officer'])).toBeUndefined();
  expect(limitOf(levels, ['finance_officer'])).toBe(100n);
  expect(limitOf(levels, ['finance_officer', 'provincial_approver'])).toBeNull();
  expect(limitOf(levels, ['centre_officer'])).toBe(0n);
});
