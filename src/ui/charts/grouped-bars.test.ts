import { expect, it } from 'vitest';
import { drawGroupedBars } from './grouped-bars.server.ts';

const groups = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ label: `MM-${10 + i}`, values: [i + 1, i + 2, null] }));

it('series stand beside each other under one label, for a wide and a narrow place, whatever their number', () => {
  for (const count of [1, 3, 20]) {
    const { wide, narrow } = drawGroupedBars(groups(count), String);
    for (const svg of [wide, narrow]) {
      for (const { label } of groups(count)) expect(svg).toContain(`>${label}</text>`);
      expect(svg).toMatch(/^<svg viewBox="0 0 \d+ \d+" width="100%" aria-hidden="true"/);
      expect(svg).not.toMatch(/<style|<script| on\w+=/);
    }
    // A bar for each known value: two series are drawn, of the third nothing is known.
    expect(wide.match(/fill="#9b1c22"/g)).toHaveLength(count);
    expect(wide).not.toContain('fill="#7d9f82"');
  }
});
