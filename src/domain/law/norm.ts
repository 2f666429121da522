import type { DateInterval, Dong, LocalDate, Rate } from '#kernel';
import type { Citation, TwoLanguages, Verification } from './citation.ts';
import type { CostKind } from './cost-kind.ts';
import type { UnitOfCount } from './unit-of-count.ts';

export const funds = ['national', 'local'] as const;
/** Whose money: khuyến công quốc gia, or khuyến công địa phương. */
export type Fund = (typeof funds)[number];

export const areas = ['normal', 'difficult', 'especially_difficult'] as const;
/** Socio-economic difficulty of the place of production. */
export type Area = (typeof areas)[number];

/** A support content of the programme: `MM-01` advanced machinery, `MH-01` demonstration model, … */
export interface Content {
  readonly code: string;
  /** One of the nine content groups (Decree 45/2012/NĐ-CP, article 4). */
  readonly group: number;
  readonly name: TwoLanguages;
}

/** The factor on the cap for a complete technology line (150 % = × 1.5). */
interface LineFactor {
  readonly factor: Rate;
  /** `asked`: when the facts say so; `always`: the content itself is a complete line. */
  readonly when: 'asked' | 'always';
}

/** A figure for every area, or one for each. */
export type ByArea<T> = Readonly<Record<Area, T>>;

/** A share of the eligible cost, never above the cap for one unit of count. */
interface PercentWithCap {
  readonly kind: 'percent_with_cap';
  readonly percent: ByArea<Rate>;
  readonly cap: ByArea<Dong> | null;
  readonly line: LineFactor | null;
}

/** The cost itself, never above the cap for one unit of count. */
interface UpTo {
  readonly kind: 'up_to';
  readonly cap: ByArea<Dong>;
}

/** The same sum for every unit of count, whatever it costs (a bonus, an allowance). */
interface Fixed {
  readonly kind: 'fixed';
  readonly amount: ByArea<Dong>;
}

export const otherAmounts = ['interest', 'year_budget', 'project_estimate'] as const;
/** What a share is taken of where it is not the cost of what is supported. */
export type OtherAmount = (typeof otherAmounts)[number];

/** A share of another amount, which the facts give as their eligible cost: interest paid, the year's budget, an estimate. */
interface PercentOf {
  readonly kind: 'percent_of';
  readonly amount: OtherAmount;
  readonly percent: ByArea<Rate>;
  readonly cap: ByArea<Dong> | null;
}

/** A fixed amount by the unit's total investment, from `from` up to but without `below`. */
export interface Brackets {
  readonly kind: 'brackets';
  /** Ascending, without overlaps. What lies in none of them is not known, and refused. */
  readonly brackets: readonly { readonly from: Dong; readonly below: Dong | null; readonly amount: Dong }[];
}

/** A share, mostly the whole, of what the listed kinds of cost really were. */
interface ActualCost {
  readonly kind: 'actual_cost';
  readonly percent: ByArea<Rate>;
  /** How the price is found: by tender, or as approved where the conditions of a tender are not met. */
  readonly price: 'tender_or_approved' | null;
}

export const levels = ['commune', 'provincial', 'regional', 'national'] as const;
/** The level of an association, a choice of products, a prize. */
export type Level = (typeof levels)[number];

/** A share of the cost, mostly the whole, up to a cap that depends on the level. */
export interface ByLevel {
  readonly kind: 'by_level';
  readonly percent: ByArea<Rate>;
  readonly caps: Readonly<Partial<Record<Level, Dong>>>;
}

/** Without a level of its own in this set: computed as another content. */
interface SameAs {
  readonly kind: 'same_as';
  readonly content: string;
}

/** The level stands in another instrument, or is fixed by somebody else; both in words. */
interface Pointer {
  readonly kind: 'other_instrument' | 'set_locally';
  readonly where: TwoLanguages;
}

/** The content is allowed, but its level is not in the text, or not known to us. */
interface UnknownLevel {
  readonly kind: 'unknown';
}

export type ComputedRule = PercentWithCap | UpTo | Fixed | PercentOf | Brackets | ActualCost | ByLevel;
export type Rule = ComputedRule | SameAs | Pointer | UnknownLevel;

