import { ok, refuse, refuseAll, todayIn, type Refusal, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { readDocumentNumber } from './document-number.ts';
import { isKnownDocument } from './norm-set.store.server.ts';
import type { ProcedureDraftInput } from './procedure-draft.form.ts';
import { procedureFaults } from './procedure-draft.ts';
import { insertProcedureDraft, procedureBase, procedureDraft } from './procedure-draft.store.server.ts';
import { mayDraftProcedure } from './procedure.policy.ts';
import type { ProcedureKind } from './procedure.ts';

/**
 * Drafts the province's own version of a procedure from the one in force; no wait follows it until somebody else
 * publishes it. `seen` are the version and the number of the draft the page showed, 0 for none. Refuses
 * `not_permitted`, `procedure_changed_meanwhile` and every fault of the draft, all at once.
 */
export async function saveProcedureDraft(
  cx: Context,
  kind: ProcedureKind,
  seen: { readonly base: string; readonly no: number },
  input: ProcedureDraftInput,
): Promise<Result<{ no: number }>> {
  return transact(cx, async (tx) => {
    const today = todayIn(cx.now);
    const base = await procedureBase(tx, kind, cx.province, today);
    const before = base && (await procedureDraft(tx, cx.province, kind, base.id));
    const permitted = permit(mayDraftProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if (base === undefined) return refuse('no_procedure_on_date', { on: today });
    if (base.id !== seen.base || (before?.no ?? 0) !== seen.no) return refuse('procedure_changed_meanwhile');
    const faults: Refusal[] = procedureFaults(base, input.steps, input.from, today);
    if (input.basisOn > today)
      faults.unshift(refuse('procedure_basis_is_of_the_future', { day: input.basisOn }, 'basisOn').refusal);
    if (faults.length > 0) return refuseAll(faults);

    const document = await documentOf(tx, input.basis);
    const no = await insertProcedureDraft(tx, cx, { kind, base: base.id, document }, input);
    return no === undefined ? refuse('procedure_changed_meanwhile') : ok({ no });
  });
}

/** The decision in the library, however its number is written; a text of its own where it is not there. */
async function documentOf(tx: Tx, basis: string): Promise<string | null> {
  const number = readDocumentNumber(basis);
  return number.ok && (await isKnownDocument(tx, number.value)) ? number.value : null;
}
