import { ok, refuse, type FormFields, type LocalDate, type Result, type TaxCode } from '#kernel';
import { inProvince, type Database, type Tx } from '#platform/server';
import { REFORM_DAY, type Commune, type FoundCommune, type OldUnit, type Successor } from '#territory';
import { communeDay, oldUnitOf, searchCommunes, successorsOf } from '#territory/server';
import { supportStanding, type FoundStanding } from './support-standing.store.server.ts';

/** The place a question names, and what is known of it; or why there is none, with places to choose from. */
export interface FoundPlace {
  readonly place: Result<Commune>;
  /** The old unit that was named, for a day on which it was there. */
  readonly old: OldUnit | null;
  readonly offered: readonly (FoundCommune | Successor)[];
  readonly standing?: FoundStanding;
}

interface Scope {
  readonly db: Database;
  readonly province: string;
}

interface Asked {
  readonly on: LocalDate;
  readonly today: LocalDate;
  readonly taxCode: TaxCode | null;
}

const MOST_OFFERED = 8;

const none = (place: Result<Commune>, offered: FoundPlace['offered'] = []): FoundPlace => ({
  place,
  old: null,
  offered,
});

/** By its code, else by any name it has or had; a place that ended offers what it became. */
export async function findPlace(scope: Scope, fields: FormFields, asked: Asked): Promise<FoundPlace> {
  const code = (fields['place'] ?? '').trim();
  const name = (fields['q'] ?? '').trim().slice(0, 100);
  // A name typed over what was chosen before is a new question.
  if (code !== '' && (name === '' || name === fields['for'])) return findByCode(scope, code, asked);
  if (name === '') return none(refuse('support_place_is_missing'));
  const found = await inProvince(scope, (tx) => searchPlace(tx, scope.province, name, asked.today));
  return found.place.ok
    ? { ...found, standing: await standingAt(scope, found.place.value.code, asked) }
    : found;
}

function standingAt(scope: Scope, commune: string, asked: Asked): Promise<FoundStanding> {
  return supportStanding(scope, { ...asked, commune, communeOn: communeDay(asked.on) });
}

async function findByCode(scope: Scope, code: string, asked: Asked): Promise<FoundPlace> {
  const standing = await standingAt(scope, code, asked);
  if (standing.commune !== undefined) return { ...none(ok(standing.commune)), standing };
  const { became, old } = await inProvince(scope, async (tx) => ({
    became: await successorsOf(tx, code, asked.today),
    old: asked.on < REFORM_DAY ? await oldUnitOf(tx, code) : undefined,
  }));
  const [first] = became;
  if (first === undefined) return none(refuse('commune_is_unknown', { code }));
  // Asked about a day on which the old commune was there: it is what the rules look at.
  if (old?.level === 'commune') {
    const kept = await standingAt(scope, first.commune.code, asked);
    if (kept.commune !== undefined) return { place: ok(kept.commune), old, offered: [], standing: kept };
  }
  return none(refuse('support_place_has_become'), became);
}

async function searchPlace(tx: Tx, province: string, name: string, today: LocalDate): Promise<FoundPlace> {
  const options = { on: today, limit: MOST_OFFERED };
  const own = await searchCommunes(tx, name, { ...options, province });
  const hits = own.length > 0 ? own : await searchCommunes(tx, name, options);
  const [only] = hits;
  if (only === undefined) return none(refuse('support_place_is_not_found', { text: name }));
  return hits.length === 1 && only.matched === 'name'
    ? none(ok(only.commune))
    : none(refuse('support_place_is_one_of', { text: name, count: hits.length }), hits);
}
