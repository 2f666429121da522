import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { readCatalogue, REFORM_DAY, type Catalogue } from './reference.ts';

const FOLDER = path.join(import.meta.dirname, 'reference');
/** Raised when the loader writes other rows from the same files. */
const LOADER = '1';

const FILES = {
  provinces: 'provinces.tsv',
  provinceKinds: 'province-kinds.tsv',
  communes: 'communes.tsv',
  oldCommunes: 'old-communes.tsv',
  cityGrades: 'city-grades.tsv',
  wardOrigins: 'ward-origins.tsv',
} as const;

/**
 * Writes the catalogue of provinces and communes, as the schema's owner. The same files again cost one
 * read; changed files replace names and mappings, and never remove a commune, since rows point to it.
 */
export async function loadTerritory(owner: pg.Pool): Promise<void> {
  const files = Object.fromEntries(
    Object.entries(FILES).map(([part, file]) => [part, readFileSync(path.join(FOLDER, file), 'utf8')]),
  ) as Record<keyof typeof FILES, string>;
  const checksum = createHash('sha256')
    .update(JSON.stringify([LOADER, files]))
    .digest('hex');
  const stamp = 'select checksum from territory.reference_stamp';
  if ((await owner.query<{ checksum: string }>(stamp)).rows[0]?.checksum === checksum) return;

  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('lock table territory.reference_stamp in exclusive mode');
    await write(client, readCatalogue(files));
    await client.query(
      `insert into territory.reference_stamp (checksum) values ($1)
       on conflict (only_row) do update set checksum = excluded.checksum`,
      [checksum],
    );
    // Searched from the first minute on: merge what the index put aside, and let the planner know the sizes.
    await client.query(`select gin_clean_pending_list('territory.place_name_search')`);
    await client.query(
      'analyze territory.place_name, territory.commune, territory.commune_kind, territory.old_unit, territory.succession',
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function write(client: pg.PoolClient, catalogue: Catalogue): Promise<void> {
  // Deleting would check 11,500 keys one by one against rows just deleted (4 s); nothing else points here.
  await client.query(
    'truncate territory.place_name, territory.succession, territory.city_grade, territory.ward_origin, territory.old_unit',
  );
  await insert(
    client,
    'province (code, name, valid_from)',
    'text text',
    catalogue.provinces.map((p) => [p.code, p.name]),
    {
      select: `a, b, date '${REFORM_DAY}'`,
      conflict: '(code) do update set name = excluded.name',
    },
  );
  await insert(
    client,
    'province_kind (province_code, kind, valid_from, valid_to, basis, verified)',
    'text text date date text boolean',
    catalogue.provinceKinds.map((k) => [k.province, k.kind, k.from, k.to, k.basis, k.verified]),
    {
      conflict:
        '(province_code, valid_from) do update set kind = excluded.kind, valid_to = excluded.valid_to, basis = excluded.basis, verified = excluded.verified',
    },
  );
  await insert(
    client,
    'commune (code, province_code, name, valid_from)',
    'text text text',
    catalogue.communes.map((c) => [c.code, c.province, c.name]),
    {
      select: `a, b, c, date '${REFORM_DAY}'`,
      conflict: '(code) do update set province_code = excluded.province_code, name = excluded.name',
    },
  );
  await insert(
    client,
    'commune_kind (commune_code, kind, valid_from, basis)',
    'text text text',
    catalogue.communes.map((c) => [c.code, c.kind, catalogue.communeBasis]),
    {
      select: `a, b, date '${REFORM_DAY}', c`,
      conflict: '(commune_code, valid_from) do update set kind = excluded.kind, basis = excluded.basis',
    },
  );
  await insert(
    client,
    'old_unit (id, level, code, name, parent_id, last_day)',
    'text text text text text date',
    catalogue.oldUnits.map((u) => [u.id, u.level, u.code, u.name, u.parent, u.lastDay]),
  );
  await insert(
    client,
    'succession (old_id, commune_code, part)',
    'text text boolean',
    catalogue.successions.map((s) => [s.oldId, s.commune, s.part]),
  );
  await insert(
    client,
    'city_grade (old_id, grade, valid_from, valid_to, basis, verified)',
    'text text date date text boolean',
    catalogue.cityGrades.map((g) => [g.oldId, g.grade, g.from, g.to, g.basis, g.verified]),
  );
  await insert(
    client,
    'ward_origin (old_id, was, until, basis, verified)',
    'text text date text boolean',
    catalogue.wardOrigins.map((w) => [w.oldId, w.was, w.until, w.basis, w.verified]),
  );
  await insert(
    client,
    'place_name (commune_code, province_code, old_id, name_key, around_key, search_key, spelled_key)',
    'text text text text text text text',
    catalogue.placeNames.map((n) => [
      n.commune,
      n.province,
      n.oldId,
      n.nameKey,
      n.aroundKey,
      n.searchKey,
      n.spelledKey,
    ]),
  );
}

/** One statement for all rows: a column travels as one array. `select` names the columns a, b, c… */
async function insert(
  client: pg.PoolClient,
  target: string,
  types: string,
  rows: readonly (readonly unknown[])[],
  options: { select?: string; conflict?: string } = {},
): Promise<void> {
  const columns = types.split(' ');
  const arrays = columns.map((_, i) => rows.map((row) => row[i]));
  const names = columns.map((_, i) => 'abcdefgh'[i]!);
  await client.query(
    `insert into territory.${target}
     select ${options.select ?? names.join(', ')}
       from unnest(${columns.map((type, i) => `$${i + 1}::${type}[]`).join(', ')}) as t (${names.join(', ')})
     ${options.conflict ? `on conflict ${options.conflict}` : ''}`,
    arrays,
  );
}
