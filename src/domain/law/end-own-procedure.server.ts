import { sql } from 'kysely';
import { newId, ok, refuse, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { tellStaff } from './clock-rules/draft-clock-rules.server.ts';
import { mayPublishProcedure } from './procedure.policy.ts';
import { procedureVersion } from './procedure.store.server.ts';

/**
 * Ends the province's own procedure, by somebody else than who published it: from that day on the one for all holds again.
 * Waits that run keep what they began under. Refuses `not_permitted`, `procedure_is_not_own`,
 * `procedure_changed_meanwhile`, `same_person_may_not`, `procedure_begins_too_early`.
 */
export async function endOwnProcedure(
  cx: Context,
  input: { readonly id: string; readonly from: LocalDate; readonly reason: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const procedure = await procedureVersion(tx, input.id);
    const permitted = permit(mayPublishProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if (procedure?.province !== cx.province || !procedure.own) return refuse('procedure_is_not_own');
    await sql`select law.end_own_procedure(${cx.province}, ${input.id}, ${input.from}::date, ${cx.actor.accountId}, ${cx.now})`.execute(
      tx,
    );
    const { from, reason } = input;
    const id = newId(cx.now.getTime());
    await recordEvent(tx, cx, {
      kind: 'procedure.ended',
      subject: { kind: 'procedure', id },
      before: { id: input.id, version: procedure.own.version },
      after: { from },
      reason,
    });
    await tellStaff(tx, cx, {
      kind: 'procedure_ended',
      id,
      fills: { procedure: procedure.kind, from },
    });
    return ok(undefined);
  });
}
