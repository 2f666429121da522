import { expect, it } from 'vitest';
import { compareLines, type VersionLine } from './compare-lines.ts';

const line = (key: string, value: string): VersionLine => ({ key, label: key.toUpperCase(), value });
const seen = (before: VersionLine[], after: VersionLine[]) =>
  compareLines(before, after).map((compared) => `${compared.key} ${compared.change}`);

it('a line is the same, changed, added or removed', () => {
  expect(
    seen([line('a', '1'), line('b', '1'), line('c', '1')], [line('a', '1'), line('b', '2'), line('d', '1')]),
  ).toEqual(['a same', 'b changed', 'c removed', 'd added']);
});

it('removed lines stand where they stood, also at the top', () => {
  expect(
    seen([line('x', '1'), line('a', '1'), line('y', '1'), line('b', '1')], [line('b', '1'), line('a', '1')]),
  ).toEqual(['x removed', 'b same', 'a same', 'y removed']);
});

it('the first version has only added lines', () => {
  expect(seen([], [line('a', '')])).toEqual(['a added']);
});