export function isComputed(rule: Rule): rule is ComputedRule {
  const { kind } = rule;
  return kind !== 'same_as' && kind !== 'unknown' && kind !== 'other_instrument' && kind !== 'set_locally';
}

/**
 * How often, or up to how much in all, one establishment may be supported for the content within a calendar
 * year or ever (`null`: not limited that way; `amount: 'cap'`: what it had counts against its cap).
 */
export interface Limit {
  readonly within: 'year' | 'ever';
  readonly times: number | null;
  readonly amount: Dong | 'cap' | null;
  /** Contents that count together; null: the norm's own alone. */
  readonly contents: readonly string[] | null;
  readonly citation: Citation | null;
  readonly verification: Verification;
}

/** A worked example that stands beside the norm and runs as a test: an amount, or the refusal it must meet. */
export interface NormExample {
  readonly units: readonly UnitFacts[];
  readonly area: Area;
  readonly priorityFactor: Rate | null;
  readonly expected: { readonly amount: Dong } | { readonly refusal: string };
}

export interface Norm {
  readonly content: string;
  /** What one cap counts: `establishment`, `model`, `trademark`, … */
  readonly unitOfCount: UnitOfCount;
  readonly rule: Rule;
  /** Areas it is meant for; null: all. */
  readonly areas: readonly Area[] | null;
  /** Kinds of cost that count; null: the text does not list them. */
  readonly costs: readonly CostKind[] | null;
  readonly limits: readonly Limit[];
  readonly citation: Citation | null;
  readonly verification: Verification;
  readonly note: TwoLanguages | null;
  readonly examples: readonly NormExample[];
}

/** The norms in force together, for one fund and (locally) one province. */
export interface NormSet {
  readonly id: string;
  readonly fund: Fund;
  readonly province: string | null;
  readonly inForce: DateInterval;
  readonly document: string;
  /** How far the approving authority may raise a level in priority areas and sectors; never automatic. */
  readonly priorityFactor: { readonly factor: Rate; readonly citation: Citation } | null;
  /** Whether the tax is part of the cost that counts; null: not known. */
  readonly vat: 'included' | 'excluded' | null;
  readonly verification: Verification;
  readonly sample: boolean;
  readonly norms: ReadonlyMap<string, Norm>;
}

/** Support that was granted before. */
export interface EarlierSupport {
  readonly on: LocalDate;
  readonly amount: Dong;
  /** What for; left out: for the content that is asked about. */
  readonly content?: string;
  /** The budget year it was of; left out: the year of its day. */
  readonly year?: number;
}

/** One unit of count: an establishment, a model, a trademark. A group project has several. */
export interface UnitFacts {
  /** Cost put forward for support, in đồng; for a share of another amount, that amount. */
  readonly eligibleCost: Dong;
  /** Total investment of the unit; the eligible cost is part of it. */
  readonly totalInvestment?: Dong;
  readonly technologyLine?: boolean;
  /** Who it belongs to. Units of one establishment are one where the norm counts establishments. */
  readonly establishment?: string;
  readonly level?: Level;
  /** The cost by kind, adding up to `eligibleCost`. Where it is left out, all of it is of a kind that counts. */
  readonly costs?: readonly { readonly kind: CostKind; readonly amount: Dong }[];
  /** Value-added tax contained in `eligibleCost`. */
  readonly vat?: Dong;
  /** What the establishment had before, from any fund. */
  readonly earlier?: readonly EarlierSupport[];
}

/** What is asked: everything a norm may depend on, except the date. */
export interface SupportFacts {
  readonly content: string;
  readonly fund: Fund;
  readonly province: string;
  readonly area: Area;
  readonly units: readonly UnitFacts[];
  /** By how much the approving authority raises the level in a priority area or sector; never above the set's own factor. */
  readonly priorityFactor?: Rate;
  /** The budget year asked for; left out: the year of the day. */
  readonly year?: number;
}

/** Everything needed to compute on any date. */
export interface NormBook {
  readonly contents: ReadonlyMap<string, Content>;
  readonly sets: readonly NormSet[];
}
