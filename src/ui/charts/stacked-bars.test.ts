import { expect, it } from 'vitest';
import { drawStackedBars } from './stacked-bars.server.ts';

it('parts stand one after another in their colours, with each label and the sum at the end', () => {
  const { wide, narrow } = drawStackedBars([
    { label: 'Đề nghị', parts: [2, 3, 5], text: '10' },
    { label: 'Thẩm định', parts: [0, 1, 0], text: '1' },
  ]);
  for (const svg of [wide, narrow]) {
    for (const text of ['Đề nghị', 'Thẩm định', '10', '1']) expect(svg).toContain(`>${text}</text>`);
    expect(svg).toMatch(/fill="#9b1c22"[\s\S]*fill="#b07a1e"[\s\S]*fill="#a3adbf"/);
    expect(svg).not.toMatch(/<style|<script| on\w+=/);
  }
});
