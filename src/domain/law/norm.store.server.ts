import type { Selectable } from 'kysely';
import { localDate, type LocalDate, type Rate } from '#kernel';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Citation, Verification } from './citation.ts';
import type { Area, Content, Fund, Norm, NormBook, NormSet } from './norm.ts';
import { latestVerifications } from './norm-verification.store.server.ts';
import {
  exampleOf,
  limitOf,
  ruleOf,
  type StoredExample,
  type StoredLimit,
  type StoredRule,
} from './stored-norm.ts';
import { rateOf, textIn } from './stored.server.ts';

/** Every content and every set a province can meet on any date: the national ones and its own. */
export async function loadNormBook(tx: Tx, province: string): Promise<NormBook> {
  const sets = await tx
    .selectFrom('law.norm_set')
    .selectAll()
    .where((eb) => eb.or([eb('province', 'is', null), eb('province', '=', province)]))
    // What a correction took the place of is only there for the projects approved under it.
    .where('corrected_by', 'is', null)
    .orderBy('valid_from')
    .execute();
  return { contents: await loadContents(tx, province), sets: await withNorms(tx, sets) };
}

/** One set by its id: the one frozen on a project. */
export async function loadNormSet(tx: Tx, id: string): Promise<NormSet | undefined> {
  const rows = await tx.selectFrom('law.norm_set').selectAll().where('id', '=', id).execute();
  return (await withNorms(tx, rows))[0];
}

/** All contents a province knows, in their order: the country's, then its own. */
export async function loadContents(tx: Tx, province: string): Promise<ReadonlyMap<string, Content>> {
  const rows = await tx
    .selectFrom('law.content')
    .select(['code', 'group_number', 'name_vi', 'name_en'])
    .where((eb) => eb.or([eb('province', 'is', null), eb('province', '=', province)]))
    .orderBy('position')
    .orderBy('code')
    .execute();
  return new Map(
    rows.map((row) => [
      row.code,
      { code: row.code, group: row.group_number, name: { vi: row.name_vi, en: row.name_en } },
    ]),
  );
}

async function withNorms(tx: Tx, sets: readonly Selectable<DB['law.norm_set']>[]): Promise<NormSet[]> {
  if (sets.length === 0) return [];
  const norms = await tx
    .selectFrom('law.norm')
    .selectAll()
    .where(
      'set_id',
      'in',
      sets.map((set) => set.id),
    )
    .execute();
  const compared = await latestVerifications(
    tx,
    sets.map((set) => set.id),
  );
  const isCompared = (setId: string, content: string) =>
    compared.some((v) => v.stands && v.setId === setId && v.content === content);
  return sets.map((set) => ({
    id: set.id,
    fund: set.fund as Fund,
    province: set.province,
    inForce: { from: localDate(set.valid_from), until: set.valid_until as LocalDate | null },
    document: set.document_code,
    priorityFactor: priorityFactorOf(set.priority_factor),
    vat: set.vat as NormSet['vat'],
    verification: set.verification as Verification,
    sample: set.sample,
    norms: new Map(
      norms
        .filter((n) => n.set_id === set.id)
        .map((n) => {
          const norm = normOf(n);
          const verification = isCompared(set.id, norm.content) ? 'full_text' : norm.verification;
          return [norm.content, { ...norm, verification }];
        }),
    ),
  }));
}

function normOf(row: Selectable<DB['law.norm']>): Norm {
  return {
    content: row.content_code,
    unitOfCount: row.unit_of_count as Norm['unitOfCount'],
    rule: ruleOf(row.rule as unknown as StoredRule),
    areas: row.areas as Area[] | null,
    costs: row.costs as Norm['costs'],
    limits: (row.limits as unknown as StoredLimit[]).map(limitOf),
    citation: row.citation as unknown as Citation | null,
    verification: row.verification as Verification,
    note: textIn(row.note_vi, row.note_en),
    examples: (row.examples as unknown as StoredExample[]).map(exampleOf),
  };
}

function priorityFactorOf(stored: unknown): { factor: Rate; citation: Citation } | null {
  if (stored === null) return null;
  const { factor, citation } = stored as { factor: number; citation: Citation };
  return { factor: rateOf(factor), citation };
}
