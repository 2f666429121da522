import {
  minDong,
  ok,
  refuse,
  splitProportionally,
  sumDong,
  ZERO_DONG,
  type Dong,
  type LocalDate,
  type Result,
} from '#kernel';
import { evaluate, type NormSet, type SupportFacts } from '#law';
import { loadNormBook, loadNormSet } from '#law/server';
import { projectMoney } from '#funds/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { areaOf } from '#territory/server';
import type { Money, NormQuestion, ProjectFacts } from './act.ts';
import { advanceRuleFor } from './advance/own-advance-rule.store.server.ts';
import { applicableNorm, type NormAnswer } from './applicable-norm.ts';
import { loadScreening } from './dossier/load-screening.server.ts';
import { pastSupport } from './dossier/past-support.store.server.ts';
import { earlierSupport } from './dossier/past-support.ts';
import { limitOf } from './estimate/approval-level.ts';
import { approvalLevels, estimateVersions, remarksOn } from './estimate/estimate.store.server.ts';
import { quotedOf } from './estimate/quotation.store.server.ts';
import { reviewOf } from './estimate/review.ts';
import { fundedLinesFromJson } from './request-json.ts';
import { eligibleCost, fundLines, totalCost, unitCosts, type Request } from './request.ts';
import type { Project } from './project.store.server.ts';
import { latestRequest } from './version.store.server.ts';

/** Everything a rule may look at, loaded once for one act. */
export async function factsOf(
  tx: Tx,
  cx: Context,
  project: Project & Pick<NormedProject, 'beneficiarySince'>,
  today: LocalDate,
  roles: readonly string[] = cx.actor.memberships.map((m) => m.role),
): Promise<ProjectFacts> {
  const submitted = await latestRequest(tx, cx.province, project.id);
  if (!submitted) throw new Error(`project ${project.id} has acts but no submitted version`);
  // The content may have been changed since by decision.
  const request = { ...submitted, contentCode: project.contentCode };
  const asEstimated = estimatedLines(project);
  const [version] =
    project.state === 'estimate_submitted' ? await estimateVersions(tx, cx.province, project.id) : [];
  const remarks = version ? await remarksOn(tx, cx.province, project.id, version.no) : [];
  const lines = asEstimated
    ? fundedLinesFromJson(asEstimated)
    : fundLines(request.costLines, project.planned ?? request.asked);
  return {
    id: project.id,
    procedure: project.procedure,
    state: project.state,
    fiscalYear: project.fiscalYear,
    fundId: project.fundId,
    request,
    asked: project.asked,
    planned: project.planned,
    estimate: project.estimate,
    contract: project.contract,
    money: await moneyIn(tx, project),
    estimateLines: lines,
    estimateReview: version ? reviewOf(version.lines, remarks) : [],
    quoted:
      project.state === 'planned'
        ? await quotedOf(tx, cx.province, project.id)
        : { quotations: [], taken: [] },
    approvesUpTo: limitOf(await approvalLevels(tx, cx.province, project.procedure, today), roles),
    lastData: (event) =>
      event === 'sign_contract' ? signedTerms(project) : project.lastActs.get(event)?.data,
    norm: await normFor(tx, cx.province, project, request, today),
    screening: await loadScreening(tx, project, request, request.papers ?? [], today),
    advanceRule: await advanceRuleFor(tx, cx.province, project, today),
    today,
  };
}

/** What was signed, with what changes altered since. */
function signedTerms({ lastActs }: Pick<Project, 'lastActs'>) {
  const signed = lastActs.get('sign_contract');
  const changed = lastActs.get('change');
  return signed && changed && changed.seq > signed.seq
    ? { ...signed.data, ...(changed.data['contract'] as Record<string, unknown> | undefined) }
    : signed?.data;
}

/** The estimate's lines as approved or changed since, or before that as put forward last. */
export function estimatedLines(project: Pick<Project, 'lastActs'>): unknown {
  const submitted = project.lastActs.get('submit_estimate');
  const approved = project.lastActs.get('approve_estimate');
  const changed = project.lastActs.get('change');
  if (changed?.data['lines'] && changed.seq > (submitted?.seq ?? 0)) return changed.data['lines'];
  const isApproved = approved !== undefined && approved.seq > (submitted?.seq ?? 0);
  return (isApproved ? approved.data['lines'] : undefined) ?? submitted?.data['lines'];
}

/** Where the project's money stands, of all years' funds together; nothing before it is in a plan. */
async function moneyIn(tx: Tx, project: Project): Promise<Money> {
  const found = await projectMoney(tx, project.id);
  const at = (station: keyof Money) => sumDong(found.map(({ balances }) => balances[station]));
  return {
    planned: at('planned'),
    committed: at('committed'),
    advanced: at('advanced'),
    spent: at('spent'),
    settled: at('settled'),
    recovered: at('recovered'),
  };
}

