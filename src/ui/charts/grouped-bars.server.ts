import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarDrawings } from './bar-chart.server.ts';
import { chartColour, chartFont, drawChart } from './chart.server.ts';

use([BarChart, GridComponent, SVGRenderer]);

/** Bars that stand beside each other under one label, one for each series. */
export interface BarGroup {
  readonly label: string;
  /** Only for drawing; the exact amounts stand in the table. Null: none is known. */
  readonly values: readonly (number | null)[];
}

/** The colours of the series, in their order: what was, what would be, and what there is for it. */
const seriesColours = [chartColour.indigoSoft, chartColour.lacquer, chartColour.bambooSoft] as const;

/** The last drawings: a page's figures change a few times an hour, and drawing them takes longer than all the rest of it. */
const drawn = new Map<string, BarDrawings>();
const KEPT = 50;

/** Some series side by side, drawn for a wide place and for a narrow one; a legend stands beside them in the page. */
export function drawGroupedBars(
  groups: readonly BarGroup[],
  axisText: (value: number) => string,
): BarDrawings {
  const key = `${JSON.stringify(groups)} ${axisText(12_345_678.5)}`;
  const drawing = drawn.get(key) ?? draw(groups, axisText);
  // Asked for again, it goes to the end; the one not asked for the longest is dropped.
  drawn.delete(key);
  drawn.set(key, drawing);
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return drawing;
}

function draw(groups: readonly BarGroup[], axisText: (value: number) => string): BarDrawings {
  const count = groups[0]?.values.length ?? 0;
  const labels = {
    type: 'category' as const,
    data: groups.map(({ label }) => label),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: chartColour.inkSoft } },
    axisLabel: { color: chartColour.ink, fontSize: chartFont.size, interval: 0, margin: 8 },
  };
  const amounts = {
    type: 'value' as const,
    axisLabel: { color: chartColour.inkSoft, fontSize: chartFont.size, formatter: axisText },
    splitLine: { lineStyle: { color: chartColour.line } },
  };
  const series = Array.from({ length: count }, (_, i) => ({
    type: 'bar' as const,
    data: groups.map(({ values }) => values[i] ?? null),
    itemStyle: { color: seriesColours[i] },
    barGap: '0%',
    barCategoryGap: '30%',
    barMaxWidth: 72,
  }));
  // Letters are wider than the server reckons: amounts beside standing bars and labels beside lying ones get more room.
  const grid = { left: 4, right: 12, top: 12, bottom: 18 }; // room for the dots below Vietnamese letters
  return {
    // Beyond a dozen groups standing labels would run into each other.
    wide:
      groups.length > 12
        ? drawChart(
            { grid, xAxis: amounts, yAxis: { ...labels, inverse: true }, series },
            { width: 1080, height: 40 + groups.length * (12 + 14 * count) },
          )
        : drawChart(
            { grid: { ...grid, left: 14 }, xAxis: labels, yAxis: amounts, series },
            { width: 1080, height: 320 },
          ),
    narrow: drawChart(
      {
        grid: { ...grid, left: 38 },
        xAxis: { type: 'value', show: false },
        yAxis: { ...labels, inverse: true },
        series,
      },
      { width: 340, height: 16 + groups.length * (14 + 12 * count) },
    ),
  };
}
