import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Event } from './project.transitions.ts';
import type { LaterAct } from './since-plan.ts';

/** Acts of these events on many projects, in their order. */
export async function actsOn(
  tx: Tx,
  province: string,
  ids: readonly string[],
  events: readonly Event[],
): Promise<ReadonlyMap<string, readonly LaterAct[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('projects.act')
    .select(['project_id', 'event', 'on_date', 'data'])
    .where('province', '=', province)
    .where('project_id', 'in', ids)
    .where('event', 'in', events)
    .orderBy('seq')
    .execute();
  const acts = rows.map((row) => ({
    projectId: row.project_id,
    event: row.event as Event,
    onDate: row.on_date as LocalDate,
    data: row.data as Record<string, unknown>,
  }));
  return Map.groupBy(acts, ({ projectId }) => projectId);
}
