import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withDiagram } from './lifecycle-diagram.ts';

it('the lifecycle in the README is the one in the table', () => {
  const readme = readFileSync(new URL('../src/domain/projects/README.md', import.meta.url), 'utf8');
  expect(withDiagram(readme), 'run node scripts/lifecycle-diagram.ts').toBe(readme);
});
