import { carryField } from '#funds';
import { carryOver, projectMoney, type CarryOver } from '#funds/server';
import { ok, refuse, ZERO_DONG, type Dong, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { projectFor, projectSubject, updateProject } from './project.store.server.ts';

/**
 * Carries free money and projects of one year's fund into the next by one decision. A project goes whole:
 * what is planned, committed and advanced for it moves together, and from then on it belongs to the next
 * year's fund. What has been paid for accepted work is settled in the year it was paid in, so a project with
 * such money stays.
 *
 * Refuses what `carryOver` refuses, `carries_part_of_project` {left} at the row that must be carried as
 * well, and `paid_project_is_not_carried` {spent}. All or nothing.
 */
export async function carryYearOver(cx: Context, input: CarryOver): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const ids = input.items.flatMap((item) => ('projectId' in item ? [item.projectId] : []));
    const projects = [...new Set(ids)].sort();
    // Locked before their money, as every act does, so that an act and a carry-over wait for each other.
    for (const id of projects)
      if (!(await projectFor(tx, cx, id, { lock: true }))) return refuse('project_not_found');
    const carried = await carryOver({ ...cx, tx }, input);
    if (!carried.ok) return carried;
    if (carried.value.replayed) return ok(undefined);
    for (const projectId of projects) {
      const whole = await isWhole(tx, projectId, input.fromFundId);
      if (!whole.ok) return whole;
      await updateProject(tx, cx.province, projectId, { fund_id: input.toFundId });
      await recordEvent(tx, cx, {
        kind: 'project.carried_over',
        subject: projectSubject(projectId),
        before: { fundId: input.fromFundId },
        after: { fundId: input.toFundId, number: input.number },
        reason: input.note ?? null,
      });
    }
    return ok(undefined);
  });
}

/** Whether nothing of the project is left under way in the fund it was carried out of. */
async function isWhole(tx: Tx, projectId: string, fundId: string): Promise<Result<void>> {
  const left = (await projectMoney(tx, projectId)).find((m) => m.fund.id === fundId)?.balances;
  const at = (station: 'planned' | 'committed' | 'advanced' | 'spent'): Dong => left?.[station] ?? ZERO_DONG;
  if (at('spent') > 0n) return refuse('paid_project_is_not_carried', { spent: at('spent') });
  for (const station of ['planned', 'committed', 'advanced'] as const)
    if (at(station) > 0n)
      return refuse('carries_part_of_project', { left: at(station) }, carryField(station, projectId));
  return ok(undefined);
}
