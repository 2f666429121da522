import { isId, ok, refuse, todayIn, type LocalDate, type Result } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { actsOf, factsOf, projectFor, termsOf, type Project } from '#projects/server';
import { fundedLinesFromJson, type FundedLine, type Terms } from '#projects';
import { isUnderContract, versionsFrom, type ContractVersion } from './contract.ts';
import { storedVersions } from './contract.store.server.ts';

export interface HeldContract {
  readonly project: Project;
  readonly terms: Terms;
  readonly versions: readonly ContractVersion[];
  readonly latest: ContractVersion;
  readonly today: LocalDate;
}

/** All versions of a project's contract, oldest first; none before it is signed. */
export async function contractVersions(tx: Tx, cx: Context, project: Project): Promise<ContractVersion[]> {
  if (project.contract === null) return [];
  const facts = await factsOf(tx, cx, project, todayIn(cx.now));
  const acts = await actsOf(tx, cx.province, project.id);
  const signed = acts.findIndex((act) => act.event === 'sign_contract');
  const estimate = acts.slice(0, signed + 1).findLast((act) => hasLines(act.data));
  const of = acts.filter((act, i) => act.event === 'sign_contract' || (act.event === 'change' && i > signed));
  const lines = estimate ? linesIn(estimate.data) : facts.estimateLines;
  return versionsFrom(
    of.map((act) => ({
      ...{ event: act.event, fromState: act.from_state, reason: act.reason },
      ...{ data: act.data as Readonly<Record<string, unknown>>, by: act.actor_name, at: act.at },
    })),
    await storedVersions(tx, { province: cx.province, projectId: project.id }),
    lines,
  );
}

const hasLines = (data: unknown): boolean => Array.isArray((data as Record<string, unknown>)['lines']);
const linesIn = (data: unknown): FundedLine[] =>
  fundedLinesFromJson((data as Record<string, unknown>)['lines']);

/** The contract of a project, which nobody else acts on until this transaction ends. */
export async function holdContract(tx: Tx, cx: Context, projectId: string): Promise<Result<HeldContract>> {
  const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
  if (!project || project.state === 'draft') return refuse('project_not_found');
  if (!isUnderContract(project.state)) return refuse('contract_is_not_in_force');
  const today = todayIn(cx.now);
  const versions = await contractVersions(tx, cx, project);
  const terms = termsOf(project, await factsOf(tx, cx, project, today));
  return ok({ project, terms, versions, latest: versions.at(-1)!, today });
}