/** The norm as a question of cost alone: under the set frozen at plan approval, or before it, today's. */
async function normFor(...asked: Parameters<typeof normAnswersFor>): Promise<NormQuestion> {
  const answerFor = await normAnswersFor(...asked);
  return (cost, vat) => amountOf(answerFor(cost, vat));
}

/** The same with the whole answer, its explanation with it: what a settlement shows. */
export async function normAnswersFor(
  tx: Tx,
  province: string,
  project: Project & Pick<NormedProject, 'beneficiarySince'>,
  request: Request,
  today: LocalDate,
): Promise<(eligibleCost: Dong, vat?: Dong) => Result<NormAnswer>> {
  const approved = project.lastActs.get('approve_plan');
  const facts = await supportFacts(tx, province, project, request, approved?.onDate ?? today);
  if (project.normSetId && approved) {
    const set = await loadNormSet(tx, project.normSetId);
    if (!set)
      throw new Error(
        `project ${project.id} was approved under the norms ${project.normSetId}, which are gone`,
      );
    return (cost, vat) => evaluate({ ...withCost(facts, cost, vat), fund: set.fund }, approved.onDate, set);
  }
  const book = await loadNormBook(tx, province);
  return (cost, vat) => applicableNorm(withCost(facts, cost, vat), today, book);
}

/** Whether the norms a project is bound to count value-added tax in its cost; null: their text does not say. */
export async function vatTreatmentOf(
  tx: Tx,
  { normSetId }: Pick<Project, 'normSetId'>,
): Promise<{ readonly vat: NormSet['vat']; readonly document: string } | null> {
  const set = normSetId === null ? undefined : await loadNormSet(tx, normSetId);
  return set ? { vat: set.vat, document: set.document } : null;
}

/** Of a project, what the norms may depend on beside its request. */
export type NormedProject = Pick<Project, 'id' | 'procedure' | 'communeCode' | 'taxCode' | 'lastActs'> & {
  /** Since when the beneficiary, or the content it is supported for, is another than the plan was approved for. */
  readonly beneficiarySince?: Date | null;
};

/**
 * The question the norm is asked for a request. A project of one establishment is one unit of count; what the
 * same business was granted before counts, of what came after its own approval nothing. A group project is as many units
 * as it foresees, of which nobody knows yet what they had before: each is asked again when it is attached.
 */
export async function supportFacts(
  tx: Tx,
  province: string,
  project: NormedProject,
  request: Pick<Request, 'contentCode' | 'costLines' | 'technologyLine' | 'fiscalYear' | 'group'>,
  on: LocalDate,
): Promise<SupportFacts> {
  const changed = project.lastActs.get('change')?.data['beneficiarySince'];
  const cameIn = project.beneficiarySince ?? (typeof changed === 'string' ? new Date(changed) : null);
  const approvedAt = cameIn ?? project.lastActs.get('approve_plan')?.at ?? null;
  const others = project.taxCode === null ? [] : await pastSupport(tx, project.taxCode, project.id);
  const investments = unitCosts(request, totalCost(request.costLines));
  return {
    fund: project.procedure === 'national' ? 'national' : 'local',
    province,
    content: request.contentCode,
    year: request.fiscalYear,
    units: unitCosts(request, eligibleCost(request.costLines)).map((cost, i) => ({
      eligibleCost: cost,
      totalInvestment: investments[i]!,
      technologyLine: request.technologyLine,
      earlier: earlierSupport(others, approvedAt),
    })),
    area: project.communeCode === null ? 'normal' : await areaOf(tx, project.communeCode, on),
  };
}

/** The whole investment is not known from a part of its cost, so it is left out of the question. */
function withCost(facts: SupportFacts, cost: Dong, vat: Dong = ZERO_DONG): SupportFacts {
  const split = (amount: Dong) =>
    splitProportionally(
      amount,
      facts.units.map((unit) => unit.eligibleCost),
    );
  const [costs, taxes] = [split(cost), split(vat)];
  return {
    ...facts,
    units: facts.units.map(({ totalInvestment: _, ...unit }, i) => ({
      ...unit,
      eligibleCost: costs[i]!,
      // Parts are rounded each for itself: never more tax than cost.
      ...(vat > 0n ? { vat: minDong(taxes[i]!, costs[i]!) } : {}),
    })),
  };
}

function amountOf(evaluation: Result<{ readonly amount: Dong }>): Result<Dong> {
  return evaluation.ok ? ok(evaluation.value.amount) : evaluation;
}

/** The norm's whole answer for a request today, with its explanation; kept with the version submitted. */
export async function evaluateRequest(
  tx: Tx,
  province: string,
  project: NormedProject,
  request: Request,
  today: LocalDate,
): Promise<Result<NormAnswer>> {
  const facts = await supportFacts(tx, province, project, request, today);
  if (facts.units[0]?.eligibleCost === 0n) return refuse('no_eligible_cost', {}, 'costLines');
  return applicableNorm(facts, today, await loadNormBook(tx, province));
}
