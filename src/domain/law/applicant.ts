import type { Dong } from '#kernel';
import type { CommuneKind, ProvinceKind } from '#territory';
import type { Area } from './norm.ts';

/** What the rules ask about who wants support. */
export interface ApplicantFacts {
  readonly legalForm: string;
  /** Where it produces, as that place is on the day asked about. */
  readonly province: ProvinceKind;
  readonly commune: CommuneKind;
  readonly craftVillage: boolean;
  /** Number of the decision that recognised the village; null when not known. */
  readonly craftVillageDecision: string | null;
  readonly sector: string;
  readonly employees: number;
  readonly revenue: Dong | null;
  readonly capital: Dong | null;
  readonly womenOwned: boolean;
  readonly minorityOwned: boolean;
  readonly cleanerProduction: boolean;
  readonly clusterInvestor: boolean;
  /** Null: not known to the system. */
  readonly area: Area | null;
}
