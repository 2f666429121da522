import type { DateInterval, Dong } from '#kernel';
import type { CityGrade, CommuneKind, OldPlace, PriorityArea, ProvinceKind } from '#territory';
import type { Citation, TwoLanguages, Verification } from './citation.ts';

/** Rules of eligibility in force on a day, as data (reference files under `eligibility/`). */

export interface Basis {
  readonly citation: Citation | null;
  readonly verification: Verification;
}

export interface LegalForm {
  readonly code: string;
  readonly name: TwoLanguages;
  readonly enterprise: boolean;
  /** May carry a personal identity number as its tax code. */
  readonly personal: boolean;
}

export interface Sector extends Basis {
  readonly code: string;
  readonly name: TwoLanguages;
  readonly inForce: DateInterval;
  /** Codes of the system of economic sectors it covers, the beginnings of longer ones; null: not known. */
  readonly vsic: (Basis & { readonly codes: readonly string[] }) | null;
}

export type SizeClass = 'micro' | 'small' | 'medium';

export interface EnterpriseSize extends Basis {
  readonly class: SizeClass;
  readonly mostEmployees: number;
  readonly mostRevenue: Dong;
  readonly mostCapital: Dong;
}

type Places = Readonly<Record<ProvinceKind, readonly CommuneKind[]>>;

export const priorityCodes = [
  'upland',
  'island',
  'border',
  'minority_area',
  'poor_district',
  'new_rural',
  'difficult_area',
  'typical_product',
  'key_product',
  'exports',
  'local_material',
  'much_labour',
  'processing',
  'mechanical',
  'supporting_industry',
  'agricultural_chemicals',
  'cleaner_production',
  'women_owned',
  'minority_owned',
] as const;
export type PriorityCode = (typeof priorityCodes)[number];

/** What an establishment says of itself, yes or no. */
export const priorityTraits = [
  'womenOwned',
  'minorityOwned',
  'exports',
  'supportingIndustry',
  'typicalProduct',
  'keyProduct',
  'cleanerProduction',
] as const;
type PriorityTrait = (typeof priorityTraits)[number];

/** One ground of priority; any of the tests that are set gives it. */
export interface PriorityRule extends Basis {
  readonly code: PriorityCode;
  readonly sectors?: readonly string[];
  /** At least so many. */
  readonly employees?: number;
  /** More than this share (basis points) of the value of all material is from the own province. */
  readonly localMaterialAbove?: number;
  /** Lists the commune of production may stand on. */
  readonly areas?: readonly PriorityArea[];
  readonly trait?: PriorityTrait;
  /** To be shown until this is known. */
  readonly provenBy?: 'typicalProductCertificate';
  /** Only part of what the test covers has priority: papers must show that this does. */
  readonly toBeShown: boolean;
}

/** How projects are put in order: levels one after the other, each with its ranks, best first. */
export interface PriorityLevelRule extends Basis {
  readonly by: 'area' | 'sector' | 'owner';
  readonly ranks: readonly {
    readonly name: TwoLanguages;
    readonly priorities: readonly PriorityCode[];
  }[];
  /** Of these the text gives no order: they are judged one by one, by effect and urgency. */
  readonly judged: readonly PriorityCode[];
}

/** Which old communes counted, asked of places that ended on 1 July 2025 or before. */
export interface OldPlaceRules extends Basis {
  readonly kinds: readonly OldPlace['kind'][];
  readonly wardsIn: readonly OldPlace['within']['kind'][];
  readonly wardsOfGrades: readonly CityGrade[];
  /** Wards of other cities count while it is no longer ago than this that they were communes. */
  readonly recentWards: Basis & { readonly years: number };
}

export interface EligibilityRules {
  readonly id: string;
  readonly inForce: DateInterval;
  readonly document: string;
  readonly legalForms: Basis & {
    readonly allowed: readonly string[];
    /** Of these, the ones for whom place, sector and size do not count. */
    readonly anywhere: readonly string[];
  };
  readonly place: Basis & {
    readonly eligible: Places;
    readonly toBeShown: Places;
    /** A recognised craft village makes any place eligible. */
    readonly craftVillage: boolean;
    /** Set: decides instead of `eligible` wherever it is known what the place was before. */
    readonly old: OldPlaceRules | null;
  };
  readonly sectors: Basis & { readonly difficultAreasOnly: readonly string[] };
  readonly size: Basis;
  /** Set: producers applying cleaner production are eligible whatever their size and place. */
  readonly cleanerProduction: Basis | null;
  readonly clusterInvestor: Basis | null;
  readonly priorities: readonly PriorityRule[];
  readonly priorityOrder: readonly PriorityLevelRule[];
}

/** The rules of a day together with the catalogues they speak of. */
export interface EligibilityBook {
  readonly rules: EligibilityRules;
  readonly legalForms: ReadonlyMap<string, LegalForm>;
  readonly sectors: ReadonlyMap<string, Sector>;
  /** Ascending. Empty when the thresholds of that time are not known to the system. */
  readonly sizes: readonly EnterpriseSize[];
}
