import { dong, type Dong, type Rate } from '#kernel';
import type { Citation, TwoLanguages, Verification } from './citation.ts';
import {
  areas,
  type Area,
  type ByArea,
  type Level,
  type Limit,
  type NormExample,
  type OtherAmount,
  type Rule,
} from './norm.ts';

/**
 * Norms as they are stored, sent to a browser and exported: amounts as decimal strings, rates in basis points.
 * `reference-file.server.ts` checks and writes this form; here it is read.
 */
type Figure<T> = T | Readonly<Record<Area, T>>;

export type StoredRule =
  | {
      kind: 'percent_with_cap';
      percent: Figure<number>;
      cap?: Figure<string>;
      line?: { factor: number; when: 'asked' | 'always' };
    }
  | { kind: 'up_to'; cap: Figure<string> }
  | { kind: 'fixed'; amount: Figure<string> }
  | { kind: 'percent_of'; amount: OtherAmount; percent: Figure<number>; cap?: Figure<string> }
  | { kind: 'brackets'; brackets: { from: string; below?: string; amount: string }[] }
  | { kind: 'actual_cost'; percent: Figure<number>; price?: 'tender_or_approved' }
  | { kind: 'by_level'; percent: Figure<number>; caps: Partial<Record<Level, string>> }
  | { kind: 'same_as'; content: string }
  | { kind: 'other_instrument' | 'set_locally'; where: TwoLanguages }
  | { kind: 'unknown' };

const rate = (basisPoints: number): Rate => BigInt(basisPoints) as Rate;

function byArea<T extends string | number, V>(figure: Figure<T>, read: (value: T) => V): ByArea<V> {
  const of = (area: Area) => read(typeof figure === 'object' ? figure[area] : figure);
  return Object.fromEntries(areas.map((area) => [area, of(area)])) as Record<Area, V>;
}

const rates = (figure: Figure<number>): ByArea<Rate> => byArea(figure, rate);
const amounts = (figure: Figure<string>): ByArea<Dong> => byArea(figure, dong);

/**
 * Kinds are written out, not copied: V8 compares a literal by its address, and a string out of a file or the
 * database letter by letter, at every computation.
 */
export function ruleOf(stored: StoredRule): Rule {
  switch (stored.kind) {
    case 'percent_with_cap': {
      const { cap, line } = stored;
      return {
        kind: 'percent_with_cap',
        percent: rates(stored.percent),
        cap: cap === undefined ? null : amounts(cap),
        line: line === undefined ? null : { factor: rate(line.factor), when: line.when },
      };
    }
    case 'up_to':
      return { kind: 'up_to', cap: amounts(stored.cap) };
    case 'fixed':
      return { kind: 'fixed', amount: amounts(stored.amount) };
    case 'percent_of': {
      const { amount, cap } = stored;
      return {
        kind: 'percent_of',
        amount,
        percent: rates(stored.percent),
        cap: cap === undefined ? null : amounts(cap),
      };
    }
    case 'brackets': {
      const brackets = stored.brackets.map(({ from, below, amount }) => ({
        from: dong(from),
        below: below === undefined ? null : dong(below),
        amount: dong(amount),
      }));
      return { kind: 'brackets', brackets };
    }
    case 'actual_cost':
      return { kind: 'actual_cost', percent: rates(stored.percent), price: stored.price ?? null };
    case 'by_level': {
      const caps = Object.fromEntries(Object.entries(stored.caps).map(([level, cap]) => [level, dong(cap)]));
      return { kind: 'by_level', percent: rates(stored.percent), caps };
    }
    case 'same_as':
    case 'unknown':
    case 'other_instrument':
    case 'set_locally':
      return stored;
  }
}

export interface StoredLimit {
  readonly within: 'year' | 'ever';
  readonly times?: number;
  readonly amount?: string;
  readonly contents?: readonly string[];
  readonly citation: Citation | null;
  readonly verification: Verification;
}

export function limitOf({ within, times, amount, contents, citation, verification }: StoredLimit): Limit {
  const most = amount === undefined || amount === 'cap' ? (amount ?? null) : dong(amount);
  return { within, times: times ?? null, amount: most, contents: contents ?? null, citation, verification };
}

export interface StoredExample {
  readonly costs: readonly string[];
  readonly line: boolean;
  readonly level?: Level;
  readonly area: Area;
  readonly factor?: number;
  readonly amount?: string;
  readonly refusal?: string;
}

export function exampleOf(stored: StoredExample): NormExample {
  const { level, factor, amount, refusal } = stored;
  return {
    units: stored.costs.map((cost) => ({
      eligibleCost: dong(cost),
      technologyLine: stored.line,
      ...(level === undefined ? {} : { level }),
    })),
    area: stored.area,
    priorityFactor: factor === undefined ? null : rate(factor),
    expected: amount === undefined ? { refusal: refusal ?? '' } : { amount: dong(amount) },
  };
}
