import { formatDong, formatRate, type Dong, type Locale, type Rate } from '#kernel';
import { areas, isVerified, type Limit, type Norm, type Rule } from '#law';
import { m } from '#messages';
import { normLabel } from './norm-labels.ts';

/** What stands beside the level of a norm: when the cap is higher, for whom, for which costs, how often. */
export function normConditions(norm: Norm, locale: Locale): readonly string[] {
  const listed = (family: 'area' | 'cost', codes: readonly string[]) =>
    codes.map((code) => normLabel(family, code, locale)).join(', ');
  return [
    ...lineCondition(norm.rule, locale),
    ...(norm.areas === null
      ? []
      : [m.norms_condition_areas({ areas: listed('area', norm.areas) }, { locale })]),
    ...(norm.costs === null
      ? []
      : [m.norms_condition_costs({ costs: listed('cost', norm.costs) }, { locale })]),
    ...norm.limits.flatMap((limit) => limitConditions(limit, locale)),
  ];
}

function lineCondition(rule: Rule, locale: Locale): readonly string[] {
  if (rule.kind !== 'percent_with_cap' || rule.line === null || rule.cap === null) return [];
  const { cap, line } = rule;
  const factor = formatRate((line.factor / 100n) as Rate, locale).replace('%', '');
  const raised = areas.map((area) => ((cap[area] * line.factor) / 10_000n) as Dong);
  const caps = [...new Set(raised)].map((amount) => formatDong(amount, locale)).join(' – ');
  const say = line.when === 'always' ? m.norms_condition_line_always : m.norms_condition_line_asked;
  return [say({ factor, caps }, { locale })];
}

/** An unverified limit says so itself: the norm it belongs to may be verified. */
function limitConditions(limit: Limit, locale: Locale): readonly string[] {
  const { within, times, amount } = limit;
  const year = within === 'year';
  const said: string[] = [];
  if (times !== null) {
    const say = year ? m.norms_condition_times_year : m.norms_condition_times_ever;
    said.push(say({ times: String(times) }, { locale }));
  }
  if (amount === 'cap') {
    const say = year ? m.norms_condition_cap_year : m.norms_condition_cap_ever;
    said.push(say({}, { locale }));
  } else if (amount !== null) {
    const say = year ? m.norms_condition_amount_year : m.norms_condition_amount_ever;
    said.push(say({ amount: formatDong(amount, locale) }, { locale }));
  }
  const whole = said.map((sentence) => withContents(sentence, limit, locale));
  if (isVerified(limit.verification)) return whole;
  const unverified = m.ui_citation_unverified({}, { locale });
  return whole.map((sentence) => `${sentence} (${unverified})`);
}

function withContents(sentence: string, { contents }: Limit, locale: Locale): string {
  if (contents === null) return sentence;
  return m.norms_condition_together({ limit: sentence, contents: contents.join(', ') }, { locale });
}
