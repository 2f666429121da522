import type { Dong, LocalDate, TaxCode } from '#kernel';
import type { ApplicantFacts } from '#law';
import type { Commune } from '#territory';

/** Something an establishment wants to do, and what it costs. */
export interface Wish {
  readonly content: string;
  readonly cost: Dong;
  /** All that is invested, where that is more than what is put forward; null: not said. */
  readonly total: Dong | null;
}

/** "What support can I get?" Who asks is named by nothing but a tax code, if one is given. */
export interface SupportQuestion {
  readonly on: LocalDate;
  readonly commune: Commune;
  readonly applicant: Omit<ApplicantFacts, 'province' | 'commune' | 'area'>;
  readonly wishes: readonly Wish[];
  /** Whose past awards are looked for; null: nobody's. It is never part of an address. */
  readonly taxCode: TaxCode | null;
}

/** The question as the short names of an address, in a settled order: the same question has the same address. */
export function supportQuery(question: SupportQuestion, today: LocalDate): string {
  const { applicant: who, commune, on } = question;
  const query = new URLSearchParams({
    place: commune.code,
    form: who.legalForm,
    sector: who.sector,
    employees: String(who.employees),
  });
  if (who.revenue !== null) query.set('revenue', String(who.revenue));
  if (who.capital !== null) query.set('capital', String(who.capital));
  for (const [name, trait] of supportTraits) if (who[trait]) query.set(name, 'on');
  if (who.craftVillage && who.craftVillageDecision !== null) query.set('decision', who.craftVillageDecision);
  for (const wish of question.wishes) query.append('want', wish.content);
  for (const wish of question.wishes) {
    query.set(`cost.${wish.content}`, String(wish.cost));
    if (wish.total !== null) query.set(`total.${wish.content}`, String(wish.total));
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
] as const;
