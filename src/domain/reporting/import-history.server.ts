import { newId, ok, refuse, type Refusal, type Refused, type Result } from '#kernel';
import { permit, type Actor } from '#people';
import { transact, type Database } from '#platform/server';
import { recordEvent } from '#records/server';
import { textOfFile } from './file-text.ts';
import { readHistoryFile } from './history-file.ts';
import { mayHistory } from './history.policy.ts';
import { applyDifferences, lockHistory, statedFigures } from './history.store.server.ts';
import { differencesBetween, periodText, type FigureDifference } from './stated-figure.ts';

export interface ImportContext {
  readonly db: Database;
  readonly province: string;
  /** Null for the operator at the machine. */
  readonly actor: Actor | null;
  readonly now: Date;
}

export interface ImportedHistory {
  readonly outcome: 'imported' | 'unchanged' | 'replaced';
  /** Rows of the file. */
  readonly rows: number;
  readonly differences: readonly FigureDifference[];
}

/**
 * Brings a file of stated figures in as the whole of the province's history. The same figures again change
 * nothing. Other figures are refused (`history_differs`, with every difference) unless `replace` is set.
 * A bad file is refused whole, with every error and its place; see `readHistoryFile`.
 */
export async function importHistory(
  cx: ImportContext,
  input: { readonly bytes: Uint8Array; readonly fileName: string; readonly replace?: boolean },
): Promise<Result<ImportedHistory>> {
  const allowed = permit(mayHistory(cx.actor, 'import'));
  if (!allowed.ok) return allowed;
  const text = textOfFile(input.bytes);
  if (!text.ok) return text;
  const file = readHistoryFile(text.value);
  if (!file.ok) return file;

  return transact<ImportedHistory>(cx, async (tx) => {
    await lockHistory(tx, cx.province);
    const stored = await statedFigures(tx);
    const rows = file.value.length;
    const differences = differencesBetween(stored, file.value);
    if (differences.length === 0) return ok({ outcome: 'unchanged', rows, differences });
    if (stored.length > 0 && input.replace !== true) return historyDiffers(differences);

    await applyDifferences(tx, cx.province, differences);
    await recordEvent(tx, cx, {
      kind: stored.length === 0 ? 'history.imported' : 'history.replaced',
      subject: { kind: 'history', id: newId(cx.now.getTime()) },
      before: stored,
      after: { fileName: input.fileName, figures: file.value },
    });
    return ok({
      outcome: stored.length === 0 ? 'imported' : 'replaced',
      rows,
      differences,
    });
  });
}

function historyDiffers(differences: readonly FigureDifference[]): Refused {
  const { refusal } = refuse('history_differs', { count: differences.length });
  return { ok: false, refusal: { ...refusal, also: differences.map(refusalOf) } };
}

function refusalOf(difference: FigureDifference): Refusal {
  const { period, source, kind, amount, basis } = difference.figure;
  const about = { period: periodText(period), source, kind };
  if (difference.change === 'added') return refuse('history_figure_added', { ...about, amount }).refusal;
  if (difference.change === 'removed') return refuse('history_figure_removed', { ...about, amount }).refusal;
  const { before } = difference;
  return before.amount === amount
    ? refuse('history_basis_changed', { ...about, before: before.basis, after: basis }).refusal
    : refuse('history_figure_changed', { ...about, before: before.amount, after: amount }).refusal;
}
