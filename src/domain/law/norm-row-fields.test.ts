import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { normSetFile } from './norm-set-file.server.ts';
import type { NormSetInput } from './norm-set-input.server.ts';
import { fieldsOfNorm, normOfFields } from './norm-row-fields.server.ts';
import { readNormSetText } from './norm-file-faults.server.ts';

const FOLDER = path.resolve(import.meta.dirname, 'reference/norms');
const shipped = readdirSync(FOLDER).map((name) => readFileSync(path.join(FOLDER, name), 'utf8'));

/** Kinds of cost are a set: the order they were written in says nothing. */
const sorted = (set: unknown) => {
  const { norms, ...head } = normSetFile.parse(set);
  return { ...head, norms: norms.map((norm) => ({ ...norm, costs: norm.costs?.toSorted() })) };
};

it('shows every norm that ships in the form, and reads the form back as the same norm', () => {
  for (const text of shipped) {
    const set = parse(text) as NormSetInput;
    const again = {
      ...set,
      norms: set.norms.map(({ probable: _, ...norm }) => normOfFields(fieldsOfNorm(norm))),
    };
    const plain = { ...set, norms: set.norms.map(({ probable: _, ...norm }) => norm) };
    expect(sorted(again)).toEqual(sorted(plain));
  }
});

it('refuses a file whole, every fault at its line and column', () => {
  const text = `id: x
fund: local
province: '40'
from: 2026-13-01
document: 1/2026/QĐ-UBND
verification: full_text
colour: red
norms:
  - content: ZZ-01
    unit: model
    rule: { kind: up_to, cap: 10 quả }
    verification: excerpt
  - content: MH-01
    unit: model
    rule:
      kind: brackets
      brackets:
        - { from: 0 đồng, below: 2 tỷ, amount: 100 triệu }
        - { from: 3 tỷ, amount: 200 triệu }
    costs: [gold]
`;
  const read = readNormSetText(text, new Set(['MH-01']));
  const found = read.ok ? [] : [read.refusal, ...(read.refusal.also ?? [])];
  expect(found.map(({ code, params }) => [code, params['line'], params['column']])).toEqual([
    ['norm_file_date', 4, 7],
    ['norm_file_unknown_key', 7, 9],
    ['norm_file_amount', 11, 31],
    ['norm_file_missing', 13, 5],
    ['norm_file_brackets', 18, 9],
    ['norm_file_not_allowed', 20, 13],
  ]);
  const sound = text
    .replace('2026-13-01', '2026-12-01')
    .replace('colour: red\n', '')
    .replace('10 quả', '10 triệu')
    .replace('from: 3 tỷ', 'from: 2 tỷ')
    .replace(
      'costs: [gold]',
      'verification: excerpt\n    examples:\n      - { costs: [1 tỷ], amount: 90 triệu }',
    );
  const rows = readNormSetText(sound, new Set(['MH-01']));
  const left = rows.ok ? [] : [rows.refusal, ...(rows.refusal.also ?? [])];
  expect(left.map(({ code, params }) => [code, params['line'], params['column']])).toEqual([
    ['unknown_content', 8, 14],
    ['norm_example_gives_amount', 21, 9],
  ]);
  expect(readNormSetText('a: [1', new Set())).toMatchObject({ refusal: { code: 'norm_file_is_no_yaml' } });
});
