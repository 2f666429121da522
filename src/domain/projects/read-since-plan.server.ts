import type { Dong } from '#kernel';
import type { Tx } from '#platform/server';
import { actsOn } from './since-plan.store.server.ts';
import { actsSincePlan, sincePlan } from './since-plan.ts';

/** What became of the support a plan decided of each of its projects. */
export async function readSincePlan(
  tx: Tx,
  province: string,
  decided: readonly { readonly projectId: string; readonly support: Dong }[],
): Promise<ReadonlyMap<string, ReturnType<typeof sincePlan>>> {
  const ids = decided.map(({ projectId }) => projectId);
  const acts = await actsOn(tx, province, ids, actsSincePlan);
  return new Map(
    decided.map(({ projectId, support }) => [projectId, sincePlan(support, acts.get(projectId) ?? [])]),
  );
}
