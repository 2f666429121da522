import type { DateInterval, Dong } from '#kernel';
import type { CommuneKind, ProvinceKind } from '#territory';
import type { Citation, TwoLanguages, Verification } from './citation.ts';
import type { Area } from './norm.ts';

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
  'women_owned',
  'minority_owned',
  'processing',
  'mechanical_and_supporting',
  'agricultural_chemicals',
  'cleaner_production',
  'much_labour',
  'difficult_area',
] as const;
export type PriorityCode = (typeof priorityCodes)[number];

/** One condition of priority; exactly one of the tests is set. */
export interface PriorityRule extends Basis {
  readonly code: PriorityCode;
  readonly sectors?: readonly string[];
  readonly employees?: number;
  readonly areas?: readonly Area[];
  readonly trait?: 'women_owned' | 'minority_owned';
  /** Only part of what the test covers has priority: papers must show that this does. */
  readonly toBeShown: boolean;
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
  };
  readonly sectors: Basis & { readonly difficultAreasOnly: readonly string[] };
  readonly size: Basis;
  /** Set: producers applying cleaner production are eligible whatever their size and place. */
  readonly cleanerProduction: Basis | null;
  readonly clusterInvestor: Basis | null;
  readonly priorities: readonly PriorityRule[];
}

/** The rules of a day together with the catalogues they speak of. */
export interface EligibilityBook {
  readonly rules: EligibilityRules;
  readonly legalForms: ReadonlyMap<string, LegalForm>;
  readonly sectors: ReadonlyMap<string, Sector>;
  /** Ascending. Empty when the thresholds of that time are not known to the system. */
  readonly sizes: readonly EnterpriseSize[];
}
