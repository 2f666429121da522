import { newId, ok, refuse, squeezeSpaces, todayIn, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent, type StoredFile } from '#records/server';
import { checkCarry, totalCarried, transfersOfCarry, type CarriedItem } from './carry-over.ts';
import type { Fund } from './fund.ts';
import { mayFund } from './fund.policy.ts';
import { findFund } from './fund.store.server.ts';
import { post, type PostingContext } from './post.server.ts';
import type { Posted } from './posting.ts';
import { recordDecision } from './record-decision.server.ts';

export interface CarryOver {
  readonly fromFundId: string;
  readonly toFundId: string;
  readonly number: string;
  readonly decidedOn: LocalDate;
  readonly items: readonly CarriedItem[];
  readonly note?: string;
  readonly file?: StoredFile;
  readonly key: string;
}

/**
 * Carries money of one year into the next by one decision: it rests as carried over in the old book
 * and stands at the same station of the new one; both sides are one posting. Refuses `not_permitted`,
 * `fund_not_found`, `carries_into_another_year`, `decision_*`, and what posting refuses.
 *
 * Moves money only. Projects are carried by `carryYearOver` of their own chapter, which moves them with it.
 */
export async function carryOver(cx: PostingContext, input: CarryOver): Promise<Result<Posted>> {
  const permitted = permit(mayFund(cx.actor, 'decide'));
  if (!permitted.ok) return permitted;
  if (input.items.length === 0) return refuse('amount_must_be_positive', {}, 'amount');
  if (squeezeSpaces(input.number) === '') return refuse('decision_number_is_missing', {}, 'number');
  if (input.decidedOn > todayIn(cx.now)) return refuse('decision_is_in_the_future', {}, 'decidedOn');

  const carry = async (tx: Tx): Promise<Result<Posted>> => {
    const from = await findFund(tx, input.fromFundId);
    const to = await findFund(tx, input.toFundId);
    if (!from || !to) return refuse('fund_not_found');
    const fits = checkCarry(from, to);
    if (!fits.ok) return fits;

    const at = cx.now.getTime();
    const decisions = { out: newId(at), into: newId(at) };
    const { key, file, ...inputs } = input;
    const posted = await post(
      { ...cx, tx },
      {
        key,
        on: input.decidedOn,
        transfers: transfersOfCarry({ from: from.id, to: to.id }, decisions, input.items),
        inputs: { ...inputs, file: file?.hash },
      },
    );
    if (!posted.ok || posted.value.replayed) return posted;
    const recorded = await recordBothSides(tx, cx, input, { from, to, ...decisions });
    return recorded.ok ? posted : recorded;
  };
  return cx.tx ? carry(cx.tx) : transact(cx, carry);
}

async function recordBothSides(
  tx: Tx,
  cx: Context,
  input: CarryOver,
  sides: { readonly from: Fund; readonly to: Fund; readonly out: string; readonly into: string },
): Promise<Result<void>> {
  const { decidedOn, note, file, items } = input;
  const number = squeezeSpaces(input.number);
  const amount = totalCarried(items);
  const common = {
    number,
    decidedOn,
    amount,
    ...(note === undefined ? {} : { note }),
    ...(file ? { file } : {}),
  };
  for (const side of [
    { kind: 'carry_over', fundId: sides.from.id, id: sides.out, carriedWith: sides.into },
    { kind: 'carry_in', fundId: sides.to.id, id: sides.into, carriedWith: sides.out },
  ] as const) {
    const recorded = await recordDecision(tx, cx, { ...common, ...side });
    if (!recorded.ok) return recorded;
    await recordEvent(tx, cx, {
      kind: side.kind === 'carry_over' ? 'fund.carried_over' : 'fund.carried_in',
      subject: { kind: 'fund', id: side.fundId },
      after: { decisionId: side.id, number, amount },
      reason: note ?? null,
    });
  }
  return ok(undefined);
}
