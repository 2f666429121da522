import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartColour, chartFont, drawChart } from './chart.server.ts';

use([BarChart, GridComponent, SVGRenderer]);

export interface Bar {
  /** Below the bar (beside it when lying). */
  readonly label: string;
  /** Only for drawing; the exact amount stands in `text` and in the table. */
  readonly value: number;
  /** At the bar's end. */
  readonly text: string;
}

export interface BarDrawings {
  /** Standing bars, for places at least 40 rem wide. */
  readonly wide: string;
  /** Lying bars, one a line, for a telephone. */
  readonly narrow: string;
}

/** Bars of one series, drawn for a wide place and for a narrow one. `axisText` writes the marks of the scale. */
export function drawBars(bars: readonly Bar[], axisText: (value: number) => string): BarDrawings {
  return { wide: standing(bars, axisText), narrow: lying(bars) };
}

function standing(bars: readonly Bar[], axisText: (value: number) => string): string {
  return drawChart(
    {
      grid: { left: 4, right: 4, top: 24, bottom: 4 },
      xAxis: category(bars, { margin: 10 }),
      yAxis: {
        type: 'value',
        axisLabel: { color: chartColour.inkSoft, fontSize: chartFont.size, formatter: axisText },
        splitLine: { lineStyle: { color: chartColour.line } },
      },
      series: [series(bars, 'top', { barCategoryGap: '28%' })],
    },
    { width: 1080, height: 320 },
  );
}

function lying(bars: readonly Bar[]): string {
  return drawChart(
    {
      grid: { left: 8, right: 40, top: 0, bottom: 0 },
      xAxis: { type: 'value', show: false },
      yAxis: { ...category(bars, { margin: 8 }), inverse: true },
      series: [series(bars, 'right', { barCategoryGap: '30%' })],
    },
    { width: 340, height: 16 + bars.length * 26 },
  );
}

function category(bars: readonly Bar[], label: { readonly margin: number }) {
  return {
    type: 'category' as const,
    data: bars.map((bar) => bar.label),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: chartColour.inkSoft } },
    axisLabel: { color: chartColour.ink, fontSize: chartFont.size, interval: 0, ...label },
  };
}

function series(bars: readonly Bar[], at: 'top' | 'right', more: { readonly barCategoryGap: string }) {
  return {
    type: 'bar' as const,
    data: bars.map((bar) => bar.value),
    itemStyle: { color: chartColour.lacquer },
    label: {
      show: true,
      position: at,
      color: chartColour.ink,
      fontSize: chartFont.size,
      fontWeight: 600 as const,
      formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.text ?? '',
    },
    ...more,
  };
}
