import type { Locale } from '#kernel';
import { m } from '#messages';
import type { Family } from './family.ts';

export const FINDINGS = {
  legal_form_is_listed: m.law_finding_legal_form_is_listed,
  legal_form_is_not_listed: m.law_finding_legal_form_is_not_listed,
  form_counts_anywhere: m.law_finding_form_counts_anywhere,
  place_is_rural: m.law_finding_place_is_rural,
  place_is_not_rural: m.law_finding_place_is_not_rural,
  place_is_craft_village: m.law_finding_place_is_craft_village,
  craft_village_needs_decision: m.law_finding_craft_village_needs_decision,
  place_needs_old_district: m.law_finding_place_needs_old_district,
  sector_is_listed: m.law_finding_sector_is_listed,
  sector_is_not_listed: m.law_finding_sector_is_not_listed,
  sector_needs_difficult_area: m.law_finding_sector_needs_difficult_area,
  sector_is_for_difficult_areas: m.law_finding_sector_is_for_difficult_areas,
  size_is_within: m.law_finding_size_is_within,
  old_place_counted: m.law_finding_old_place_counted,
  old_place_did_not_count: m.law_finding_old_place_did_not_count,
  place_depends_on_old_unit: placeDependsOnOldUnit,
  size_is_above: m.law_finding_size_is_above,
  size_needs_figures: m.law_finding_size_needs_figures,
  size_thresholds_unknown: m.law_finding_size_thresholds_unknown,
  size_is_not_measured: m.law_finding_size_is_not_measured,
  cleaner_production_counts_anywhere: m.law_finding_cleaner_production_counts_anywhere,
  cluster_investment_counts_anywhere: m.law_finding_cluster_investment_counts_anywhere,
} as unknown as Family;

export const STATUSES = {
  passed: m.law_status_passed,
  failed: m.law_status_failed,
  to_be_shown: m.law_status_to_be_shown,
} as unknown as Family;

export const VERDICTS = {
  eligible: m.law_verdict_eligible,
  not_eligible: m.law_verdict_not_eligible,
  to_be_shown: m.law_verdict_to_be_shown,
} as unknown as Family;

export const PRIORITIES = {
  women_owned: m.law_priority_women_owned,
  minority_owned: m.law_priority_minority_owned,
  upland: m.law_priority_upland,
  island: m.law_priority_island,
  border: m.law_priority_border,
  minority_area: m.law_priority_minority_area,
  poor_district: m.law_priority_poor_district,
  new_rural: m.law_priority_new_rural,
  typical_product: m.law_priority_typical_product,
  key_product: m.law_priority_key_product,
  exports: m.law_priority_exports,
  local_material: m.law_priority_local_material,
  processing: m.law_priority_processing,
  mechanical: m.law_priority_mechanical,
  supporting_industry: m.law_priority_supporting_industry,
  agricultural_chemicals: m.law_priority_agricultural_chemicals,
  cleaner_production: m.law_priority_cleaner_production,
  much_labour: m.law_priority_much_labour,
  difficult_area: m.law_priority_difficult_area,
} as unknown as Family;

/** Places in the order of priority: reached, and none of them. */
export const ORDER = {
  area: m.law_order_area,
  area_last: m.law_order_area_last,
  area_unknown: m.law_order_area_unknown,
  sector: m.law_order_sector,
  sector_last: m.law_order_sector_last,
  owner: m.law_order_owner,
  owner_last: m.law_order_owner_last,
} as unknown as Family;

export const SIZES = {
  micro: m.law_size_micro,
  small: m.law_size_small,
  medium: m.law_size_medium,
} as unknown as Family;

export const PLACES = {
  ward_city: m.law_place_ward_city,
  ward_province: m.law_place_ward_province,
  commune_city: m.law_place_commune_city,
  commune_province: m.law_place_commune_province,
  special_zone_city: m.law_place_special_zone_city,
  special_zone_province: m.law_place_special_zone_province,
} as unknown as Family;

