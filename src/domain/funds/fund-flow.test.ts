import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDong, dong, subtractDong, sumDong, ZERO_DONG, type Dong } from '#kernel';
import { flowPicture, type FlowNode, type FlowPicture } from './fund-flow.ts';
import { fundBalances, netFlows, type Flow } from './fund.ts';
import { moves, type Station } from './stations.ts';

const flow = (kind: Flow['kind'], from: Station, to: Station, amount: number): Flow => ({
  kind,
  from,
  to,
  amount: dong(amount),
});

const linksOf = (picture: FlowPicture) => picture.links.map((l) => `${l.from} → ${l.to} ${l.amount}`);

describe('the picture of a fund', () => {
  it('takes released money off the way it came', () => {
    const flows = [
      flow('appropriate', 'outside', 'appropriated', 1000),
      flow('plan', 'appropriated', 'planned', 600),
      flow('release', 'planned', 'appropriated', 50),
      flow('release', 'committed', 'appropriated', 20),
      flow('commit', 'planned', 'committed', 500),
    ];
    const picture = flowPicture(
      flows,
      fundBalances([
        ['appropriated', dong(470)],
        ['planned', dong(50)],
        ['committed', dong(480)],
      ]),
    );
    expect(linksOf(picture)).toEqual([
      'appropriated → planned 530',
      'planned → committed 480',
      'appropriate → appropriated 1000',
    ]);
    expect(picture.nodes).toContainEqual({ node: 'planned', through: 530n, standing: 50n });
  });

  it('shows what was recovered and became free again as leaving and entering', () => {
    const flows = [
      flow('appropriate', 'outside', 'appropriated', 100),
      flow('plan', 'appropriated', 'planned', 100),
      flow('commit', 'planned', 'committed', 100),
      flow('advance', 'committed', 'advanced', 70),
      flow('recover', 'advanced', 'recovered', 70),
      flow('restore', 'recovered', 'appropriated', 60),
    ];
    const links = linksOf(flowPicture(flows, fundBalances([])));
    expect(links).toContain('recovered → returned 60');
    expect(links).toContain('restored → appropriated 60');
  });

  it('without money has nothing to draw', () => {
    expect(flowPicture([], fundBalances([]))).toEqual({ nodes: [], links: [] });
  });
});

describe('any year of moves', () => {
  const fundMoves = moves.filter((m) => m.book === 'fund');
  const year = fc
    .array(fc.record({ move: fc.constantFrom(...fundMoves), amount: fc.integer({ min: 1, max: 900 }) }), {
      maxLength: 60,
    })
    .map((steps) => {
      const at = new Map<Station, Dong>();
      const gross = steps.flatMap(({ move, amount: asked }) => {
        const there = move.from === 'outside' ? dong(asked) : (at.get(move.from) ?? ZERO_DONG);
        const amount = dong(asked) < there ? dong(asked) : there;
        if (amount <= 0n) return [];
        at.set(move.from, subtractDong(at.get(move.from) ?? ZERO_DONG, amount));
        at.set(move.to, addDong(at.get(move.to) ?? ZERO_DONG, amount));
        return [{ kind: move.kind, from: move.from, to: move.to, amount, reversal: false }];
      });
      return { flows: netFlows(gross), balances: fundBalances(at) };
    });

  it('has in = out + standing at every station, no circle, and no negative link', () => {
    fc.assert(
      fc.property(year, ({ flows, balances }) => {
        const { links } = flowPicture(flows, balances);
        const total = (pick: (l: (typeof links)[number]) => boolean) =>
          sumDong(links.filter(pick).map((l) => l.amount));
        for (const [station, standing] of Object.entries(balances)) {
          if (station === 'outside') continue;
          expect(
            subtractDong(
              total((l) => l.to === station),
              total((l) => l.from === station),
            ),
          ).toBe(standing);
        }
        expect(links.every((l) => l.amount > 0n)).toBe(true);
        for (const { from } of links) expect(reaches(links, from, from)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

function reaches(
  links: FlowPicture['links'],
  from: FlowNode,
  goal: FlowNode,
  seen = new Set<FlowNode>(),
): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return links.some((l) => l.from === from && (l.to === goal || reaches(links, l.to, goal, seen)));
}
