import { flowPicture, netAppropriation, type Flow, type FlowNode, type FundSummary } from '#funds';
import { formatMillions, type Dong, type Locale } from '#kernel';
import { m } from '#messages';
import { flowNodeLabel } from '#text';
import { chartColour } from '#ui/charts/chart.server.ts';
import { drawSankey, type SankeyDrawing } from '#ui/charts/sankey.server.ts';

export interface FundPicture extends SankeyDrawing {
  /** What the picture shows, in a sentence. */
  readonly description: string;
  readonly rows: readonly FlowRow[];
}

/** The table beside the picture. */
export interface FlowRow {
  readonly node: FlowNode;
  readonly through: Dong;
  readonly standing: Dong;
}

const looks: Readonly<Record<FlowNode, { readonly column: number; readonly colour: string }>> = {
  appropriate: { column: 0, colour: chartColour.inkSoft },
  supplement: { column: 0, colour: chartColour.inkSoft },
  carry_in: { column: 0, colour: chartColour.straw },
  restored: { column: 0, colour: chartColour.lacquer },
  appropriated: { column: 1, colour: chartColour.inkSoft },
  planned: { column: 2, colour: chartColour.indigoSoft },
  cut: { column: 2, colour: chartColour.straw },
  committed: { column: 3, colour: chartColour.indigo },
  advanced: { column: 4, colour: chartColour.teal },
  spent: { column: 5, colour: chartColour.bambooSoft },
  settled: { column: 6, colour: chartColour.bamboo },
  recovered: { column: 7, colour: chartColour.lacquer },
  returned: { column: 8, colour: chartColour.lacquer },
  lapsed: { column: 8, colour: chartColour.straw },
  carried_over: { column: 8, colour: chartColour.strawSoft },
};

/** Draws the way of a fund's money, and gives its table; null while no money has moved. */
export function drawFund(summary: FundSummary, flows: readonly Flow[], locale: Locale): FundPicture | null {
  const { nodes, links } = flowPicture(flows, summary.balances);
  if (links.length === 0) return null;
  const millions = (amount: Dong) => formatMillions(amount, locale);
  const through = (node: FlowNode) => nodes.find((n) => n.node === node)?.through ?? (0n as Dong);
  const drawing = drawSankey(
    nodes.map(({ node, through: amount }) => ({
      id: node,
      label: flowNodeLabel(node),
      text: millions(amount),
      ...looks[node],
    })),
    links.map(({ from, to, amount }) => ({ from, to, value: Number(amount) })),
    { width: 1080, height: nodes.length > 8 ? 340 : 240 },
  );
  const description = m.funds_picture({
    fund: summary.fund.name,
    given: millions(netAppropriation(summary.balances)),
    planned: millions(through('planned')),
    settled: millions(through('settled')),
  });
  return { ...drawing, description, rows: nodes };
}
