import { ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { addDocument, type StoredFile } from '#records/server';
import type { Decision } from './budget-decision.ts';
import { insertDecision, isNumberTaken } from './decision.store.server.ts';

type NewDecision = Pick<Decision, 'id' | 'fundId' | 'kind' | 'number' | 'decidedOn' | 'amount'> & {
  readonly note?: string;
  readonly file?: StoredFile;
  readonly carriedWith?: string;
};

/**
 * Writes down the decision behind a posting just made, and its paper. The posting holds the fund's
 * accounts, so nobody can take the number between this look and the commit. Refuses
 * `decision_number_is_taken`.
 */
export async function recordDecision(tx: Tx, cx: Context, decision: NewDecision): Promise<Result<void>> {
  const { id, fundId, kind, number, decidedOn, amount, note, file, carriedWith } = decision;
  if (await isNumberTaken(tx, fundId, number))
    return refuse('decision_number_is_taken', { number }, 'number');
  const documentId = file
    ? await addDocument(tx, cx, {
        kind: 'budget_decision',
        title: number,
        number,
        issuedOn: decidedOn,
        subject: { kind: 'fund', id: fundId },
        file,
      })
    : null;
  await insertDecision(tx, cx.province, {
    id,
    fundId,
    kind,
    number,
    decidedOn,
    amount,
    documentId,
    note: note ?? null,
    carriedWith: carriedWith ?? null,
    recordedAt: cx.now,
    recordedBy: cx.actor.accountId,
  });
  return ok(undefined);
}
