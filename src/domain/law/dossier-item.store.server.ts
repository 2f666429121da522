import type { Selectable } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Citation, Verification } from './citation.ts';
import type { ProcedureKind } from './procedure.ts';
import type { DossierItem, RequestPaper } from './dossier-item.ts';
import { textIn } from './stored.server.ts';

export type DossierStage = 'request' | 'advance' | 'payment' | 'settlement';

/** Every paper asked for with a request on a day, in order, of both procedures. */
export async function requestPapersOn(tx: Tx, on: LocalDate): Promise<readonly RequestPaper[]> {
  const rows = await tx
    .selectFrom('law.dossier_item')
    .selectAll()
    .where('stage', '=', 'request')
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...itemOf(row),
    kind: row.procedure_kind as ProcedureKind,
    contents: row.contents,
  }));
}

/** The papers asked for at a stage, for a content, on a date, in their order. */
export async function dossierItemsOn(
  tx: Tx,
  asked: {
    readonly kind: ProcedureKind;
    readonly content: string;
    readonly stage: DossierStage;
    readonly on: LocalDate;
  },
): Promise<readonly DossierItem[]> {
  const rows = await tx
    .selectFrom('law.dossier_item')
    .selectAll()
    .where('procedure_kind', '=', asked.kind)
    .where('stage', '=', asked.stage)
    .where('valid_from', '<=', asked.on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', asked.on)]))
    .orderBy('position')
    .execute();
  return rows.filter((row) => row.contents.length === 0 || row.contents.includes(asked.content)).map(itemOf);
}

function itemOf(row: Selectable<DB['law.dossier_item']>): DossierItem {
  return {
    code: row.code,
    mandatory: row.mandatory,
    label: { vi: row.label_vi, en: row.label_en },
    help: textIn(row.help_vi, row.help_en),
    citation: row.citation as unknown as Citation | null,
    verification: row.verification as Verification,
  };
}
