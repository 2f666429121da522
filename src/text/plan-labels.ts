import type { PlanFault, PlanReason, ShareTarget, Topic } from '#appraisal';
import { formatDong, formatMillions, type Dong, type Locale } from '#kernel';
import { m } from '#messages';
import { contentGroupLabel } from './norm-labels.ts';

type Label = () => string;

const STATES = {
  drafting: m.plans_state_drafting,
  put_forward: m.plans_state_put_forward,
  decided: m.plans_state_decided,
} as const satisfies Record<string, Label>;

export const planStateLabel = (state: keyof typeof STATES): string => STATES[state]();

export function planTitle({ year, no }: { readonly year: number; readonly no: number }): string {
  const said = String(year);
  return no === 0 ? m.plans_annual({ year: said }) : m.plans_supplement({ no: String(no), year: said });
}

const STEPS: Readonly<Record<string, Label | undefined>> = {
  place: m.plans_step_place,
  drop: m.plans_step_drop,
  raise: m.plans_step_raise,
  lower: m.plans_step_lower,
  keep: m.plans_step_keep,
  free: m.plans_step_free,
  leave_out: m.plans_step_leave_out,
  let_in: m.plans_step_let_in,
  undo: m.plans_step_undo,
  take_proposal: m.plans_step_take_proposal,
  copy: m.plans_step_copy,
};

export const planStepLabel = (what: string): string => STEPS[what]?.() ?? what;

const LEVELS: Readonly<Record<string, Label | undefined>> = {
  area: m.plans_topic_area,
  sector: m.plans_topic_sector,
  owner: m.plans_topic_owner,
};

/** `contents`: names by code. */
export function topicLabel(topic: Topic, contents: ReadonlyMap<string, string>, locale: Locale): string {
  if (topic.of === 'priority') return LEVELS[topic.code]?.() ?? topic.code;
  if (topic.of === 'group') return contentGroupLabel(Number(topic.code), locale);
  return contents.get(topic.code) ?? topic.code;
}

/** Hundredths of a percent as a person writes them: 12,5. */
export function hundredths(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(share / 100);
}

export function targetLabel(
  target: ShareTarget,
  contents: ReadonlyMap<string, string>,
  locale: Locale,
): string {
  const said = { topic: topicLabel(target.topic, contents, locale), share: hundredths(target.share, locale) };
  return target.bound === 'least' ? m.plans_target_least(said) : m.plans_target_most(said);
}

/** What the sentences name: contents by code, projects and funds by id. */
export interface PlanNames {
  readonly contents: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, string>;
  readonly funds: ReadonlyMap<string, string>;
  readonly flagship: { readonly contents: number; readonly establishments: number };
}

export function reasonSentence(
  reason: PlanReason,
  names: Pick<PlanNames, 'contents'>,
  locale: Locale,
): string {
  const amount = (value: Dong) => formatDong(value, locale);
  switch (reason.code) {
    case 'kept':
      return m.plans_reason_kept();
    case 'chosen':
      return m.plans_reason_chosen({ score: String(reason.score) });
    case 'in_with_flagship':
      return m.plans_reason_in_with_flagship({ flagship: reason.flagship });
    case 'left_out':
      return m.plans_reason_left_out();
    case 'not_appraised':
      return m.plans_reason_not_appraised();
    case 'norm_gives_nothing':
      return m.plans_reason_norm_gives_nothing();
    case 'flagship_is_not_ready':
      return m.plans_reason_flagship_is_not_ready({ flagship: reason.flagship });
    case 'establishment_is_in':
      return m.plans_reason_establishment_is_in({ number: reason.number });
    case 'lower_value':
      return m.plans_reason_lower_value({
        left: amount(reason.left),
        score: String(reason.score),
        least: String(reason.least),
      });
    case 'does_not_fit':
      return m.plans_reason_does_not_fit({ score: String(reason.score), left: amount(reason.left) });
    case 'split_is_off':
      return m.plans_reason_split_is_off();
    case 'promise_is_full':
      return m.plans_reason_promise_is_full({ year: String(reason.year), left: amount(reason.left) });
    case 'share_is_reached':
      return m.plans_reason_share_is_reached({ target: targetLabel(reason.target, names.contents, locale) });
    case 'not_needed':
      return m.plans_reason_not_needed();
  }
}

export function planFaultSentence(fault: PlanFault, names: PlanNames, locale: Locale): string {
  const number = 'projectId' in fault ? (names.numbers.get(fault.projectId) ?? '?') : '';
  const fund = 'fundId' in fault ? (names.funds.get(fault.fundId) ?? '?') : '';
  switch (fault.code) {
    case 'plan_candidate_is_gone':
    case 'plan_candidate_is_twice':
    case 'plan_fund_is_gone':
      return m.plans_fault_gone({ number });
    case 'plan_support_is_too_much':
      return m.plans_fault_too_much({ number, over: formatDong(fault.over, locale) });
    case 'plan_split_is_off':
      return m.plans_fault_split({ number });
    case 'plan_promise_is_too_much':
      return m.plans_fault_promise({ year: String(fault.year), over: formatDong(fault.over, locale) });
    case 'plan_commitment_has_no_fund':
      return m.plans_fault_commitment({ number: fault.number });
    case 'plan_fund_is_overdrawn':
      return m.plans_fault_overdrawn({ fund, over: formatDong(fault.over, locale) });
    case 'plan_establishment_is_twice':
      return m.plans_fault_establishment({
        numbers: fault.projects.map((id) => names.numbers.get(id) ?? '?').join(', '),
      });
    case 'plan_flagship_is_parted':
      return m.plans_fault_flagship_parted({ name: fault.name });
    case 'plan_flagship_is_none':
      return m.plans_fault_flagship_none({
        name: fault.name,
        contents: String(names.flagship.contents),
        establishments: String(names.flagship.establishments),
      });
    case 'plan_share_is_missed':
      return m.plans_fault_share({ target: targetLabel(fault.target, names.contents, locale) });
    case 'plan_kept_is_missing':
      return m.plans_fault_kept({ number });
    case 'plan_out_is_placed':
      return m.plans_fault_out({ number });
  }
}

/** Thousandths of đồng as millions, to the million. */
export function worthText(value: bigint, locale: Locale): string {
  const millions = (value / 1_000_000_000n) * 1_000_000n;
  return formatMillions(millions as Dong, locale);
}
