import { expect, it } from 'vitest';
import { drawStageFlow, drawStageFlowDown, type FlowStage } from './stage-flow.server.ts';

const stages: FlowStage[] = [
  {
    label: 'Đề nghị',
    parts: [2, 3, 5],
    text: '10',
    note: '20% quá hạn',
    late: true,
    passed: 40,
    passedText: '40',
  },
  {
    label: 'Nghiệm thu, thanh toán',
    parts: [0, 0, 1],
    text: '1',
    note: 'đúng hạn',
    late: false,
    passed: 7,
    passedText: '7',
  },
  { label: 'Nút <b>', parts: [0, 0, 0], text: '0', note: '', late: false, passed: 0, passedText: '0' },
];

it('stages stand in their order with what is in them and what went on, each with its place', () => {
  for (const { svg, places } of [drawStageFlow(stages), drawStageFlowDown(stages)]) {
    for (const said of ['Đề nghị', '20% quá hạn', '40', '7']) expect(svg).toContain(said);
    expect(svg).toContain('Nút &lt;b&gt;');
    expect(svg).toMatch(/fill="#9b1c22"[\s\S]*fill="#b07a1e"[\s\S]*fill="#a3adbf"/);
    expect(svg).not.toMatch(/<style|<script|<b>| on\w+=|NaN/);
    expect(places.filter(({ onward }) => !onward).map(({ stage }) => stage)).toEqual([0, 1, 2]);
    for (const { left, top, width, height } of places) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(100.01);
    }
  }
  // Nobody went on from the last: no arrow, and nothing to open.
  expect(drawStageFlow(stages).places.filter(({ onward }) => onward)).toHaveLength(2);
});