export const STEPS = {
  norm_set_used: m.law_step_norm_set_used,
  norm_set_used_until: m.law_step_norm_set_used_until,
  sample_set: m.law_step_sample_set,
  norm_is_unverified: m.law_step_norm_is_unverified,
  computed_as_content: m.law_step_computed_as_content,
  percent_of_cost: m.law_step_percent_of_cost,
  whole_cost: m.law_step_whole_cost,
  cap_for_unit: m.law_step_cap_for_unit,
  bracket_of_investment: m.law_step_bracket_of_investment,
  line_raises_cap: m.law_step_line_raises_cap,
  line_changes_nothing: m.law_step_line_changes_nothing,
  cap_decides: m.law_step_cap_decides,
  cost_decides: m.law_step_cost_decides,
  within_no_cap: m.law_step_within_no_cap,
  priority_may_raise: m.law_step_priority_may_raise,
  sum_of_units: m.law_step_sum_of_units,
  units_are_one: m.law_step_units_are_one,
  vat_left_out: m.law_step_vat_left_out,
  vat_treatment_unknown: m.law_step_vat_treatment_unknown,
  cost_kind_left_out: m.law_step_cost_kind_left_out,
  percent_of_other: m.law_step_percent_of_other,
  rate_of_area: m.law_step_rate_of_area,
  actual_cost: m.law_step_actual_cost,
  price_by_tender: m.law_step_price_by_tender,
  fixed_amount: m.law_step_fixed_amount,
  cap_of_level: m.law_step_cap_of_level,
  priority_raises: m.law_step_priority_raises,
  had_before_year: m.law_step_had_before_year,
  had_before_ever: m.law_step_had_before_ever,
  fixed_decides: m.law_step_fixed_decides,
  earlier_support_decides: m.law_step_earlier_support_decides,
  unit: m.law_step_unit,
  national_level_stands_in: m.law_step_national_level_stands_in,
} as unknown as Family;

export const UNITS = {
  learner: m.law_unit_learner,
  event: m.law_unit_event,
  person: m.law_unit_person,
  enterprise: m.law_unit_enterprise,
  model: m.law_unit_model,
  establishment: m.law_unit_establishment,
  fair: m.law_unit_fair,
  booth: m.law_unit_booth,
  round: m.law_unit_round,
  product: m.law_unit_product,
  trademark: m.law_unit_trademark,
  showroom: m.law_unit_showroom,
  association: m.law_unit_association,
  linkage_cluster: m.law_unit_linkage_cluster,
  cluster: m.law_unit_cluster,
  person_month: m.law_unit_person_month,
  year: m.law_unit_year,
  project: m.law_unit_project,
  craft_village: m.law_unit_craft_village,
} as unknown as Family;

export const COST_KINDS = {
  opening_vietnam_only: m.law_cost_opening_vietnam_only,
  common_area: m.law_cost_common_area,
  organising_committee: m.law_cost_organising_committee,
  building: m.law_cost_building,
  machinery: m.law_cost_machinery,
  documents: m.law_cost_documents,
  installation: m.law_cost_installation,
  training: m.law_cost_training,
  consultancy: m.law_cost_consultancy,
  business_plan: m.law_cost_business_plan,
  founding_project: m.law_cost_founding_project,
  registration: m.law_cost_registration,
  air_fare: m.law_cost_air_fare,
  booth_rent: m.law_cost_booth_rent,
  information: m.law_cost_information,
  space: m.law_cost_space,
  design: m.law_cost_design,
  booth: m.law_cost_booth,
  seminar: m.law_cost_seminar,
  organisers: m.law_cost_organisers,
  levelling: m.law_cost_levelling,
  internal_roads: m.law_cost_internal_roads,
  water_supply: m.law_cost_water_supply,
  drainage: m.law_cost_drainage,
  other: m.law_cost_other,
} as unknown as Family;

export const LEVELS = {
  commune: m.law_level_commune,
  provincial: m.law_level_provincial,
  regional: m.law_level_regional,
  national: m.law_level_national,
} as unknown as Family;

export const OTHER_AMOUNTS = {
  interest: m.law_other_interest,
  year_budget: m.law_other_year_budget,
  project_estimate: m.law_other_project_estimate,
} as unknown as Family;

export const AREAS = {
  normal: m.law_area_normal,
  difficult: m.law_area_difficult,
  especially_difficult: m.law_area_especially_difficult,
} as unknown as Family;

/** Which old units decide: only the parts that have any. */
function placeDependsOnOldUnit(
  { counts = '', not = '', unclear = '' }: Readonly<Record<string, string>>,
  options: { locale: Locale },
): string {
  return [
    m.law_finding_place_depends_on_old_unit({}, options),
    counts === '' ? '' : m.law_old_units_count({ counts }, options),
    not === '' ? '' : m.law_old_units_do_not_count({ not }, options),
    unclear === '' ? '' : m.law_old_units_are_unclear({ unclear }, options),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
