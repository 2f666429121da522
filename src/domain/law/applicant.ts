import type { Dong, Rate } from '#kernel';
import type { AreaStanding, CommuneKind, OldPlace, ProvinceKind } from '#territory';
import type { Area } from './norm.ts';

/** What of the facts the system knows of a place itself. */
export type PlaceFacts = Pick<ApplicantFacts, 'province' | 'commune' | 'oldPlaces' | 'area' | 'areas'>;

/** What the rules ask about who wants support. */
export interface ApplicantFacts {
  readonly legalForm: string;
  /** Where it produces, as that place is on the day asked about. */
  readonly province: ProvinceKind;
  readonly commune: CommuneKind;
  /** What that place was before 1 July 2025, for rules that ask it; null: not known. */
  readonly oldPlaces: readonly OldPlace[] | null;
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
  /** Share of the value of all material that come from the own province; null: not stated. */
  readonly localMaterialShare: Rate | null;
  /** Has a contract for export, or produces for it. */
  readonly exports: boolean;
  /** Its products are on the national list of supporting industry. */
  readonly supportingIndustry: boolean;
  /** Has a product chosen as typical of rural industry. */
  readonly typicalProduct: boolean;
  /** Number of the certificate; null when not known. */
  readonly typicalProductCertificate: string | null;
  /** In a programme of key products of the nation, the region or the province. */
  readonly keyProduct: boolean;
  /** Null: not known to the system. */
  readonly area: Area | null;
  /** Lists of priority areas that the commune of production stands on. */
  readonly areas: Pick<AreaStanding, 'areas' | 'known'>;
}
