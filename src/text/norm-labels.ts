import { formatDong, formatRate, type Dong, type Locale, type Rate } from '#kernel';
import { areas, type Area, type Fund, type Norm, type Rule } from '#law';
import { m } from '#messages';
import type { Family } from './family.ts';
import { AREAS, COST_KINDS, LEVELS, OTHER_AMOUNTS, SIZES, UNITS } from './law-families.ts';

const KINDS = {
  percent_with_cap: m.norms_kind_percent_with_cap,
  up_to: m.norms_kind_up_to,
  fixed: m.norms_kind_fixed,
  percent_of: m.norms_kind_percent_of,
  brackets: m.norms_kind_brackets,
  actual_cost: m.norms_kind_actual_cost,
  by_level: m.norms_kind_by_level,
  same_as: m.norms_kind_same_as,
  other_instrument: m.norms_kind_other_instrument,
  set_locally: m.norms_kind_set_locally,
  unknown: m.norms_kind_unknown,
} as unknown as Family;

const VERIFICATIONS = {
  full_text: m.norms_v_full_text,
  excerpt: m.norms_v_excerpt,
  inferred: m.norms_v_inferred,
  memory: m.norms_v_memory,
} as unknown as Family;

const CHANGES = {
  added: m.norms_change_added,
  removed: m.norms_change_removed,
  higher: m.norms_change_higher,
  lower: m.norms_change_lower,
  mixed: m.norms_change_mixed,
  reworded: m.norms_change_reworded,
} as unknown as Family;

const GROUPS = {
  1: m.norms_group_1,
  2: m.norms_group_2,
  3: m.norms_group_3,
  4: m.norms_group_4,
  5: m.norms_group_5,
  6: m.norms_group_6,
  7: m.norms_group_7,
  8: m.norms_group_8,
  9: m.norms_group_9,
} as unknown as Family;

const OUTCOMES = {
  gains: m.norms_outcome_gains,
  loses: m.norms_outcome_loses,
  stays: m.norms_outcome_stays,
  refused: m.norms_outcome_refused,
  possible: m.norms_outcome_possible,
  refused_by_both: m.norms_outcome_refused_by_both,
} as unknown as Family;

const FAMILIES = {
  kind: KINDS,
  verification: VERIFICATIONS,
  change: CHANGES,
  area: AREAS,
  unit: UNITS,
  cost: COST_KINDS,
  level: LEVELS,
  other: OTHER_AMOUNTS,
};

/** The word for a code of the norms; a code that has none is shown itself. */
export function normLabel(family: keyof typeof FAMILIES, code: string, locale: Locale): string {
  return FAMILIES[family][code]?.({}, { locale }) ?? code;
}

/** The name of one of the nine groups of contents, with its number. */
export function contentGroupLabel(group: number, locale: Locale): string {
  return `${group}. ${GROUPS[group]?.({}, { locale }) ?? ''}`;
}

const FUNDS = {
  national: m.norms_public_fund_national,
  local: m.norms_public_fund_local,
} as unknown as Family;

export function fundTitle(fund: Fund, locale: Locale): string {
  return FUNDS[fund]?.({}, { locale }) ?? fund;
}

/** What became of a project under a draft of norms. */
export function outcomeLabel(code: string, locale: Locale): string {
  return OUTCOMES[code]?.({}, { locale }) ?? code;
}

/** A size class of establishments. */
export function sizeLabel(code: string, locale: Locale): string {
  return code === 'not_measured'
    ? m.norms_size_not_measured({}, { locale })
    : (SIZES[code]?.({}, { locale }) ?? code);
}

export const ruleKinds = Object.keys(KINDS);

/** The level of a norm in a few words: "30 %, tối đa 200.000.000 đồng". One line for every area that differs. */
export function ruleLines(rule: Rule, locale: Locale): readonly string[] {
  const dong = (amount: Dong) => `${formatDong(amount, locale)} đồng`;
  const share = (rate: Rate) => formatRate(rate, locale);
  const byArea = (say: (area: Area) => string): readonly string[] => {
    const said = areas.map(say);
    if (new Set(said).size === 1) return [said[0]!];
    return areas.map((area, i) => `${normLabel('area', area, locale)}: ${said[i]}`);
  };
  const capped = (percent: Rate, cap: Dong | undefined) =>
    cap === undefined
      ? m.norms_rule_uncapped({ percent: share(percent) }, { locale })
      : m.norms_rule_capped({ percent: share(percent), cap: dong(cap) }, { locale });
  switch (rule.kind) {
    case 'percent_with_cap':
      return byArea((area) => capped(rule.percent[area], rule.cap?.[area]));
    case 'up_to':
      return byArea((area) => m.norms_rule_up_to({ cap: dong(rule.cap[area]) }, { locale }));
    case 'fixed':
      return byArea((area) => dong(rule.amount[area]));
    case 'percent_of': {
      const amount = normLabel('other', rule.amount, locale);
      return byArea((area) => {
        const percent = m.norms_rule_of({ percent: share(rule.percent[area]), amount }, { locale });
        const cap = rule.cap?.[area];
        return cap === undefined ? percent : m.norms_rule_capped({ percent, cap: dong(cap) }, { locale });
      });
    }
    case 'actual_cost':
      return byArea((area) => m.norms_rule_uncapped({ percent: share(rule.percent[area]) }, { locale }));
    case 'by_level':
      return Object.entries(rule.caps).map(
        ([level, cap]) => `${normLabel('level', level, locale)}: ${capped(rule.percent.normal, cap)}`,
      );
    case 'brackets':
      return rule.brackets.map(({ from, below, amount }) =>
        below === null
          ? m.norms_rule_bracket_last({ from: dong(from), amount: dong(amount) }, { locale })
          : m.norms_rule_bracket({ from: dong(from), below: dong(below), amount: dong(amount) }, { locale }),
      );
    case 'same_as':
      return [m.norms_rule_same({ content: rule.content }, { locale })];
    case 'other_instrument':
    case 'set_locally':
      return [rule.where[locale]];
    case 'unknown':
      return [normLabel('kind', 'unknown', locale)];
  }
}

/** "tính cho một cơ sở" */
export function perUnit(norm: Pick<Norm, 'unitOfCount'>, locale: Locale): string {
  return m.norms_per({ unit: normLabel('unit', norm.unitOfCount, locale) }, { locale });
}
