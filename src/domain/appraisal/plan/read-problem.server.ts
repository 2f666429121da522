import { mainTaxCode, minDong, subtractDong, todayIn, ZERO_DONG, type TaxCode } from '#kernel';
import { readPriorities } from '#establishments/server';
import { fundSummaries } from '#funds/server';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { awaitedEvent } from '#projects';
import { readPlanCandidates, type PlanCandidate } from '#projects/server';
import type { Candidate, PlanFund, PlanProblem, PriorityRank } from './plan.ts';
import type { Plan } from './plan.store.server.ts';

type PlanKind = Pick<Plan, 'year' | 'procedure'>;

/** Open funds of the plan's year and procedure, with what no plan has taken yet. */
export async function readPlanFunds(tx: Tx, { year, procedure }: PlanKind): Promise<PlanFund[]> {
  const summaries = await fundSummaries(tx, year);
  return summaries
    .filter(({ fund }) => fund.procedure === procedure && fund.closedOn === null)
    .map(({ fund, balances }) => ({ id: fund.id, name: fund.name, free: balances.appropriated }));
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
      ? (priorities.value.get(id)?.levels ?? []).map(({ by, rank, of }) => ({ by, rank, of }))
      : [];
  return {
    procedure,
    terms,
    funds: await readPlanFunds(tx, plan),
    candidates: rows.map((row) =>
      candidateOf(row, {
        group: contents.get(row.contentCode)?.group ?? 0,
        priority: ranksOf(row.establishmentId),
      }),
    ),
  };
}

function candidateOf(
  row: PlanCandidate,
  { group, priority }: Pick<Candidate, 'group' | 'priority'>,
): Candidate {
  const appraised = row.appraised ?? row.asked;
  const most = row.allowed === null ? ZERO_DONG : minDong(appraised, row.asked, row.allowed);
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
    totalCost: row.totalCost,
    counterpart: rest < 0n ? ZERO_DONG : rest,
    jobs: row.jobs,
    priority,
  };
}
