import { m } from '#messages';
import type { ForecastEvent, Leg } from '#projects';

type Label = () => string;

const LEGS: Readonly<Record<Leg, readonly [Label, Label?]>> = {
  whole: [m.times_leg_whole],
  need: [m.times_leg_need, m.times_leg_need_from],
  screening: [m.times_leg_screening, m.times_leg_screening_from],
  appraisal: [m.times_leg_appraisal, m.times_leg_appraisal_from],
  plan: [m.times_leg_plan, m.times_leg_plan_from],
  estimate: [m.times_leg_estimate, m.times_leg_estimate_from],
  contract: [m.times_leg_contract, m.times_leg_contract_from],
  first_payment: [m.times_leg_first_payment, m.times_leg_first_payment_from],
  advance: [m.times_leg_advance, m.times_leg_advance_from],
  works: [m.times_leg_works, m.times_leg_works_from],
  term: [m.times_leg_term, m.times_leg_term_from],
  payment: [m.times_leg_payment, m.times_leg_payment_from],
  settlement: [m.times_leg_settlement, m.times_leg_settlement_from],
};

export const legLabel = (leg: Leg) => LEGS[leg][0]();
/** From which act to which; empty where the name says it. */
export const legSpan = (leg: Leg) => LEGS[leg][1]?.() ?? '';

const EVENTS: Readonly<Record<ForecastEvent, Label>> = {
  advance: m.times_event_advance,
  acceptance: m.times_event_acceptance,
  settlement: m.times_event_settlement,
};

export const forecastLabel = (event: ForecastEvent) => EVENTS[event]();
/** "12/2026" of a month written `2026-12`. */
export const monthLabel = (month: string) =>
  m.times_month_of({ month: month.slice(5), year: month.slice(0, 4) });
