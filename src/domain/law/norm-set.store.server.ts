import { localDate, type LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Fund } from './norm.ts';
import { normSetInput, type NormSetInput, type StoredSet } from './norm-set-input.server.ts';

/** A set as lists show it: when, by which document, and what became of it. */
export interface NormSetEntry {
  readonly id: string;
  readonly fund: Fund;
  readonly province: string | null;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly document: string;
  readonly sample: boolean;
  readonly rows: number;
  readonly publishedAt: Date | null;
  readonly corrects: string | null;
  readonly correctedBy: string | null;
  readonly aboveNationalReason: string | null;
}

/** Every set a province meets, the national ones too, corrected versions included; newest first. */
export async function listNormSets(tx: Tx, province: string): Promise<NormSetEntry[]> {
  const rows = await tx
    .selectFrom('law.norm_set as s')
    .selectAll('s')
    .select((eb) =>
      eb
        .selectFrom('law.norm as n')
        .whereRef('n.set_id', '=', 's.id')
        .select(eb.fn.countAll<string>().as('n'))
        .as('rows'),
    )
    .where((eb) => eb.or([eb('s.province', 'is', null), eb('s.province', '=', province)]))
    .orderBy('s.valid_from', 'desc')
    .orderBy('s.published_at', (o) => o.desc().nullsLast())
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fund: row.fund as Fund,
    province: row.province,
    from: localDate(row.valid_from),
    until: row.valid_until === null ? null : localDate(row.valid_until),
    document: row.document_code,
    sample: row.sample,
    rows: Number(row.rows),
    publishedAt: row.published_at,
    corrects: row.corrects,
    correctedBy: row.corrected_by,
    aboveNationalReason: row.above_national_reason,
  }));
}

/** A set in the form it is written in: for its YAML file, and for a draft that begins as its copy. */
export async function normSetInputOf(
  tx: Tx,
  province: string,
  id: string,
): Promise<NormSetInput | undefined> {
  const set = await tx
    .selectFrom('law.norm_set')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => eb.or([eb('province', 'is', null), eb('province', '=', province)]))
    .executeTakeFirst();
  if (!set) return undefined;
  const norms = await tx
    .selectFrom('law.norm')
    .selectAll()
    .where('set_id', '=', id)
    .orderBy('content_code')
    .execute();
  return normSetInput(set as StoredSet, norms);
}

export async function isKnownDocument(tx: Tx, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom('law.document')
    .select('code')
    .where('code', '=', code)
    .where('kind', '<>', 'sample')
    .executeTakeFirst();
  return found !== undefined;
}

/** A province's document is known by its number and the province: whoever types the number means their own. */
export async function knownDocumentCode(tx: Tx, province: string, typed: string): Promise<string> {
  const own = `${typed}@${province}`;
  return !(await isKnownDocument(tx, typed)) && (await isKnownDocument(tx, own)) ? own : typed;
}
