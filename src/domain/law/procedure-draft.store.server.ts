import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Verification } from './citation.ts';
import type { ProcedureDraftInput } from './procedure-draft.form.ts';
import type { DraftStep } from './procedure-draft.ts';
import type { Procedure, ProcedureKind } from './procedure.ts';
import { procedureOn, procedureVersion } from './procedure.store.server.ts';

export interface ProcedureDraft {
  readonly no: number;
  readonly from: LocalDate;
  readonly basis: string;
  readonly basisOn: LocalDate;
  readonly document: string | null;
  readonly verification: Verification;
  readonly steps: readonly DraftStep[];
  readonly savedAt: Date;
  readonly savedBy: string;
  /** Everyone who wrote on it: none of them publishes it. */
  readonly writers: readonly string[];
}

/** What a draft is made from: the province's last version, also one to come; the one for all before there is any. */
export async function procedureBase(
  tx: Tx,
  kind: ProcedureKind,
  province: string,
  today: LocalDate,
): Promise<Procedure | undefined> {
  const own = await tx
    .selectFrom('law.procedure')
    .select('id')
    .where('kind', '=', kind)
    .where('province', '=', province)
    .where('valid_until', 'is', null)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  if (own !== undefined) return procedureVersion(tx, own.id);
  const shipped = await procedureOn(tx, kind, province, today);
  return shipped.ok ? shipped.value : undefined;
}

/** What was drafted last upon a version, if anything was. */
export async function procedureDraft(
  tx: Tx,
  province: string,
  kind: ProcedureKind,
  base: string,
): Promise<ProcedureDraft | null> {
  const rows = await tx
    .selectFrom('law.procedure_draft as d')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.saved_by'),
    )
    .selectAll('d')
    .select('a.name')
    .where('d.province', '=', province)
    .where('d.kind', '=', kind)
    .where('d.base', '=', base)
    .where(
      sql<boolean>`d.no > coalesce((select max(p.draft_no) from law.procedure p
        where p.province = ${province} and p.kind = ${kind}), 0)`,
    )
    .orderBy('d.no', 'desc')
    .execute();
  const [last] = rows;
  if (last === undefined) return null;
  return {
    no: last.no,
    from: localDate(last.valid_from),
    basis: last.basis,
    basisOn: localDate(last.basis_on),
    document: last.document_code,
    verification: last.verification as Verification,
    steps: last.steps as unknown as DraftStep[],
    savedAt: last.saved_at,
    savedBy: last.name,
    writers: [
      ...new Set(
        rows.flatMap((row) =>
          row.on_behalf_of === null ? [row.saved_by] : [row.saved_by, row.on_behalf_of],
        ),
      ),
    ],
  };
}

/** Answers its number, or undefined where somebody saved at the same time. */
export async function insertProcedureDraft(
  tx: Tx,
  cx: Context,
  of: { readonly kind: ProcedureKind; readonly base: string; readonly document: string | null },
  input: ProcedureDraftInput,
): Promise<number | undefined> {
  const made = await tx
    .insertInto('law.procedure_draft')
    .values((eb) => ({
      province: cx.province,
      kind: of.kind,
      no: eb
        .selectFrom('law.procedure_draft')
        .where('province', '=', cx.province)
        .where('kind', '=', of.kind)
        .select((e) => e(e.fn.coalesce(e.fn.max('no'), e.lit(0)), '+', 1).as('no')),
      base: of.base,
      valid_from: input.from,
      basis: input.basis,
      basis_on: input.basisOn,
      document_code: of.document,
      verification: input.verification,
      steps: JSON.stringify(input.steps),
      saved_by: cx.actor.accountId,
      saved_at: cx.now,
    }))
    .onConflict((c) => c.doNothing())
    .returning('no')
    .executeTakeFirst();
  return made?.no;
}

/** The one way a draft becomes a version; see the function in the database for what it refuses. */
export async function callPublishProcedure(
  tx: Tx,
  cx: Context,
  { id, kind, no }: { readonly id: string; readonly kind: ProcedureKind; readonly no: number },
): Promise<void> {
  await sql`select law.publish_procedure(${cx.province}, ${kind}, ${no}, ${id}, ${cx.actor.accountId}, ${cx.now})`.execute(
    tx,
  );
}
