import { nameKey, slug } from '#kernel';
import { readCommuneTitle, type CommuneKind, type ProvinceKind } from './place.ts';
import { searchKey, spelledKey } from './place-search.ts';

/** The first day of the 34 provinces and 3,321 communes (Resolution 202/2025/QH15). */
export const REFORM_DAY = '2025-07-01';
const LAST_DAY_BEFORE = '2025-06-30';
const COMMUNE_BASIS = 'Nghị quyết 202/2025/QH15';

/** What the loader writes, table by table, in the columns' order. */
export interface Catalogue {
  readonly provinces: readonly { code: string; name: string }[];
  readonly provinceKinds: readonly {
    province: string;
    kind: ProvinceKind;
    from: string;
    to: string | null;
    basis: string;
    verified: boolean;
  }[];
  readonly communes: readonly { code: string; province: string; name: string; kind: CommuneKind }[];
  readonly communeBasis: string;
  readonly oldUnits: readonly OldUnitRow[];
  readonly successions: readonly { oldId: string; commune: string; part: boolean }[];
  readonly cityGrades: readonly CityGradeRow[];
  readonly wardOrigins: readonly WardOriginRow[];
  readonly placeNames: readonly PlaceName[];
}

interface OldUnitRow {
  readonly id: string;
  readonly level: 'province' | 'district' | 'commune';
  readonly code: string | null;
  readonly name: string;
  readonly parent: string | null;
  readonly lastDay: string | null;
}

interface CityGradeRow {
  readonly oldId: string;
  readonly grade: string;
  readonly from: string;
  readonly to: string | null;
  readonly basis: string;
  readonly verified: boolean;
}

interface WardOriginRow {
  readonly oldId: string;
  readonly was: string;
  readonly until: string;
  readonly basis: string;
  readonly verified: boolean;
}

interface PlaceName {
  readonly commune: string;
  readonly province: string;
  readonly oldId: string | null;
  readonly nameKey: string;
  readonly aroundKey: string;
  readonly searchKey: string;
  readonly spelledKey: string;
}

/** The committed files of `reference/` as text. */
export interface ReferenceFiles {
  readonly provinces: string;
  readonly provinceKinds: string;
  readonly communes: string;
  readonly oldCommunes: string;
  readonly cityGrades: string;
  readonly wardOrigins: string;
}

/** Reads the files. Throws on anything that does not fit together: they are ours, so that is a bug. */
export function readCatalogue(files: ReferenceFiles): Catalogue {
  const provinces = rows(files.provinces).map(([code, name]) => ({ code: code!, name: name! }));
  const provinceKinds = rows(files.provinceKinds).map(([province, kind, from, to, verified, basis]) => ({
    province: province!,
    kind: kind as ProvinceKind,
    from: from!,
    to: to === '' ? null : to!,
    basis: basis!,
    verified: verified === 'yes',
  }));
  const communes = rows(files.communes).map(([code, province, title]) => {
    const read = readCommuneTitle(title!);
    if (read === undefined) throw new Error(`not a communal unit: ${title}`);
    return { code: code!, province: province!, ...read, title: title! };
  });
  const provinceOf = new Map(communes.map((c) => [c.code, c.province]));
  const nameOf = new Map(provinces.map((p) => [p.code, p.name]));
  const before = readOldCommunes(files.oldCommunes);
  const keys = keysOnce();
  return {
    provinces,
    provinceKinds,
    communes,
    communeBasis: COMMUNE_BASIS,
    oldUnits: before.units,
    successions: before.successions,
    cityGrades: rows(files.cityGrades).map(([province, city, grade, from, to, verified, basis]) => ({
      oldId: before.idOf(province!, city!),
      grade: grade!,
      from: from!,
      to: to === '' ? null : to!,
      basis: basis!,
      verified: verified === 'yes',
    })),
    wardOrigins: rows(files.wardOrigins).map(([province, district, ward, was, until, verified, basis]) => ({
      oldId: before.idOf(province!, district!, ward),
      was: was!,
      until: until!,
      basis: basis!,
      verified: verified === 'yes',
    })),
    placeNames: [
      ...communes.map((c) =>
        placeName(
          { commune: c.code, province: c.province, oldId: null },
          c.title,
          keys(nameOf.get(c.province)!),
        ),
      ),
      ...before.successions.map((s) => {
        const { name, around } = before.places.get(s.oldId)!;
        const where = { commune: s.commune, province: provinceOf.get(s.commune)!, oldId: s.oldId };
        return placeName(where, name, keys(around));
      }),
    ],
  };
}

