import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Citation, TwoLanguages, Verification } from './citation.ts';
import type { ProcedureKind } from './procedure.ts';
import { textIn } from './stored.server.ts';

export type DossierStage = 'request' | 'advance' | 'payment' | 'settlement';

/** A paper asked for. */
export interface DossierItem {
  readonly code: string;
  readonly mandatory: boolean;
  readonly label: TwoLanguages;
  readonly help: TwoLanguages | null;
  readonly citation: Citation | null;
  readonly verification: Verification;
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
  return rows
    .filter((row) => row.contents.length === 0 || row.contents.includes(asked.content))
    .map((row) => ({
      code: row.code,
      mandatory: row.mandatory,
      label: { vi: row.label_vi, en: row.label_en },
      help: textIn(row.help_vi, row.help_en),
      citation: row.citation as unknown as Citation | null,
      verification: row.verification as Verification,
    }));
}
