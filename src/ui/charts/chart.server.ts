import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { init } from 'echarts/core';

/** The tokens of the look, for drawings: what app.css gives to pages. */
export const chartColour = {
  ink: '#1f2328',
  inkSoft: '#5a5d60',
  line: '#e9e4da',
  card: '#ffffff',
  lacquer: '#9b1c22',
  bamboo: '#2f6b3f',
  bambooSoft: '#7d9f82',
  straw: '#b07a1e',
  indigo: '#2c4a78',
  indigoSoft: '#a3adbf',
  teal: '#47767e',
  strawSoft: '#d9bd86',
} as const;

export const chartFont = { family: "'Be Vietnam Pro', system-ui, sans-serif", size: 15 } as const;

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws on the server and answers SVG to be put into the page (Chart.svelte). It fills its place and keeps its
 * proportions; letters shrink with it, so a narrow screen gets a drawing of its own. Holds no `<style>`, which
 * the content security policy would block; nothing in it moves. About 5 ms. `look` may read the finished
 * drawing: where things came to stand.
 */
export function drawChart(
  option: EChartsCoreOption,
  size: ChartSize,
  look?: (chart: ECharts) => void,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: chartFont.family, fontSize: chartFont.size, color: chartColour.ink },
      ...option,
    });
    const svg = chart.renderToSVGString({ useViewBox: true });
    look?.(chart);
    return tidy(svg, size);
  } finally {
    chart.dispose();
  }
}

/** The drawing is a picture with a text beside it: its own letters are not read out a second time. */
function tidy(svg: string, { width, height }: ChartSize): string {
  return svg
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|pointer-events)="[^"]*"/g, '')
    .replace(/<svg\b[^>]*>/, (tag) =>
      tag
        .replace(/ (?:width|height|viewBox|role|aria-\w+)="[^"]*"/g, '')
        .replace(
          /^<svg/,
          `<svg viewBox="0 0 ${width} ${height}" width="100%" aria-hidden="true" focusable="false"`,
        ),
    );
}
