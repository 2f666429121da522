import { ok, type Result } from '#kernel';
import { publishCalendarYear, type PublishCalendar } from '#law/server';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recountDue, tellMoved } from './deadline-move.store.server.ts';

/**
 * Publishes what was entered for a year, and counts every running wait that crosses a changed day again, in all
 * provinces, in the same transaction: nobody ever sees a calendar and due dates that do not fit. Answers how many
 * moved in the actor's province. Refuses what `publishCalendarYear` does.
 */
export async function publishCalendar(
  cx: Context,
  input: PublishCalendar,
): Promise<Result<{ publication: string; moved: number }>> {
  return transact(cx, async (tx) => {
    const published = await publishCalendarYear(tx, cx, input);
    if (!published.ok) return published;
    const { publication } = published.value;
    const moved = await recountDue(tx, publication);
    await tellMoved(tx, publication);
    return ok({ publication, moved });
  });
}
