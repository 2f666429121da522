import {
  contains,
  ok,
  refuse,
  refuseAll,
  taxCodeKind,
  type LocalDate,
  type Refusal,
  type Result,
  type TaxCode,
  type Dong,
  type Rate,
} from '#kernel';
import type { LegalForm, Sector } from '#law';
import type { Commune } from '#territory';
import type { EstablishmentInput } from './establishment.form.ts';

/** A rural industrial establishment (cơ sở công nghiệp nông thôn): who asks for support. */
export interface Establishment {
  readonly id: string;
  /** The unit its people hold their roles on. */
  readonly unitId: string;
  readonly name: string;
  readonly legalForm: string;
  readonly taxCode: TaxCode;
  readonly representative: string;
  readonly phone: string;
  /** Code of the commune where it produces. */
  readonly commune: string;
  readonly address: string | null;
  readonly sector: string;
  readonly products: string | null;
  readonly employees: number;
  /** đồng in the last year; null: not stated. */
  readonly revenue: Dong | null;
  readonly capital: Dong | null;
  readonly foundedOn: LocalDate | null;
  readonly womenOwned: boolean;
  readonly minorityOwned: boolean;
  readonly craftVillage: boolean;
  readonly craftVillageDecision: string | null;
  readonly cleanerProduction: boolean;
  readonly clusterInvestor: boolean;
  /** Share of the value of all material that comes from the own province; null: not stated. */
  readonly localMaterialShare: Rate | null;
  readonly exports: boolean;
  /** On the national list of supporting industry. */
  readonly supportingIndustry: boolean;
  /** Has a product chosen as typical of rural industry, and the certificate of it. */
  readonly typicalProduct: boolean;
  readonly typicalProductCertificate: string | null;
  /** In a programme of key products. */
  readonly keyProduct: boolean;
  /** Counts changes; a form that was opened on an older one is refused. */
  readonly revision: number;
}

export type EstablishmentDraft = Omit<Establishment, 'id' | 'unitId' | 'revision'>;

export type EstablishmentRefusal =
  | 'legal_form_is_unknown'
  | 'sector_is_unknown'
  | 'commune_is_unknown'
  | 'commune_is_elsewhere'
  | 'tax_code_is_a_persons'
  | 'tax_code_is_registered'
  | 'founded_in_the_future'
  | 'establishment_changed_meanwhile'
  | 'phone_is_not_understood';

/** What the catalogues know of the codes in a form. */
export interface FormBackground {
  readonly legalForm: LegalForm | undefined;
  readonly sector: Sector | undefined;
  readonly commune: Commune | undefined;
  /** The province the establishment is registered in. */
  readonly province: string;
  readonly today: LocalDate;
}

/** Whether what was typed can be: everything wrong at once. */
export function describeEstablishment(
  input: EstablishmentInput,
  known: FormBackground,
): Result<EstablishmentDraft> {
  const found: Refusal[] = [];
  const wrong = (field: keyof EstablishmentInput, code: EstablishmentRefusal, params = {}) =>
    found.push(refuse(code, params, field).refusal);

  if (known.legalForm === undefined) wrong('legalForm', 'legal_form_is_unknown');
  if (known.sector === undefined || !contains(known.sector.inForce, known.today))
    wrong('sector', 'sector_is_unknown');
  if (known.commune === undefined) wrong('commune', 'commune_is_unknown', { code: input.commune });
  else if (known.commune.province.code !== known.province)
    wrong('commune', 'commune_is_elsewhere', { province: known.commune.province.name });
  // A company has a code of its own; twelve digits are somebody's personal identity number.
  if (known.legalForm?.personal === false && taxCodeKind(input.taxCode) === 'person')
    wrong('taxCode', 'tax_code_is_a_persons');
  if (input.foundedOn !== null && input.foundedOn > known.today) wrong('foundedOn', 'founded_in_the_future');
  if (found.length > 0) return refuseAll(found);

  return ok({
    ...input,
    craftVillageDecision: input.craftVillage ? input.craftVillageDecision : null,
    typicalProductCertificate: input.typicalProduct ? input.typicalProductCertificate : null,
  });
}
