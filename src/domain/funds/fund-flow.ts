import { ZERO_DONG, addDong, maxDong, minDong, subtractDong, sumDong, type Dong } from '#kernel';
import type { Flow, FundBalances } from './fund.ts';
import type { FundStation, MoveKind, Station } from './stations.ts';

/** Where money enters the picture; a station; or `returned`, what was recovered and became free again. */
export type FlowNode =
  | 'appropriate'
  | 'supplement'
  | 'carry_in'
  | 'restored'
  | 'cut'
  | 'returned'
  | Exclude<FundStation, 'outside'>;

export interface FlowLink {
  readonly from: FlowNode;
  readonly to: FlowNode;
  readonly amount: Dong;
}

/** The year of a fund as a picture: what passed each node, and what of it stands there still. */
export interface FlowPicture {
  readonly nodes: readonly { readonly node: FlowNode; readonly through: Dong; readonly standing: Dong }[];
  readonly links: readonly FlowLink[];
}

/** From left to right: decisions, the way of the money, where it ends. */
const ORDER: readonly FlowNode[] = [
  'appropriate',
  'supplement',
  'carry_in',
  'restored',
  'appropriated',
  'cut',
  'planned',
  'committed',
  'advanced',
  'spent',
  'settled',
  'recovered',
  'returned',
  'lapsed',
  'carried_over',
];

/**
 * A picture without circles. What was released never left, so it is taken off the way it came. What was
 * recovered and restored did leave: it ends as `returned` and enters again as `restored`.
 * At every station in = out + standing, exactly.
 */
export function flowPicture(flows: readonly Flow[], balances: FundBalances): FlowPicture {
  const links = [...released(flows), ...restored(flows), ...asTheyAre(flows)].filter(
    (link) => link.amount > 0n,
  );
  const nodes = ORDER.map((node) => {
    const arrived = sumDong(links.filter((l) => l.to === node).map((l) => l.amount));
    const left = sumDong(links.filter((l) => l.from === node).map((l) => l.amount));
    return {
      node,
      through: maxDong(arrived, left),
      standing: node in balances ? balances[node as FundStation] : ZERO_DONG,
    };
  }).filter(({ through }) => through > 0n);
  return { nodes, links };
}

function amountOf(flows: readonly Flow[], kind: MoveKind, from: Station, to: Station): Dong {
  return flows.find((f) => f.kind === kind && f.from === from && f.to === to)?.amount ?? ZERO_DONG;
}

/** Planning and committing less what was released; where carried-in money was released, it came in free. */
function released(flows: readonly Flow[]): FlowLink[] {
  const fromCommitted = amountOf(flows, 'release', 'committed', 'appropriated');
  const committed = takeOff(amountOf(flows, 'commit', 'planned', 'committed'), fromCommitted);
  const carriedCommitted = takeOff(amountOf(flows, 'carry_in', 'outside', 'committed'), committed.over);

  const backFromPlan = addDong(
    amountOf(flows, 'release', 'planned', 'appropriated'),
    subtractDong(fromCommitted, committed.over),
  );
  const planned = takeOff(amountOf(flows, 'plan', 'appropriated', 'planned'), backFromPlan);
  const carriedPlanned = takeOff(amountOf(flows, 'carry_in', 'outside', 'planned'), planned.over);
  const carriedFree = sumDong([
    amountOf(flows, 'carry_in', 'outside', 'appropriated'),
    committed.over,
    planned.over,
  ]);
  return [
    { from: 'carry_in', to: 'appropriated', amount: carriedFree },
    { from: 'carry_in', to: 'planned', amount: carriedPlanned.left },
    { from: 'carry_in', to: 'committed', amount: carriedCommitted.left },
    { from: 'appropriated', to: 'planned', amount: planned.left },
    { from: 'planned', to: 'committed', amount: committed.left },
  ];
}

function takeOff(amount: Dong, less: Dong): { readonly left: Dong; readonly over: Dong } {
  const taken = minDong(amount, less);
  return { left: subtractDong(amount, taken), over: subtractDong(less, taken) };
}

function restored(flows: readonly Flow[]): FlowLink[] {
  const amount = amountOf(flows, 'restore', 'recovered', 'appropriated');
  return [
    { from: 'recovered', to: 'returned', amount },
    { from: 'restored', to: 'appropriated', amount },
  ];
}

const DRAWN_APART: readonly MoveKind[] = ['plan', 'release', 'commit', 'restore'];

function asTheyAre(flows: readonly Flow[]): FlowLink[] {
  return flows
    .filter((f) => !DRAWN_APART.includes(f.kind as MoveKind))
    .filter((f) => f.kind !== 'carry_in' || f.to === 'advanced')
    .map(({ kind, from, to, amount }) => ({
      from: (from === 'outside' ? kind : from) as FlowNode,
      to: (to === 'outside' ? kind : to) as FlowNode,
      amount,
    }));
}
