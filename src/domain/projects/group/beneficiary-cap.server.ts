import type { Dong, LocalDate, Result } from '#kernel';
import { evaluate, type Evaluation } from '#law';
import { loadNormSet } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { areaOf } from '#territory/server';
import { earlierSupport, type PastSupport } from '../dossier/past-support.ts';
import type { Project } from '../project.store.server.ts';

/** What the norms frozen on the project allow this one beneficiary, after what its business was granted until today. */
export async function capOf(
  tx: Tx,
  cx: Context,
  project: Pick<Project, 'id' | 'contentCode' | 'fiscalYear' | 'normSetId'>,
  one: { readonly place: string; readonly eligibleCost: Dong; readonly others: readonly PastSupport[] },
  on: LocalDate,
): Promise<Result<Evaluation>> {
  const set = project.normSetId === null ? undefined : await loadNormSet(tx, project.normSetId);
  if (!set) throw new Error(`group project ${project.id} was planned without norms`);
  // Granted since the plan was approved it counts all the same: the beneficiary comes in only now.
  const earlier = earlierSupport(
    one.others.filter(({ projectId }) => projectId !== project.id),
    null,
  ).map((before) => ({ ...before, on: before.on > on ? on : before.on }));
  const facts = {
    ...{ fund: set.fund, province: cx.province, content: project.contentCode, year: project.fiscalYear },
    units: [{ eligibleCost: one.eligibleCost, earlier }],
    area: await areaOf(tx, one.place, on),
  };
  return evaluate(facts, on, set);
}
