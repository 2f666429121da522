import { newId, ok, refuse, todayIn, yearOf, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import type { RoundInput } from './need.form.ts';
import { mayKeepRounds } from './need.policy.ts';
import { findRound, insertRound, otherOpenRound, updateRound } from './round.store.server.ts';

const roundSubject = (id: string) => ({ kind: 'need_round', id });

/** Opens a round: from today needs for the year's plan may be entered. */
export async function openRound(cx: Context, input: RoundInput): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    const permitted = permit(mayKeepRounds(cx.actor));
    if (!permitted.ok) return permitted;

    const today = todayIn(cx.now);
    if (input.closesOn < today) return refuse('round_ends_before_today', {}, 'closesOn');
    const thisYear = yearOf(today);
    if (input.fiscalYear < thisYear || input.fiscalYear > thisYear + 5)
      return refuse(
        'round_year_is_out_of_range',
        { from: String(thisYear), until: String(thisYear + 5) },
        'fiscalYear',
      );

    const id = newId(cx.now.getTime());
    const made = await insertRound(tx, cx, { id, ...input, openedOn: today });
    if (!made) return refuse('round_is_open_already', { year: String(input.fiscalYear) }, 'fiscalYear');

    await recordEvent(tx, cx, { kind: 'need_round.opened', subject: roundSubject(id), after: input });
    return ok({ id });
  });
}

export interface RoundChange {
  readonly id: string;
  /** The revision its page was opened at. */
  readonly revision: number;
  readonly closesOn?: LocalDate;
  /** Closes it, or opens it again. */
  readonly closed?: boolean;
}

/** Gives a round more or less time, closes it, or opens it again. */
export async function changeRound(cx: Context, change: RoundChange): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const round = await findRound(tx, cx.province, change.id, 'update');
    if (!round) return refuse('round_not_found');

    const permitted = permit(mayKeepRounds(cx.actor));
    if (!permitted.ok) return permitted;

    if (round.revision !== change.revision) return refuse('round_changed_meanwhile');
    const { closesOn = round.closesOn, closed = round.closed } = change;
    if (closesOn !== round.closesOn && closesOn < todayIn(cx.now))
      return refuse('round_ends_before_today', {}, 'closesOn');
    if (round.closed && !closed && (await otherOpenRound(tx, cx.province, round)))
      return refuse('round_is_open_already', { year: String(round.fiscalYear) });

    await updateRound(tx, cx.province, round.id, {
      closes_on: closesOn,
      ...(closed === round.closed ? {} : { closed_at: closed ? cx.now : null }),
    });

    const kind =
      closed === round.closed ? 'need_round.extended' : closed ? 'need_round.closed' : 'need_round.reopened';
    await recordEvent(tx, cx, {
      kind,
      subject: roundSubject(round.id),
      before: { closesOn: round.closesOn, closed: round.closed },
      after: { closesOn, closed },
    });
    return ok(undefined);
  });
}
