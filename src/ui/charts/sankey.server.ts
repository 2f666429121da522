import { SankeyChart } from 'echarts/charts';
import { use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartColour, chartFont, drawChart, type ChartSize } from './chart.server.ts';

use([SankeyChart, SVGRenderer]);

export interface SankeyNode {
  readonly id: string;
  readonly label: string;
  /** Under the label: the amount that passed. */
  readonly text: string;
  readonly colour: string;
  /** From left to right; columns nobody stands in are closed up. */
  readonly column: number;
}

export interface SankeyLink {
  readonly from: string;
  readonly to: string;
  /** Only for drawing; the exact amount stands in the table. */
  readonly value: number;
}

/** Where a node stands in the drawing, in percent of its width and height: to lay a link over it. */
interface SankeyPlace {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface SankeyDrawing {
  readonly svg: string;
  readonly places: readonly SankeyPlace[];
}

/** Labels stand above their nodes and run to the right of their left edge. */
const MARGIN = { left: 4, right: 116, top: 44, bottom: 6 };
const LABEL = { height: 40, width: 116 };
const NODE_WIDTH = 14;

/** Draws what flows from where to where, left to right; the bands are as wide as their amounts. */
export function drawSankey(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  size: ChartSize,
): SankeyDrawing {
  const columns = [...new Set(nodes.map((node) => node.column))].toSorted((a, b) => a - b);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const option = {
    series: [
      {
        type: 'sankey',
        ...MARGIN,
        silent: true,
        draggable: false,
        emphasis: { disabled: true },
        nodeWidth: NODE_WIDTH,
        nodeGap: LABEL.height + 8,
        layoutIterations: 24,
        data: nodes.map((node) => ({
          name: node.id,
          depth: columns.indexOf(node.column),
          itemStyle: { color: node.colour },
        })),
        links: links.map((link) => ({ source: link.from, target: link.to, value: link.value })),
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        label: {
          position: [0, -LABEL.height],
          align: 'left',
          verticalAlign: 'top',
          color: chartColour.ink,
          fontSize: chartFont.size - 1,
          lineHeight: 17,
          formatter: ({ name }: { name: string }) =>
            `{label|${byId.get(name)?.label ?? ''}}\n{text|${byId.get(name)?.text ?? ''}}`,
          rich: { label: { color: chartColour.inkSoft }, text: { fontWeight: 600, color: chartColour.ink } },
        },
      },
    ],
  };
  let places: readonly SankeyPlace[] = [];
  const svg = drawChart(option, size, (chart) => (places = placesOf(chart, size)));
  return { svg, places };
}

interface Layout {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

interface Modelled {
  getModel(): { getSeriesByIndex(at: number): { getGraph(): Graph } };
}

interface Graph {
  eachNode(visit: (node: { id: string; getLayout(): Layout }) => void): void;
}

/** Reads the layout off the chart's model, which its types keep to themselves. */
function placesOf(chart: ECharts, size: ChartSize): SankeyPlace[] {
  const model = (chart as unknown as Modelled).getModel();
  const places: SankeyPlace[] = [];
  const graph = model.getSeriesByIndex(0).getGraph();
  graph.eachNode((node) => {
    const { x, y, dx, dy } = node.getLayout();
    places.push({
      id: node.id,
      left: (100 * (MARGIN.left + x)) / size.width,
      top: (100 * (MARGIN.top + y - LABEL.height)) / size.height,
      width: (100 * Math.max(dx, LABEL.width)) / size.width,
      height: (100 * (LABEL.height + dy)) / size.height,
    });
  });
  return places;
}
