import { floorDong, subtractDong, sumDong, type Dong } from '#kernel';
import { yearsOf, type FigureSource, type Period, type StatedFigure } from './stated-figure.ts';

export type CheckCode =
  | 'local_plus_central_equals_headline'
  | 'yearly_local_equals_local'
  | 'yearly_central_equals_central'
  | 'local_average_over_period'
  | 'central_average_over_period';

/** What may lie behind a difference; each has its sentence. None is taken for true without a source. */
export type Explanation =
  | 'plan_and_spending_differ'
  | 'rates_are_rounded'
  | 'last_year_was_not_over'
  | 'years_are_missing'
  | 'another_source_is_counted'
  | 'fewer_years_are_counted';

/** One statement set against another. Derived from the figures whenever it is shown, never stored. */
export interface Check {
  readonly code: CheckCode;
  readonly period: Period;
  readonly stated: Dong;
  readonly computed: Dong;
  /** computed − stated. */
  readonly difference: Dong;
  /** An observation compares what need not be equal; a difference there is odd, not wrong. */
  readonly observation: boolean;
  readonly explanations: readonly Explanation[];
  /** Figures the explanations name: amounts, years, and counts of years in hundredths (1405n = 14.05). */
  readonly detail: Readonly<Record<string, bigint | number>>;
}

/** The headline of a set of figures and what it should agree with. Undefined when nothing is headlined. */
export interface Summary {
  readonly period: Period;
  readonly headline: Dong;
  readonly local: Dong | undefined;
  readonly central: Dong | undefined;
  readonly yearlyLocal: Dong;
  readonly yearlyCentral: Dong;
}

/** Sums of the longest period that has a headline. */
export function summarise(figures: readonly StatedFigure[]): Summary | undefined {
  const headline = figures
    .filter((figure) => figure.kind === 'headline_stated')
    .toSorted((a, b) => b.period.to - b.period.from - (a.period.to - a.period.from))[0];
  if (headline === undefined) return undefined;
  const { period } = headline;
  return {
    period,
    headline: headline.amount,
    local: totalOf(figures, 'local', period)?.amount,
    central: totalOf(figures, 'central', period)?.amount,
    yearlyLocal: sumDong(yearlyOf(figures, 'local', period).map((figure) => figure.amount)),
    yearlyCentral: sumDong(yearlyOf(figures, 'central', period).map((figure) => figure.amount)),
  };
}

/** All checks the figures allow, in the order they are shown. */
export function reconcile(figures: readonly StatedFigure[]): Check[] {
  const summary = summarise(figures);
  if (summary === undefined) return [];
  return [
    ...headlineCheck(summary),
    ...yearlyCheck('yearly_local_equals_local', 'local', figures, summary),
    ...yearlyCheck('yearly_central_equals_central', 'central', figures, summary),
    ...averageCheck('local_average_over_period', 'local', figures, summary),
    ...averageCheck('central_average_over_period', 'central', figures, summary),
  ];
}

function headlineCheck({ period, headline, local, central }: Summary): Check[] {
  if (local === undefined || central === undefined) return [];
  const computed = sumDong([local, central]);
  const differs = computed !== headline;
  const explanations = differs ? (['another_source_is_counted', 'rates_are_rounded'] as const) : [];
  return [check('local_plus_central_equals_headline', period, headline, computed, { explanations })];
}

function yearlyCheck(
  code: CheckCode,
  source: FigureSource,
  figures: readonly StatedFigure[],
  { period }: Summary,
): Check[] {
  const total = totalOf(figures, source, period);
  const yearly = yearlyOf(figures, source, period);
  const last = yearly.at(-1);
  if (total === undefined || last === undefined) return [];
  const computed = sumDong(yearly.map((figure) => figure.amount));
  const missing = yearsOf(period).length - yearly.length;
  const explanations: Explanation[] = [];
  if (computed !== total.amount) {
    if (missing > 0) explanations.push('years_are_missing');
    explanations.push('plan_and_spending_differ');
    if (computed > total.amount) explanations.push('last_year_was_not_over');
    explanations.push('rates_are_rounded');
  }
  const rest = subtractDong(subtractDong(computed, last.amount), total.amount);
  const detail = { missing, lastYear: last.period.to, withoutLastYear: rest };
  return [check(code, period, total.amount, computed, { explanations, detail })];
}

/** A stated average set against the stated total over the years of the period. */
function averageCheck(
  code: CheckCode,
  source: FigureSource,
  figures: readonly StatedFigure[],
  { period }: Summary,
): Check[] {
  const total = totalOf(figures, source, period);
  const stated = total?.yearlyAverage ?? null;
  if (total === undefined || stated === null) return [];
  const years = yearsOf(period).length;
  const computed = floorDong(total.amount, BigInt(years));
  const hundredths = (total.amount * 200n + stated) / (stated * 2n);
  // A rounded average is no difference: it agrees when it stands for the period's own number of years.
  const agrees = (hundredths + 50n) / 100n === BigInt(years);
  const implied = Number((hundredths + 50n) / 100n);
  return [
    check(code, period, agrees ? computed : stated, computed, {
      explanations: agrees ? [] : ['fewer_years_are_counted', 'rates_are_rounded'],
      detail: { years, hundredths, from: period.to - implied + 1, average: stated },
      observation: true,
    }),
  ];
}

function check(
  code: CheckCode,
  period: Period,
  stated: Dong,
  computed: Dong,
  more: Partial<Pick<Check, 'explanations' | 'detail' | 'observation'>>,
): Check {
  const difference = subtractDong(computed, stated);
  return {
    code,
    period,
    stated,
    computed,
    difference,
    observation: false,
    explanations: [],
    detail: {},
    ...more,
  };
}

function totalOf(figures: readonly StatedFigure[], source: FigureSource, period: Period) {
  return figures.find(
    (figure) =>
      figure.kind === 'period_total_stated' &&
      figure.source === source &&
      figure.period.from === period.from &&
      figure.period.to === period.to,
  );
}

function yearlyOf(figures: readonly StatedFigure[], source: FigureSource, period: Period): StatedFigure[] {
  return figures
    .filter(
      (figure) =>
        figure.kind === 'yearly_stated' &&
        figure.source === source &&
        figure.period.from >= period.from &&
        figure.period.to <= period.to,
    )
    .toSorted((a, b) => a.period.from - b.period.from);
}
