import { expect, it } from 'vitest';
import { drawSankey } from './sankey.server.ts';

const nodes = [
  { id: 'a', label: 'Được giao', text: '6.500', colour: '#2c4a78', column: 0 },
  { id: 'b', label: 'Trong kế hoạch', text: '4.000', colour: '#a3adbf', column: 3 },
  { id: 'c', label: 'Quyết toán <b>', text: '1.840', colour: '#2f6b3f', column: 7 },
];
const links = [
  { from: 'a', to: 'b', value: 4_000_000_000 },
  { from: 'b', to: 'c', value: 1_840_000_000 },
];

it('a flow is drawn with every label and amount, and says where each node stands', () => {
  const { svg, places } = drawSankey(nodes, links, { width: 1080, height: 300 });
  expect(svg).toContain('>Được giao</text>');
  expect(svg).toContain('>6.500</text>');
  expect(svg).not.toMatch(/<style|<script|<b>| on\w+=/);
  expect(places.map((place) => place.id)).toEqual(['a', 'b', 'c']);
  for (const { left, top, width, height } of places) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(100.5);
    expect(top + height).toBeLessThanOrEqual(100.5);
  }
  expect(places[1]!.left).toBeGreaterThan(places[0]!.left + 10);
});
