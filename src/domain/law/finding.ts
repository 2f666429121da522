import type { RefusalParams } from '#kernel';
import { isVerified, type Citation } from './citation.ts';
import type { Basis } from './eligibility-rules.ts';

export type FindingStatus = 'passed' | 'failed' | 'to_be_shown';

export type FindingCode =
  | 'legal_form_is_listed'
  | 'legal_form_is_not_listed'
  | 'form_counts_anywhere'
  | 'place_is_rural'
  | 'place_is_not_rural'
  | 'place_is_craft_village'
  | 'craft_village_needs_decision'
  | 'place_needs_old_district'
  | 'old_place_counted'
  | 'old_place_did_not_count'
  | 'place_depends_on_old_unit'
  | 'sector_is_listed'
  | 'sector_is_not_listed'
  | 'sector_needs_difficult_area'
  | 'sector_is_for_difficult_areas'
  | 'size_is_within'
  | 'size_is_above'
  | 'size_needs_figures'
  | 'size_thresholds_unknown'
  | 'size_is_not_measured'
  | 'cleaner_production_counts_anywhere'
  | 'cluster_investment_counts_anywhere';

/** One rule, applied: passed, failed, or to be shown by a paper. */
export interface Finding {
  readonly code: FindingCode;
  readonly status: FindingStatus;
  readonly params: RefusalParams;
  readonly citation: Citation | null;
  readonly verified: boolean;
}

/** Builds a finding on what it rests on. */
export function finding(
  code: FindingCode,
  status: FindingStatus,
  basis: Basis,
  params: RefusalParams = {},
): Finding {
  return { code, status, params, citation: basis.citation, verified: isVerified(basis.verification) };
}
