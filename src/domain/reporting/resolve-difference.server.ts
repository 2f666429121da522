import { newId, ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { historyOf, type CheckedDifference } from './history.ts';
import { mayHistory } from './history.policy.ts';
import { insertResolution, markWithdrawn, resolutions, statedFigures } from './history.store.server.ts';
import type { CheckCode } from './reconciliation.ts';

/**
 * Settles a difference between stated figures with an explanation and the document that supports it.
 * Refuses `not_permitted`, `difference_is_unknown`, `difference_is_none`, `difference_is_settled`.
 */
export async function resolveDifference(
  cx: Context,
  input: { readonly check: CheckCode; readonly explanation: string; readonly source: string },
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const history = historyOf(await statedFigures(tx), await resolutions(tx));
    const allowed = permit(mayHistory(cx.actor, 'resolve'));
    if (!allowed.ok) return allowed;
    const check = unsettled(history.checks.find((one) => one.code === input.check));
    if (!check.ok) return check;

    const id = newId(cx.now.getTime());
    const { explanation, source } = input;
    const who = { resolvedBy: cx.actor.accountId, resolvedAt: cx.now };
    const made = await insertResolution(tx, cx.province, {
      id,
      check: check.value,
      explanation,
      source,
      ...who,
    });
    if (!made) return refuse('difference_is_settled');
    const { code, stated, computed, difference } = check.value;
    await recordEvent(tx, cx, {
      kind: 'history.difference_settled',
      subject: { kind: 'resolution', id },
      before: { check: code, stated, computed, difference },
      after: { explanation, source },
      reason: explanation,
    });
    return ok({ id });
  });
}

/**
 * Takes a settlement back: the difference is open again. The old words stay in the trail.
 * Refuses `not_permitted`, `difference_is_open`.
 */
export async function withdrawResolution(
  cx: Context,
  input: { readonly check: CheckCode; readonly reason: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const { checks } = historyOf(await statedFigures(tx), await resolutions(tx));
    const allowed = permit(mayHistory(cx.actor, 'resolve'));
    if (!allowed.ok) return allowed;
    const resolution = checks.find((one) => one.code === input.check)?.resolution ?? null;
    if (resolution === null) return refuse('difference_is_open');

    const withdrawal = { by: cx.actor.accountId, at: cx.now, reason: input.reason };
    if (!(await markWithdrawn(tx, resolution.id, withdrawal))) return refuse('difference_is_open');
    await recordEvent(tx, cx, {
      kind: 'history.settlement_withdrawn',
      subject: { kind: 'resolution', id: resolution.id },
      before: { explanation: resolution.explanation, source: resolution.source },
      reason: input.reason,
    });
    return ok(undefined);
  });
}

function unsettled(check: CheckedDifference | undefined): Result<CheckedDifference> {
  if (check === undefined) return refuse('difference_is_unknown');
  if (check.state === 'agrees') return refuse('difference_is_none');
  return check.state === 'resolved' ? refuse('difference_is_settled') : ok(check);
}
