import type { DateInterval, Dong, Rate } from '#kernel';
import type { Citation, TwoLanguages, Verification } from './citation.ts';

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

/** A share of the eligible cost, never above the cap for one unit of count. */
export interface PercentWithCap {
  readonly kind: 'percent_with_cap';
  readonly percent: Rate;
  readonly cap: Dong | null;
  readonly line: LineFactor | null;
  readonly areas: readonly Area[] | null;
}

/** The cost itself, never above the cap for one unit of count. */
export interface UpTo {
  readonly kind: 'up_to';
  readonly cap: Dong;
  readonly areas: readonly Area[] | null;
}

/** A fixed amount by the unit's total investment, from `from` up to but without `below`. */
export interface Brackets {
  readonly kind: 'brackets';
  /** Ascending, without overlaps. What lies in none of them is not known, and refused. */
  readonly brackets: readonly { readonly from: Dong; readonly below: Dong | null; readonly amount: Dong }[];
  readonly areas: readonly Area[] | null;
}

/** Without a level of its own in this set: computed as another content. */
interface SameAs {
  readonly kind: 'same_as';
  readonly content: string;
}

/** Known to the law, kept as data, not computed yet; or known to have no figure we could compute with. */
export const otherRuleKinds = [
  'other_instrument',
  'actual_cost',
  'by_level',
  'percent_of_interest',
  'percent_of_budget',
  'percent_of_estimate',
  'set_locally',
] as const;
interface OtherRule {
  readonly kind: (typeof otherRuleKinds)[number];
  readonly details: Readonly<Record<string, unknown>>;
}

/** The content is allowed, but its level is not in the text, or not known to us. */
interface UnknownLevel {
  readonly kind: 'unknown';
}

export type Rule = PercentWithCap | UpTo | Brackets | SameAs | OtherRule | UnknownLevel;

/** A worked example that stands beside the norm and runs as a test. */
export interface NormExample {
  readonly units: readonly UnitFacts[];
  readonly area: Area;
  readonly amount: Dong;
}

export interface Norm {
  readonly content: string;
  /** What one cap counts: `establishment`, `model`, `trademark`, … */
  readonly unitOfCount: string;
  readonly rule: Rule;
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
  readonly verification: Verification;
  readonly sample: boolean;
  readonly norms: ReadonlyMap<string, Norm>;
}

/** One unit of count: an establishment, a model, a trademark. A group project has several. */
export interface UnitFacts {
  /** Cost of the lines the norm allows, in đồng. */
  readonly eligibleCost: Dong;
  /** Total investment of the unit; the eligible cost is part of it. */
  readonly totalInvestment?: Dong;
  readonly technologyLine?: boolean;
}

/** What is asked: everything a norm may depend on, except the date. */
export interface SupportFacts {
  readonly content: string;
  readonly fund: Fund;
  readonly province: string;
  readonly area: Area;
  readonly units: readonly UnitFacts[];
}

/** Everything needed to compute on any date. */
export interface NormBook {
  readonly contents: ReadonlyMap<string, Content>;
  readonly sets: readonly NormSet[];
}
