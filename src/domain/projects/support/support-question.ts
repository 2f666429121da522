import { formatRate, type Dong, type LocalDate, type TaxCode } from '#kernel';
import type { ApplicantFacts, PlaceFacts } from '#law';
import type { Commune, OldUnit } from '#territory';

/** Something an establishment wants to do, and what it costs. */
export interface Wish {
  readonly content: string;
  readonly cost: Dong;
  /** All that is invested, where that is more than what is put forward; null: not said. */
  readonly total: Dong | null;
  /** What was said of its conditions: the codes of choices by the code of a condition. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
}

/** "What support can I get?" Who asks is named by nothing but a tax code, if one is given. */
export interface SupportQuestion {
  readonly on: LocalDate;
  readonly commune: Commune;
  /** The old unit the question named, for a day on which it was there. */
  readonly old: Pick<OldUnit, 'id' | 'name'> | null;
  readonly applicant: Omit<ApplicantFacts, keyof PlaceFacts>;
  readonly wishes: readonly Wish[];
  /** Whose past awards are looked for; null: nobody's. It is never part of an address. */
  readonly taxCode: TaxCode | null;
}

/** The question as the short names of an address, in a settled order: the same question has the same address. */
export function supportQuery(question: SupportQuestion, today: LocalDate): string {
  const { applicant: who, commune, on } = question;
  const query = new URLSearchParams({
    place: question.old?.id ?? commune.code,
    form: who.legalForm,
    sector: who.sector,
    employees: String(who.employees),
  });
  if (who.revenue !== null) query.set('revenue', String(who.revenue));
  if (who.capital !== null) query.set('capital', String(who.capital));
  for (const [name, trait] of supportTraits) if (who[trait]) query.set(name, 'on');
  if (who.localMaterialShare !== null)
    query.set('material', formatRate(who.localMaterialShare, 'en').replace('%', ''));
  if (who.typicalProduct && who.typicalProductCertificate !== null)
    query.set('certificate', who.typicalProductCertificate);
  if (who.craftVillage && who.craftVillageDecision !== null) query.set('decision', who.craftVillageDecision);
  for (const wish of question.wishes) query.append('want', wish.content);
  for (const wish of question.wishes) {
    query.set(`cost.${wish.content}`, String(wish.cost));
    if (wish.total !== null) query.set(`total.${wish.content}`, String(wish.total));
    for (const code of Object.keys(wish.answers).sort())
      for (const choice of wish.answers[code] ?? []) query.append(`is.${wish.content}.${code}`, choice);
  }
  if (on !== today) query.set('on', on);
  return query.toString();
}

/** Traits of the owner and the workshop: their name in an address, and in the facts. */
export const supportTraits = [
  ['women', 'womenOwned'],
  ['minority', 'minorityOwned'],
  ['craft', 'craftVillage'],
  ['cleaner', 'cleanerProduction'],
  ['cluster', 'clusterInvestor'],
  ['export', 'exports'],
  ['supporting', 'supportingIndustry'],
  ['typical', 'typicalProduct'],
  ['key', 'keyProduct'],
] as const;
