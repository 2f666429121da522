import {
  mainTaxCode,
  minDong,
  subtractDong,
  sumDong,
  todayIn,
  ZERO_DONG,
  type Dong,
  type TaxCode,
} from '#kernel';
import { readPriorities } from '#establishments/server';
import { fundSummaries, listFunds } from '#funds/server';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { awaitedEvent } from '#projects';
import {
  readPlanCandidates,
  runningProjects,
  type PlanCandidate,
  type RunningProject,
} from '#projects/server';
import { isUnknown, type Candidate, type PlanProblem, type PlanTerms, type PriorityRank } from './plan.ts';
import type { Plan } from './plan.store.server.ts';
import type { Commitment } from './plan-years.ts';

type PlanKind = Pick<Plan, 'year' | 'procedure' | 'terms'>;

type PlanMoney = Pick<PlanProblem, 'funds' | 'commitments' | 'promised'>;

/**
 * Open funds of the plan's year and procedure, with what no plan has taken yet; of it the running projects have their
 * part of the year first. A part comes from a fund of the same source as the project's own, or from the one chosen.
 */
export async function readPlanMoney(
  tx: Tx,
  province: string,
  { year, procedure, terms }: PlanKind,
): Promise<PlanMoney> {
  const open = (await fundSummaries(tx, year))
    .filter(({ fund }) => fund.procedure === procedure && fund.closedOn === null)
    .map(({ fund, balances }) => ({ ...fund, free: balances.appropriated }));
  const running = await runningProjects(tx, province, { procedure });
  const sources = new Map((await listFunds(tx)).map((fund) => [fund.id, fund.source]));
  const commitments = running.flatMap((project): Commitment[] => {
    const amount = sumDong(project.parts.filter((part) => part.year <= year).map((part) => part.amount));
    const { projectId, number, title } = project;
    const fundId = fundFor(project, open, sources, terms);
    return amount > 0n ? [{ projectId, number, title, amount, fundId }] : [];
  });
  return {
    funds: open.map(({ id, name, free }) => {
      const committed = sumDong(commitments.filter(({ fundId }) => fundId === id).map((one) => one.amount));
      return { id, name, free: subtractDong(free, committed), committed };
    }),
    commitments,
    promised: running.flatMap(({ parts }) => parts.filter((part) => part.year > year)),
  };
}

function fundFor(
  { projectId, fundId }: RunningProject,
  open: readonly { readonly id: string; readonly source: string; readonly free: Dong }[],
  sources: ReadonlyMap<string, string>,
  { commitmentFunds }: PlanTerms,
): string | null {
  const chosen = open.find(({ id }) => id === commitmentFunds[projectId]);
  const usual = open
    .toSorted((a, b) => (a.free > b.free ? -1 : 1))
    .toSorted((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
  function isUsual({ source }: { readonly source: string }) {
    return source === sources.get(fundId);
  }
  return (chosen ?? usual[0])?.id ?? null;
}

/** Candidates and money as they are now; `only` one project where a single one is asked about. */
export async function readProblem(tx: Tx, cx: Context, plan: Plan, only?: string): Promise<PlanProblem> {
  const today = todayIn(cx.now);
  const { year, procedure, terms } = plan;
  const rows = await readPlanCandidates(
    tx,
    cx.province,
    { year, procedure, ...(only ? { only } : {}) },
    today,
  );
  const contents = await loadContents(tx, cx.province);
  const priorities = await readPriorities(
    tx,
    [...new Set(rows.flatMap(({ establishmentId }) => establishmentId ?? []))],
    today,
  );
  const ranksOf = (id: string | null): PriorityRank[] =>
    priorities.ok && id !== null
      ? (priorities.value.get(id)?.levels ?? []).map(({ by, rank, of, listsUnknown }) => ({
          ...{ by, rank, of, unknown: listsUnknown },
        }))
      : [];
  const candidates = rows.map((row) =>
    candidateOf(row, {
      group: contents.get(row.contentCode)?.group ?? 0,
      priority: ranksOf(row.establishmentId),
      split: splitOf(terms, row.id),
    }),
  );
  const unknown = terms.targets.filter(({ topic }) => isUnknown(topic, candidates));
  return {
    ...{ year, procedure, candidates, unknown },
    terms: { ...terms, targets: terms.targets.filter((target) => !unknown.includes(target)) },
    ...(await readPlanMoney(tx, cx.province, plan)),
  };
}

const splitOf = ({ splits }: PlanTerms, id: string) => splits[id] ?? null;

function candidateOf(
  row: PlanCandidate,
  { group, priority, split }: Pick<Candidate, 'group' | 'priority' | 'split'>,
): Candidate {
  const appraised = row.appraised ?? row.asked;
  const allowed = row.allowed === null ? ZERO_DONG : minDong(appraised, row.asked, row.allowed);
  const most = split === null ? allowed : minDong(allowed, split.whole);
  const rest = subtractDong(subtractDong(row.totalCost, row.othersPay), most);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    ready: awaitedEvent(row.state, row.procedure) === 'approve_plan',
    revision: row.revision,
    fiscalYear: row.fiscalYear,
    content: row.contentCode,
    group,
    groupProject: row.unitsForeseen !== null,
    establishment: row.establishmentName,
    taxCode: row.taxCode === null ? row.id : mainTaxCode(row.taxCode as TaxCode),
    commune: row.communeName,
    appraised,
    allowed: row.allowed,
    most,
    split,
    worksUntil: row.worksUntil,
    totalCost: row.totalCost,
    counterpart: rest < 0n ? ZERO_DONG : rest,
    jobs: row.jobs,
    priority,
  };
}
