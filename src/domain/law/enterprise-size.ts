import type { Dong } from '#kernel';
import type { ApplicantFacts } from './applicant.ts';
import type { EligibilityBook, EnterpriseSize, SizeClass } from './eligibility-rules.ts';
import { finding, type Finding } from './finding.ts';

/** Small and medium enterprises only; other legal forms are not measured. */
export function judgeSize(facts: ApplicantFacts, book: EligibilityBook): Finding {
  const form = book.legalForms.get(facts.legalForm);
  if (form === undefined || !form.enterprise) {
    return finding('size_is_not_measured', 'passed', book.rules.legalForms, { legalForm: facts.legalForm });
  }
  const largest = book.sizes.at(-1);
  if (largest === undefined) return finding('size_thresholds_unknown', 'to_be_shown', book.rules.size);
  for (const size of book.sizes) {
    if (within(facts, size) === true) return finding('size_is_within', 'passed', size, { class: size.class });
  }
  const params = {
    employees: largest.mostEmployees,
    revenue: largest.mostRevenue,
    capital: largest.mostCapital,
  };
  return within(facts, largest) === false
    ? finding('size_is_above', 'failed', largest, params)
    : finding('size_needs_figures', 'to_be_shown', largest, params);
}

/** The size class of who applies; null where the law measures none, or figures are missing or above all classes. */
export function sizeClassOf(facts: SizedFacts, book: EligibilityBook): SizeClass | null {
  if (book.legalForms.get(facts.legalForm)?.enterprise !== true) return null;
  return book.sizes.find((size) => within(facts, size) === true)?.class ?? null;
}

type SizedFacts = Pick<ApplicantFacts, 'legalForm' | 'employees' | 'revenue' | 'capital'>;

/** Few enough employees, and revenue or capital within its limit; undefined while figures are missing. */
function within(facts: SizedFacts, size: EnterpriseSize): boolean | undefined {
  if (facts.employees > size.mostEmployees) return false;
  const revenue = atMost(facts.revenue, size.mostRevenue);
  const capital = atMost(facts.capital, size.mostCapital);
  if (revenue === true || capital === true) return true;
  return revenue === false && capital === false ? false : undefined;
}

function atMost(figure: Dong | null, limit: Dong): boolean | undefined {
  return figure === null ? undefined : figure <= limit;
}
