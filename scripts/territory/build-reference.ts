import { nameKey, squeezeSpaces, collator } from '#kernel';
import {
  correctedCodes,
  correctedMappings,
  expected,
  kindCorrections,
  type SourceMapping,
} from './corrections.ts';

export interface SourceTables {
  readonly provinces: readonly { province_code: string; name: string; place_type: string }[];
  readonly wards: readonly { ward_code: string; name: string; province_code: string }[];
  readonly mappings: readonly SourceMapping[];
}

interface OldCommune {
  code: string;
  name: string;
  district: string;
  province: string;
  readonly successors: Set<string>;
}

/** The files of the catalogue by name. Throws when the source is not the country we know. */
export function buildReference(source: SourceTables): Record<string, string> {
  const provinces = source.provinces.map((p) => ({
    code: p.province_code,
    name: clean(p.name).replace(/^Thành phố /, ''),
    kind: p.place_type.startsWith('Thành phố') ? 'city' : 'province',
  }));
  const communes = source.wards.map((w) => ({
    code: correctedCodes[`${clean(w.name)}|${w.ward_code}`] ?? w.ward_code,
    title: clean(w.name),
    province: w.province_code,
  }));
  const old = oldCommunes(source, provinces, communes);
  check(provinces, communes, old);

  return {
    'provinces.tsv': tsv(
      ['code', 'name'],
      provinces.toSorted((a, b) => a.code.localeCompare(b.code)).map((p) => [p.code, p.name]),
    ),
    'province-kinds.tsv': tsv(
      ['province', 'kind', 'from', 'to', 'verified', 'basis'],
      provinces.toSorted((a, b) => a.code.localeCompare(b.code)).flatMap((p) => kindRows(p.code, p.kind)),
    ),
    'communes.tsv': tsv(
      ['code', 'province', 'title'],
      communes
        .toSorted((a, b) => a.province.localeCompare(b.province) || a.code.localeCompare(b.code))
        .map((c) => [c.code, c.province, c.title]),
    ),
    'old-communes.tsv': tsv(
      ['province', 'district', 'name', 'code', 'became'],
      [...old.values()]
        .toSorted(
          (a, b) =>
            collator.compare(a.province, b.province) ||
            collator.compare(a.district, b.district) ||
            collator.compare(a.name, b.name),
        )
        .map((o) => [o.province, o.district, o.name, o.code, [...o.successors].sort().join(' ')]),
    ),
  };
}

/**
 * The mappings by old commune. The commune they lead to is taken by its name within its province, never by
 * `new_ward_code`: 431 of those codes no longer exist, and 22 belong to another commune.
 */
function oldCommunes(
  source: SourceTables,
  provinces: readonly { code: string; name: string }[],
  communes: readonly { code: string; title: string; province: string }[],
): Map<string, OldCommune> {
  const provinceOf = new Map(provinces.map((p) => [nameKey(p.name), p.code]));
  const communeOf = new Map(communes.map((c) => [`${c.province}|${nameKey(c.title)}`, c.code]));
  const found = new Map<string, OldCommune>();
  const named = source.mappings.filter((m) => m.old_district_name !== null);
  for (const mapping of [...named, ...correctedMappings]) {
    const province = provinceOf.get(nameKey(mapping.new_province_name.replace(/^Thành phố /, '')));
    const successor = communeOf.get(`${province}|${nameKey(mapping.new_ward_name)}`);
    if (successor === undefined)
      throw new Error(`no commune "${mapping.new_ward_name}" in ${mapping.new_province_name}`);
    const name = clean(mapping.old_ward_name ?? '');
    const district = clean(mapping.old_district_name ?? '');
    const old = clean(mapping.old_province_name ?? '');
    const key = [name, district, old].map(nameKey).join('|');
    const row = found.get(key) ?? { code: '', name, district, province: old, successors: new Set<string>() };
    // The row with a code has the official spelling of 30 June 2025.
    if (mapping.old_ward_code) Object.assign(row, { code: mapping.old_ward_code, name, district });
    row.successors.add(successor);
    found.set(key, row);
  }
  const spelling = districtSpellings([...found.values()]);
  for (const row of found.values()) row.district = spelling.get(districtKey(row)) ?? row.district;
  return found;
}

/** One spelling a district: "Tuy Hoà" and "Tuy Hòa" are the same. Rows with a code decide. */
function districtSpellings(rows: readonly OldCommune[]): Map<string, string> {
  return new Map(
    [...rows.filter((row) => row.code === ''), ...rows.filter((row) => row.code !== '')].map((row) => [
      districtKey(row),
      row.district,
    ]),
  );
}

function districtKey(row: OldCommune): string {
  return `${nameKey(row.district)}|${nameKey(row.province)}`;
}

function kindRows(code: string, kind: string): string[][] {
  const changes = kindCorrections.filter((c) => c.province === code);
  const first = [
    code,
    kind,
    '2025-07-01',
    changes[0]?.lastDayBefore ?? '',
    'yes',
    'Nghị quyết 202/2025/QH15',
  ];
  return [first, ...changes.map((c) => [code, c.kind, c.from, '', c.verified ? 'yes' : 'no', c.basis])];
}

function check(
  provinces: readonly { code: string }[],
  communes: readonly { code: string; province: string; title: string }[],
  old: ReadonlyMap<string, OldCommune>,
): void {
  const rows = [...old.values()];
  const living = rows.filter((row) => row.code !== '' || row.name === '');
  const counted = {
    provinces: provinces.length,
    communes: communes.length,
    inNgheAn: communes.filter((c) => c.province === '40').length,
    oldProvinces: new Set(living.map((row) => nameKey(row.province))).size,
    oldDistricts: new Set(living.map(districtKey)).size,
    oldCommunes: rows.filter((row) => row.code !== '').length,
    communesWithoutPast: communes.length - new Set(rows.flatMap((row) => [...row.successors])).size,
  };
  for (const [what, count] of Object.entries(expected)) {
    const ours = counted[what as keyof typeof counted];
    if (ours !== count) throw new Error(`${what}: ${ours} in the source, ${count} expected`);
  }
  const codes = rows.map((row) => row.code).filter((code) => code !== '');
  const twice = codes.find((code, i) => codes.indexOf(code) !== i);
  if (twice) throw new Error(`two old communes with the code ${twice}`);
  const codeOf = new Map(rows.filter((row) => row.code !== '').map((row) => [row.code, row]));
  const strange = communes.find(
    (c) => codeOf.get(c.code)?.successors.has(c.code) !== true && !c.title.startsWith('Đặc khu '),
  );
  if (strange) throw new Error(`${strange.title} has a code of none of the communes it was made of`);
  const odd = communes.find((c) => !/^(Xã|Phường|Đặc khu) /.test(c.title));
  if (odd) throw new Error(`not a communal unit: ${odd.title}`);
}

function clean(text: string): string {
  return squeezeSpaces(text);
}

function tsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => row.join('\t')).join('\n') + '\n';
}
