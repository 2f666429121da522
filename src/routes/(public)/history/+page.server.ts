import { historyFor } from '#app/history-figures.ts';
import { formatBillions, type Locale } from '#kernel';
import { mayHistory, type StatedFigure } from '#reporting';
import { drawBars } from '#ui/charts/bar-chart.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const history = await historyFor(locals);
  return {
    history,
    series: (['local', 'central'] as const)
      .map((source) => ({ source, figures: yearly(history.figures, source) }))
      .filter(({ figures }) => figures.length > 0)
      .map(({ source, figures }) => ({ source, figures, drawing: draw(figures, locals.locale) })),
    mayResolve: locals.actor !== null && mayHistory(locals.actor, 'resolve'),
  };
};

function yearly(figures: readonly StatedFigure[], source: StatedFigure['source']): StatedFigure[] {
  return figures.filter((figure) => figure.kind === 'yearly_stated' && figure.source === source);
}

function draw(figures: readonly StatedFigure[], locale: Locale) {
  const bars = figures.map(({ period, amount }) => ({
    label: String(period.from),
    value: Number(amount) / 1e9,
    text: formatBillions(amount, locale, { decimals: 2 }),
  }));
  return drawBars(bars, (value) => value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB'));
}
