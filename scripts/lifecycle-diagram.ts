// The picture of the lifecycle in src/domain/projects/README.md, drawn from the table of transitions.
//   node scripts/lifecycle-diagram.ts      writes it; a test compares
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { states, transitions } from '#projects';

const FILE = path.resolve(import.meta.dirname, '../src/domain/projects/README.md');
const START = '<!-- lifecycle: drawn by scripts/lifecycle-diagram.ts -->';
const END = '<!-- end of lifecycle -->';

/** A Mermaid state diagram; what many states share (reject, withdraw, stop) is said in one line each. */
export function lifecycleDiagram(): string {
  const shared = new Set(['reject', 'withdraw', 'stop']);
  const arrows = transitions
    .filter((t) => !shared.has(t.event))
    .map((t) => `  ${t.from} --> ${t.to}: ${t.event}${t.only ? ` (${t.only.join(', ')})` : ''}`);
  const ends = [...shared].map((event) => {
    const from = transitions.filter((t) => t.event === event);
    return `- \`${event}\` leads to *${from[0]?.to}* from ${from.map((t) => t.from).join(', ')}.`;
  });
  const first = states[0];
  return [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${first}`,
    ...arrows,
    '  closed --> [*]',
    '```',
    '',
    ...ends,
  ].join('\n');
}

/** The README with the diagram of today. */
export function withDiagram(readme: string): string {
  const from = readme.indexOf(START) + START.length;
  const until = readme.indexOf(END);
  return `${readme.slice(0, from)}\n\n${lifecycleDiagram()}\n\n${readme.slice(until)}`;
}

if (import.meta.main) writeFileSync(FILE, withDiagram(readFileSync(FILE, 'utf8')));
