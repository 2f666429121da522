import { expect, it } from 'vitest';
import { readNormSetText } from './norm-file-faults.server.ts';

const contents = new Set(['MM-01', 'MH-01', 'LN-01@40']);
const head = (fund: string) =>
  `id: x\nfund: ${fund}\n${fund === 'local' ? 'province: "40"\n' : ''}from: 2027-01-01\ndocument: 1/2026/NQ-HĐND\nverification: full_text\nnorms:\n`;

/** Faults of a file of these rows as [code, line, column]; rows begin at line 8 (local). */
function faults(rows: string, fund = 'local') {
  const read = readNormSetText(head(fund) + rows, contents);
  if (read.ok) return [];
  return [read.refusal, ...(read.refusal.also ?? [])].map(({ code, params }) => [
    code,
    params['line'],
    params['column'],
  ]);
}

const row = (content: string, rule: string, more = '') =>
  `  - content: ${content}\n    unit: establishment\n    rule: ${rule}\n    verification: full_text\n${more}`;
const upTo = '{ kind: up_to, cap: 100 triệu }';

it('a file that holds together is taken, with contents of the province', () => {
  expect(faults(row('LN-01@40', upTo))).toEqual([]);
});

it('brackets that overlap, and brackets with holes, are refused where they stand', () => {
  const brackets = (second: string) =>
    `{ kind: brackets, brackets: [{ from: 1 tỷ, below: 2 tỷ, amount: 100 triệu }, { from: ${second}, amount: 200 triệu }] }`;
  expect(faults(row('MM-01', brackets('1500 triệu')))).toEqual([['norm_file_brackets', 10, 39]]);
  expect(faults(row('MM-01', brackets('3 tỷ')))).toEqual([['norm_file_brackets', 10, 39]]);
  expect(faults(row('MM-01', brackets('2 tỷ')))).toEqual([]);
});

it('an unknown kind of cost, content or rule', () => {
  expect(faults(row('MM-01', upTo, '    costs: [machinery, wizardry]\n'))).toEqual([
    ['norm_file_not_allowed', 12, 24],
  ]);
  expect(faults(row('ZZ-99', upTo))).toEqual([['unknown_content', 8, 14]]);
  expect(faults(row('MM-01', '{ kind: magic }'))).toMatchObject([['norm_file_not_allowed', 10, 19]]);
});

it('an example that gives another amount, or is refused', () => {
  const examples =
    '    examples:\n      - { costs: [80 triệu], amount: 80 triệu }\n      - { costs: [80 triệu], amount: 81 triệu }\n';
  expect(faults(row('MM-01', upTo, examples))).toEqual([['norm_example_gives_amount', 14, 9]]);
});

it('a row twice, an end before the beginning, and a province’s content in a national set', () => {
  expect(faults(row('MM-01', upTo) + row('MM-01', upTo))).toEqual([['norm_file_content_twice', 12, 14]]);
  expect(faults(row('MM-01', upTo) + 'until: 2026-01-01\n')).toEqual([['norm_file_ends_before', 12, 8]]);
  expect(faults(row('LN-01@40', upTo), 'national')).toEqual([['unknown_content', 7, 14]]);
});
