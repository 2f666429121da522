import { contains, type LocalDate } from '#kernel';
import type { ApplicantFacts } from './applicant.ts';
import type { EligibilityBook, EligibilityRules } from './eligibility-rules.ts';
import { judgeSize } from './enterprise-size.ts';
import { finding, type Finding } from './finding.ts';
import { judgeOldPlaces } from './old-places.ts';
import { prioritiesOf, priorityOrderOf, type Priority, type PriorityOrder } from './priority.ts';

export interface Eligibility {
  /** `to_be_shown`: nothing stands against it, something must still be proven. */
  readonly verdict: 'eligible' | 'not_eligible' | 'to_be_shown';
  readonly findings: readonly Finding[];
  readonly priorities: readonly Priority[];
  /** Where its projects stand among others of a plan. */
  readonly priorityOrder: PriorityOrder;
  readonly document: string;
}

/** Who may be supported on a day, rule by rule, with what each rests on. */
export function judgeEligibility(facts: ApplicantFacts, on: LocalDate, book: EligibilityBook): Eligibility {
  const { rules } = book;
  const findings = [judgeForm(facts, rules), ...judgeRest(facts, on, book)];
  const verdict = findings.some((f) => f.status === 'failed')
    ? 'not_eligible'
    : findings.some((f) => f.status === 'to_be_shown')
      ? 'to_be_shown'
      : 'eligible';
  const priorities = prioritiesOf(facts, rules);
  const priorityOrder = priorityOrderOf(priorities, facts, rules);
  return { verdict, findings, priorities, priorityOrder, document: rules.document };
}

function judgeForm({ legalForm }: ApplicantFacts, { legalForms, document }: EligibilityRules): Finding {
  return legalForms.allowed.includes(legalForm)
    ? finding('legal_form_is_listed', 'passed', legalForms, { legalForm })
    : finding('legal_form_is_not_listed', 'failed', legalForms, { legalForm, document });
}

/**
 * Place, sector and size; or the one reason why they do not count. Cleaner production still has to
 * be in a listed sector, an investor in cluster infrastructure does not produce at all.
 */
function judgeRest(facts: ApplicantFacts, on: LocalDate, book: EligibilityBook): Finding[] {
  const { rules } = book;
  if (rules.legalForms.anywhere.includes(facts.legalForm)) {
    return [finding('form_counts_anywhere', 'passed', rules.legalForms, { legalForm: facts.legalForm })];
  }
  if (facts.clusterInvestor && rules.clusterInvestor !== null) {
    return [finding('cluster_investment_counts_anywhere', 'to_be_shown', rules.clusterInvestor)];
  }
  const sector = judgeSector(facts, on, book);
  const ordinary = [judgePlace(facts, on, rules), judgeSize(facts, book)];
  const cleaner = facts.cleanerProduction ? rules.cleanerProduction : null;
  if (cleaner !== null && ordinary.some((f) => f.status !== 'passed')) {
    return [finding('cleaner_production_counts_anywhere', 'to_be_shown', cleaner), sector];
  }
  return [ordinary[0]!, sector, ordinary[1]!];
}

function judgePlace(facts: ApplicantFacts, on: LocalDate, { place, document }: EligibilityRules): Finding {
  if (place.old !== null && facts.oldPlaces !== null && facts.oldPlaces.length > 0)
    return judgeOldPlaces(facts.oldPlaces, on, place.old);
  const where = { commune: facts.commune, province: facts.province };
  if (place.eligible[facts.province].includes(facts.commune)) {
    return finding('place_is_rural', 'passed', place, where);
  }
  if (place.toBeShown[facts.province].includes(facts.commune)) {
    return finding('place_needs_old_district', 'to_be_shown', place, where);
  }
  if (facts.craftVillage && place.craftVillage) {
    return facts.craftVillageDecision === null
      ? finding('craft_village_needs_decision', 'to_be_shown', place)
      : finding('place_is_craft_village', 'passed', place, { decision: facts.craftVillageDecision });
  }
  return finding('place_is_not_rural', 'failed', place, { ...where, document });
}

function judgeSector(facts: ApplicantFacts, on: LocalDate, { rules, sectors }: EligibilityBook): Finding {
  const sector = sectors.get(facts.sector);
  const params = { sector: facts.sector };
  if (sector === undefined || !contains(sector.inForce, on)) {
    return finding('sector_is_not_listed', 'failed', rules.sectors, params);
  }
  if (!rules.sectors.difficultAreasOnly.includes(sector.code)) {
    return finding('sector_is_listed', 'passed', sector, params);
  }
  if (facts.area === null) return finding('sector_needs_difficult_area', 'to_be_shown', sector, params);
  return facts.area === 'normal'
    ? finding('sector_is_for_difficult_areas', 'failed', sector, params)
    : finding('sector_is_listed', 'passed', sector, params);
}