function readOldCommunes(text: string) {
  const units = new Map<string, OldUnitRow>();
  const successions: { oldId: string; commune: string; part: boolean }[] = [];
  const places = new Map<string, { name: string; around: string }>();
  const ids = uniqueIds();
  for (const [province, district, name, code, became] of rows(text)) {
    const provinceId = ids('', province!);
    const districtId = ids(provinceId, district!);
    const whole = name === '';
    const id = whole ? districtId : ids(districtId, name!);
    const lastDay = code !== '' || whole ? LAST_DAY_BEFORE : null;
    add({ id: provinceId, level: 'province', code: null, name: province!, parent: null, lastDay });
    add({ id: districtId, level: 'district', code: null, name: district!, parent: provinceId, lastDay });
    if (!whole) add({ id, level: 'commune', code: code || null, name: name!, parent: districtId, lastDay });
    places.set(
      id,
      whole ? { name: district!, around: province! } : { name: name!, around: `${district} ${province}` },
    );
    const successors = became!.split(' ');
    for (const commune of successors) successions.push({ oldId: id, commune, part: successors.length > 1 });
  }
  return { units: [...units.values()].toSorted((a, b) => depth(a) - depth(b)), successions, places, idOf };

  function idOf(province: string, district: string, commune?: string): string {
    const districtId = ids(ids('', province), district);
    const id = commune === undefined ? districtId : ids(districtId, commune);
    if (!units.has(id)) throw new Error(`not an old unit: ${id}`);
    return id;
  }

  function add(unit: OldUnitRow): void {
    const known = units.get(unit.id);
    // A district lived to the last day if any of its communes did.
    if (known === undefined || (known.lastDay === null && unit.lastDay !== null)) units.set(unit.id, unit);
  }
}

function depth(unit: OldUnitRow): number {
  return ['province', 'district', 'commune'].indexOf(unit.level);
}

/** Readable, stable identifiers: `tinh-nghe-an/huyen-con-cuong/xa-chi-khe`; namesakes without accents get a number. */
function uniqueIds(): (parent: string, name: string) => string {
  const given = new Map<string, string>();
  const asWritten = new Map<string, string>();
  const taken = new Set<string>();
  return (parent, name) => {
    const written = `${parent}|${name}`;
    const known = asWritten.get(written);
    if (known !== undefined) return known;
    const key = `${parent}|${nameKey(name)}`;
    const id = given.get(key) ?? make(parent, name);
    given.set(key, id);
    asWritten.set(written, id);
    return id;
  };

  function make(parent: string, name: string): string {
    const base = parent === '' ? slug(name) : `${parent}/${slug(name)}`;
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    return id;
  }
}

type Keys = Readonly<Record<'folded' | 'spelled', string>>;

/** Keys of what places lie in are made once: 700 districts stand around 10,800 communes. */
function keysOnce(): (text: string) => Keys {
  const made = new Map<string, Keys>();
  return (text) => {
    const keys = made.get(text) ?? { folded: searchKey(text), spelled: spelledKey(text) };
    made.set(text, keys);
    return keys;
  };
}

function placeName(
  where: { commune: string; province: string; oldId: string | null },
  title: string,
  around: Keys,
): PlaceName {
  const folded = searchKey(title);
  return {
    ...where,
    nameKey: searchKey(bare(title)),
    aroundKey: around.folded,
    searchKey: folded + around.folded,
    spelledKey: spelledKey(title) + around.spelled,
  };
}

/** A unit's name without the word for its kind; "Thị xã Cửa Lò" → "Cửa Lò". */
function bare(title: string): string {
  return title.replace(/^(Xã|Phường|Đặc khu|Thị trấn|Huyện|Quận|Thị xã|Thành phố|Tỉnh) /, '');
}

function rows(text: string): string[][] {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}
