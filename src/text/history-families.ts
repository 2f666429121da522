import { m } from '#messages';
import type { Family } from './family.ts';

export const CHECKS = {
  local_plus_central_equals_headline: m.history_check_local_plus_central_equals_headline,
  yearly_local_equals_local: m.history_check_yearly_local_equals_local,
  yearly_central_equals_central: m.history_check_yearly_central_equals_central,
  local_average_over_period: m.history_check_local_average_over_period,
  central_average_over_period: m.history_check_central_average_over_period,
} as unknown as Family;

export const STATES = {
  agrees: m.history_state_agrees,
  open: m.history_state_open,
  resolved: m.history_state_resolved,
} as unknown as Family;

export const SOURCES = {
  local: m.history_source_local,
  central: m.history_source_central,
  all: m.history_source_all,
} as unknown as Family;

export const KINDS = {
  yearly_stated: m.history_kind_yearly_stated,
  period_total_stated: m.history_kind_period_total_stated,
  headline_stated: m.history_kind_headline_stated,
} as unknown as Family;

export const EXPLANATIONS = {
  plan_and_spending_differ: m.history_explanation_plan_and_spending_differ,
  rates_are_rounded: m.history_explanation_rates_are_rounded,
  last_year_was_not_over: m.history_explanation_last_year_was_not_over,
  years_are_missing: m.history_explanation_years_are_missing,
  another_source_is_counted: m.history_explanation_another_source_is_counted,
  fewer_years_are_counted: m.history_explanation_fewer_years_are_counted,
} as unknown as Family;
