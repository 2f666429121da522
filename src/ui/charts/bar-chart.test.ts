import { expect, it } from 'vitest';
import { drawBars } from './bar-chart.server.ts';

const bars = [
  { label: '2002', value: 2, text: '2' },
  { label: '2003', value: 4.5, text: '4,5' },
  { label: 'Đồng <b>', value: 0, text: '0' },
];

it('bars are drawn twice, each with every label and amount, and nothing that a strict policy blocks', () => {
  const { wide, narrow } = drawBars(bars, String);
  for (const svg of [wide, narrow]) {
    for (const { label, text } of bars.slice(0, 2)) {
      expect(svg).toContain(`>${label}</text>`);
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg).toMatch(/^<svg viewBox="0 0 \d+ \d+" width="100%" aria-hidden="true"/);
    expect(svg).not.toMatch(/<style|<script|<b>| on\w+=/);
  }
});
