import { sql } from 'kysely';
import { canonicalJson, newId } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Fund } from './norm.ts';
import type { NormSetInput } from './norm-set-input.server.ts';

/** A norm set being written. */
export interface NormDraft {
  readonly id: string;
  readonly fund: Fund;
  /** The set it began as a copy of; the version it puts right. */
  readonly follows: string | null;
  readonly corrects: string | null;
  readonly input: NormSetInput;
  readonly documentId: string | null;
  readonly revision: number;
  readonly state: 'open' | 'published' | 'dropped';
  readonly setId: string | null;
  /** Who dropped it, when and why; null while it was not. */
  readonly dropped: { readonly by: string; readonly at: Date; readonly reason: string } | null;
  readonly savedAt: Date;
  readonly savedBy: string;
  /** Everyone who wrote on it, in the order they first did. */
  readonly editors: readonly { readonly accountId: string; readonly name: string }[];
}

export async function insertNormDraft(
  tx: Tx,
  cx: Context,
  draft: { fund: Fund; follows: string | null; corrects: string | null; input: NormSetInput },
): Promise<string> {
  const id = newId(cx.now.getTime());
  const { accountId } = cx.actor;
  const { input, ...kept } = draft;
  const file = canonicalJson(input);
  const who = { created_by: accountId, created_at: cx.now, saved_by: accountId, saved_at: cx.now };
  await tx
    .insertInto('law.norm_draft')
    .values({ province: cx.province, id, file, ...kept, ...who })
    .execute();
  await insertEdit(tx, cx, id, 1);
  return id;
}

/** Writes a draft on, and who did. */
export async function updateNormDraft(
  tx: Tx,
  cx: Context,
  draft: NormDraft,
  change: { input?: NormSetInput; documentId?: string },
): Promise<number> {
  const revision = draft.revision + 1;
  await tx
    .updateTable('law.norm_draft')
    .set({
      revision,
      saved_by: cx.actor.accountId,
      saved_at: cx.now,
      ...(change.input === undefined ? {} : { file: canonicalJson(change.input) }),
      ...(change.documentId === undefined ? {} : { document_id: change.documentId }),
    })
    .where('province', '=', cx.province)
    .where('id', '=', draft.id)
    .execute();
  await insertEdit(tx, cx, draft.id, revision);
  return revision;
}

async function insertEdit(tx: Tx, cx: Context, draftId: string, revision: number): Promise<void> {
  await tx
    .insertInto('law.norm_draft_edit')
    .values({
      province: cx.province,
      draft_id: draftId,
      revision,
      account_id: cx.actor.accountId,
      at: cx.now,
    })
    .execute();
}

const drafts = (tx: Tx, province: string) =>
  tx
    .selectFrom('law.norm_draft as d')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.saved_by'),
    )
    .selectAll('d')
    .leftJoin('people.account as x', (j) =>
      j.onRef('x.province', '=', 'd.province').onRef('x.id', '=', 'd.dropped_by'),
    )
    .select(['a.name as saved_by_name', 'x.name as dropped_by_name'])
    .select((eb) =>
      eb
        .selectFrom('law.norm_draft_edit as e')
        .innerJoin('people.account as w', (j) =>
          j
            .onRef('w.province', '=', 'e.province')
            .on((eb2) =>
              eb2.or([
                eb2('w.id', '=', eb2.ref('e.account_id')),
                eb2('w.id', '=', eb2.ref('e.on_behalf_of')),
              ]),
            ),
        )
        .whereRef('e.province', '=', 'd.province')
        .whereRef('e.draft_id', '=', 'd.id')
        .select(
          sql<
            { accountId: string; name: string }[]
          >`jsonb_agg(distinct jsonb_build_object('accountId', w.id, 'name', w.name))`.as('who'),
        )
        .as('editors'),
    )
    .where('d.province', '=', province);

export async function findNormDraft(
  tx: Tx,
  province: string,
  id: string,
  { lock = false } = {},
): Promise<NormDraft | undefined> {
  if (lock)
    await tx
      .selectFrom('law.norm_draft')
      .select('id')
      .where('province', '=', province)
      .where('id', '=', id)
      .forUpdate()
      .execute();
  const row = await drafts(tx, province).where('d.id', '=', id).executeTakeFirst();
  return row && draftOf(row);
}

/** Drafts still being written, and those dropped; last saved first. */
export async function unpublishedNormDrafts(tx: Tx, province: string): Promise<NormDraft[]> {
  const rows = await drafts(tx, province)
    .where('d.state', 'in', ['open', 'dropped'])
    .orderBy('d.saved_at', 'desc')
    .execute();
  return rows.map(draftOf);
}

type Row = Awaited<ReturnType<ReturnType<typeof drafts>['execute']>>[number];

function draftOf(row: Row): NormDraft {
  return {
    id: row.id,
    fund: row.fund as Fund,
    follows: row.follows,
    corrects: row.corrects,
    input: row.file as unknown as NormSetInput,
    documentId: row.document_id,
    revision: row.revision,
    state: row.state as NormDraft['state'],
    setId: row.set_id,
    dropped:
      row.dropped_at === null || row.dropped_by_name === null || row.drop_reason === null
        ? null
        : { by: row.dropped_by_name, at: row.dropped_at, reason: row.drop_reason },
    savedAt: row.saved_at,
    savedBy: row.saved_by_name,
    editors: row.editors ?? [],
  };
}

/** The one way a draft becomes a set; see the function in the database for what it refuses. */
export async function callPublish(
  tx: Tx,
  cx: Context,
  draft: NormDraft,
  set: unknown,
  norms: unknown,
): Promise<void> {
  await sql`select law.publish_norm_set(${cx.province}, ${draft.id}, ${draft.revision}, ${cx.actor.accountId}, ${cx.now},
    ${JSON.stringify(set)}::jsonb, ${JSON.stringify(norms)}::jsonb)`.execute(tx);
}

/** Only the database moves a draft's state; see its functions for what they refuse. */
export async function callDrop(
  tx: Tx,
  cx: Context,
  { id, revision, reason }: { readonly id: string; readonly revision: number; readonly reason: string },
): Promise<void> {
  await sql`select law.drop_norm_draft(${cx.province}, ${id}, ${revision}, ${cx.actor.accountId}, ${cx.now}, ${reason})`.execute(
    tx,
  );
}

export async function callTakeUp(tx: Tx, cx: Context, id: string): Promise<void> {
  await sql`select law.take_up_norm_draft(${cx.province}, ${id})`.execute(tx);
}
