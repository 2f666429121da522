import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarDrawings } from './bar-chart.server.ts';
import { chartColour, chartFont, drawChart, type ChartSize } from './chart.server.ts';

use([BarChart, GridComponent, SVGRenderer]);

/** One bar made of parts, such as the dossiers of a stage: late, soon due, the rest. */
export interface StackedBar {
  readonly label: string;
  readonly parts: readonly number[];
  /** At the bar's end. */
  readonly text: string;
}

/** The colours of the parts, in their order; a legend stands beside the drawing in the page. */
const partColours = [chartColour.lacquer, chartColour.straw, chartColour.indigoSoft] as const;

/** The last drawings: a page's figures change a few times an hour, and drawing them takes longer than all the rest of it. */
const drawn = new Map<string, BarDrawings>();
const KEPT = 50;

/** Lying bars, one a line from top to bottom, for a wide place and for a narrow one. */
export function drawStackedBars(bars: readonly StackedBar[]): BarDrawings {
  const key = JSON.stringify(bars);
  const drawing = drawn.get(key) ?? {
    wide: lying(bars, { width: 1080, height: 24 + bars.length * 34 }),
    narrow: lying(bars, { width: 340, height: 16 + bars.length * 30 }),
  };
  // Asked for again, it goes to the end; the one not asked for the longest is dropped.
  drawn.delete(key);
  drawn.set(key, drawing);
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return drawing;
}

function lying(bars: readonly StackedBar[], size: ChartSize): string {
  const last = Math.max(0, ...bars.map(({ parts }) => parts.length)) - 1;
  const series = Array.from({ length: last + 1 }, (_, i) => ({
    type: 'bar' as const,
    stack: 'all',
    data: bars.map(({ parts }) => parts[i] ?? 0),
    itemStyle: { color: partColours[i] },
    barCategoryGap: '32%',
    // The last part carries the text, at the end of the whole, even where that part is none.
    ...(i === last
      ? {
          label: {
            show: true,
            position: 'right' as const,
            color: chartColour.ink,
            fontSize: chartFont.size,
            fontWeight: 600 as const,
            formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.text ?? '',
          },
        }
      : {}),
  }));
  return drawChart(
    {
      grid: { left: 8, right: 56, top: 0, bottom: 0 },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ label }) => label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: chartColour.inkSoft } },
        axisLabel: { color: chartColour.ink, fontSize: chartFont.size, interval: 0, margin: 8 },
      },
      series,
    },
    size,
  );
}
