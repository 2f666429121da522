import { chartColour, chartFont } from './chart.server.ts';

/** One stage of a way: how many stand in it, in parts, and how many went on from it. */
export interface FlowStage {
  readonly label: string;
  /** From the ground up: late, soon due, the rest. */
  readonly parts: readonly [number, number, number];
  /** How many stand here. */
  readonly text: string;
  /** Under the label: the share that is late. */
  readonly note: string;
  readonly late: boolean;
  /** How many went on, and how it is written. */
  readonly passed: number;
  readonly passedText: string;
}

/** Where a stage, or the way on from it, lies in the drawing, in per cent of its width and height. */
interface FlowPlace {
  readonly stage: number;
  readonly onward: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface FlowDrawing {
  readonly svg: string;
  readonly places: readonly FlowPlace[];
}

const partColours = [chartColour.lacquer, chartColour.straw, chartColour.indigoSoft] as const;

/** Stages from left to right, where there is room: blocks as tall as what stands there, arrows as thick as what went on. */
export function drawStageFlow(stages: readonly FlowStage[]): FlowDrawing {
  const [cell, block, ground, tallest, height] = [134, 54, 178, 116, 246];
  const width = cell * stages.length + 56;
  const most = Math.max(1, ...stages.map(sumOf));
  const mostPassed = Math.max(1, ...stages.map(({ passed }) => passed));
  const places: FlowPlace[] = [];
  const place = (stage: number, onward: boolean, x: number, y: number, w: number, h: number) =>
    places.push({
      ...{ stage, onward, left: (100 * x) / width, top: (100 * y) / height },
      ...{ width: (100 * w) / width, height: (100 * h) / height },
    });
  const drawn = stages.map((stage, i) => {
    const middle = cell * i + cell / 2;
    let top = ground;
    const parts = stage.parts.map((n, part) => {
      const tall = (tallest * n) / most;
      top -= tall;
      return tall === 0 ? '' : rect(middle - block / 2, top, block, tall, partColours[part]!);
    });
    const [first = '', second = ''] = inTwo(stage.label);
    const from = middle + block / 2 + 5;
    const until = from + cell - block - 10;
    const thick = stage.passed === 0 ? 0 : 3 + (19 * stage.passed) / mostPassed;
    place(i, false, cell * i + 4, 0, block + cell / 2 - block / 2 - 4, height);
    if (stage.passed > 0) place(i, true, from, ground - thick - 26, until - from, thick + 26);
    return [
      ...parts,
      rect(middle - block / 2 - 3, ground, block + 6, 2, chartColour.inkSoft),
      text(middle, top - 8, stage.text, { size: 17, weight: 600 }),
      text(middle, ground + 22, first, { weight: 600 }),
      text(middle, ground + 39, second, { weight: 600 }),
      text(middle, ground + (second ? 58 : 41), stage.note, {
        size: 13,
        colour: stage.late ? chartColour.lacquer : chartColour.inkSoft,
      }),
      thick === 0 ? '' : arrow(from, until, ground - thick / 2, thick),
      stage.passed === 0
        ? ''
        : text((from + until) / 2, ground - Math.max(thick, 14) - 8, stage.passedText, {
            size: 13,
            colour: chartColour.inkSoft,
          }),
    ].join('');
  });
  return { svg: svgOf(width, height, drawn.join('')), places };
}

/** The same from top to bottom, for a narrow place. */
export function drawStageFlowDown(stages: readonly FlowStage[]): FlowDrawing {
  const [width, row] = [340, 74];
  const height = row * stages.length;
  const most = Math.max(1, ...stages.map(sumOf));
  const places: FlowPlace[] = [];
  const drawn = stages.map((stage, i) => {
    const top = row * i;
    let left = 0;
    const parts = stage.parts.map((n, part) => {
      const wide = (width * n) / most;
      left += wide;
      return wide === 0 ? '' : rect(left - wide, top + 26, wide, 12, partColours[part]!);
    });
    places.push({
      ...{ stage: i, onward: false, left: 0, top: (100 * top) / height },
      ...{ width: 100, height: (100 * 42) / height },
    });
    return [
      text(0, top + 17, stage.label, { weight: 600, anchor: 'start' }),
      text(width, top + 17, `${stage.text} · ${stage.note}`, {
        size: 14,
        anchor: 'end',
        colour: stage.late ? chartColour.lacquer : chartColour.inkSoft,
      }),
      rect(0, top + 38, width, 1, chartColour.line),
      ...parts,
      stage.passed === 0
        ? ''
        : `<path d="M6 ${top + 45}v14m-5 -5l5 6l5 -6" fill="none" stroke="${chartColour.inkSoft}" stroke-width="2"/>` +
          text(20, top + 57, stage.passedText, { size: 13, anchor: 'start', colour: chartColour.inkSoft }),
    ].join('');
  });
  return { svg: svgOf(width, height, drawn.join('')), places };
}

const sumOf = ({ parts }: FlowStage) => parts.reduce((total, n) => total + n, 0);

/** A label in two lines of about the same length, where it is long. */
function inTwo(label: string): readonly string[] {
  if (label.length <= 15) return [label];
  const words = label.split(' ');
  const cuts = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
  return cuts.toSorted((a, b) => longest(a) - longest(b))[0] ?? [label];
}

const round = (n: number) => Math.round(n * 10) / 10;
const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"/>`;

function arrow(from: number, until: number, y: number, thick: number): string {
  const [half, head] = [thick / 2, Math.max(6, thick * 0.6)];
  const [top, bottom, neck] = [round(y - half), round(y + half), round(until - head)];
  return `<path d="M${from} ${top}H${neck}L${until} ${round(y)}L${neck} ${bottom}H${from}Z" fill="${chartColour.indigoSoft}" opacity="0.5"/>`;
}

interface Letters {
  readonly size?: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

const text = (
  x: number,
  y: number,
  words: string,
  { size = 14, weight = 400, colour = chartColour.ink, anchor = 'middle' }: Letters,
) =>
  words === ''
    ? ''
    : `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}">${safe(words)}</text>`;

const safe = (words: string) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const svgOf = (width: number, height: number, inside: string) =>
  `<svg viewBox="0 0 ${width} ${height}" width="100%" aria-hidden="true" focusable="false" xmlns="http://www.w3.org/2000/svg" font-family="${chartFont.family}">${inside}</svg>`;
