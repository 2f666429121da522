import { sql } from 'kysely';
import { isId, ok, refuse, refuseAll, todayIn, type LocalDate, type Refusal, type Result } from '#kernel';
import { handsOf, permit } from '#people';
import type { Context } from '#people/server';
import { refusalOf, transact, type Tx } from '#platform/server';
import { performActIn, projectFor, rulesFor, takeYearPart } from '#projects/server';
import { addDocument, onWhoseBehalf, recordEvent, type StoredFile } from '#records/server';
import { approvePlan } from '../plan.acts.ts';
import { faultsOf } from './plan-faults.ts';
import { mayPlan } from './plan.policy.ts';
import { findPlan, markDecided, markForward, planSubject, type Plan } from './plan.store.server.ts';
import type { ForwardLine, ForwardTaken } from './plan-json.ts';
import { addsUp } from './plan-years.ts';
import { readProblem } from './read-problem.server.ts';
import { buildersOf, findScenario } from './scenario.store.server.ts';

/**
 * Puts a scenario forward for decision, with its projects as they are now. Refuses what can be known before: the
 * first of `plan_is_empty`, a candidate not yet appraised, too much support, a fund overdrawn; all of them at once.
 */
export async function putForward(
  cx: Context,
  scenarioId: string,
  revision: number,
): Promise<Result<{ planId: string }>> {
  return transact(cx, async (tx) => {
    const seen = isId(scenarioId) ? await findScenario(tx, cx.province, scenarioId) : undefined;
    const plan = seen && (await findPlan(tx, cx.province, seen.planId, { lock: true }));
    const scenario = plan && (await findScenario(tx, cx.province, scenarioId));
    if (!plan || !scenario) return refuse('scenario_not_found');
    const permitted = permit(mayPlan(cx.actor, 'build'));
    if (!permitted.ok) return permitted;
    if (plan.state !== 'drafting') return refuse('plan_is_put_forward');
    if (scenario.revision !== revision) return refuse('scenario_changed_meanwhile');
    const { lines } = scenario.choice;
    const problem = await readProblem(tx, cx, plan);
    if (lines.length + problem.commitments.length === 0) return refuse('plan_is_empty');
    const known = new Map(problem.candidates.map((candidate) => [candidate.id, candidate]));
    const faults: Refusal[] = [];
    for (const { projectId, support } of lines) {
      const candidate = known.get(projectId);
      const field = `support.${projectId}`;
      if (!candidate) {
        const project = await projectFor(tx, cx, projectId);
        faults.push({ code: 'plan_project_has_left', params: { number: project?.number ?? '?' }, field });
      } else if (!candidate.ready)
        faults.push({ code: 'plan_project_is_not_appraised', params: { number: candidate.number }, field });
      else if (support > candidate.most)
        faults.push({
          code: 'plan_support_is_too_much',
          params: { number: candidate.number, support, most: candidate.most },
          field,
        });
      else if (candidate.split && !addsUp(candidate, support))
        faults.push({
          code: 'plan_support_is_not_the_split',
          params: { number: candidate.number, support, whole: candidate.split.whole },
          field,
        });
    }
    for (const fault of faultsOf(problem, { lines })) {
      const fund = 'fundId' in fault ? problem.funds.find(({ id }) => id === fault.fundId) : undefined;
      if (fault.code === 'plan_fund_is_overdrawn')
        faults.push({ code: fault.code, params: { fund: fund?.name ?? '', over: fault.over } });
      if (fault.code === 'plan_promise_is_too_much')
        faults.push({ code: fault.code, params: { year: String(fault.year), over: fault.over } });
      if (fault.code === 'plan_commitment_has_no_fund')
        faults.push({ code: fault.code, params: { number: fault.number } });
      if (fault.code === 'plan_fund_is_gone')
        faults.push({ code: fault.code, params: { number: known.get(fault.projectId)?.number ?? '?' } });
    }
    if (faults.length > 0) return refuseAll(faults);
    const forward = lines.map(({ projectId, fundId, support }): ForwardLine => {
      const { revision: seenAt, split } = known.get(projectId)!;
      return { projectId, fundId, support, revision: seenAt, later: [...(split?.later ?? [])] };
    });
    const taken = problem.commitments.map(({ projectId, fundId, amount }) => ({
      projectId,
      fundId: fundId!,
      amount,
    }));
    await markForward(tx, cx, plan.id, { scenarioId, lines: forward, taken });
    await recordEvent(tx, cx, {
      kind: 'plan.put_forward',
      subject: planSubject(plan.id),
      after: { scenarioId, revision, projects: forward.length, running: taken.length },
    });
    return ok({ planId: plan.id });
  });
}

/** Hands a plan back to those who build it, with a reason: by them, or by whoever would decide it. */
export async function returnPlan(cx: Context, planId: string, reason: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const plan = isId(planId) ? await findPlan(tx, cx.province, planId, { lock: true }) : undefined;
    if (!plan) return refuse('plan_not_found');
    const permitted = permit(mayPlan(cx.actor, 'build') || (await mayDecide(tx, cx, plan)));
    if (!permitted.ok) return permitted;
    if (plan.state !== 'put_forward') return refuse('plan_is_not_put_forward');
    await markForward(tx, cx, planId, null);
    await recordEvent(tx, cx, { kind: 'plan.returned', subject: planSubject(planId), reason });
    return ok(undefined);
  });
}

/** Whether the procedure of the day lets the actor approve plans at all; each project asks again by itself. */
export async function mayDecide(
  tx: Tx,
  cx: Context,
  { procedure }: Pick<Plan, 'procedure'>,
): Promise<boolean> {
  const rules = await rulesFor(tx, cx.province, procedure, todayIn(cx.now));
  const roles = rules.ok ? (rules.value.ruleOf('approve_plan')?.roles ?? []) : [];
  return cx.actor.memberships.some(({ role }) => roles.includes(role));
}

/** Who built what is put forward, and who put it forward: none of them decides it. */
export async function planBuilders(
  tx: Tx,
  province: string,
  { id, forward }: Plan,
): Promise<readonly string[]> {
  if (!forward) return [];
  const absent = await onWhoseBehalf(tx, province, planSubject(id), 'plan.put_forward');
  return [forward.by, ...absent, ...(await buildersOf(tx, province, forward.scenarioId))];
}

export interface DecidePlan {
  readonly planId: string;
  readonly number: string;
  readonly date: LocalDate;
  readonly signer: string;
  readonly paper: StoredFile | null;
}

/**
 * One decision on all projects of a plan: each is approved by its own act, with its own checks, in one transaction, so
 * the money of all moves or of none. Refuses `plan_not_found`, `not_permitted`, `plan_is_not_put_forward`,
 * `plan_needs_other_person`, and every project that may not be approved, all at once and by name.
 */
export async function decidePlan(cx: Context, decision: DecidePlan): Promise<Result<{ projects: number }>> {
  return transact(cx, async (tx) => {
    const { planId } = decision;
    const plan = isId(planId) ? await findPlan(tx, cx.province, planId, { lock: true }) : undefined;
    if (!plan) return refuse('plan_not_found');
    const permitted = permit(await mayDecide(tx, cx, plan));
    if (!permitted.ok) return permitted;
    if (plan.state !== 'put_forward' || !plan.forward) return refuse('plan_is_not_put_forward');
    const { lines, taken } = plan.forward;
    const builders = await planBuilders(tx, cx.province, plan);
    if (handsOf(cx.actor).some((one) => builders.includes(one))) return refuse('plan_needs_other_person');
    if (decision.date > todayIn(cx.now))
      return refuse('date_is_in_the_future', { date: decision.date }, 'date');

    // The running projects first: what was promised them stands before anything new.
    const failed = [
      ...(await takeAll(tx, cx, plan, taken, decision)),
      ...(await approveAll(tx, cx, lines, decision)),
    ];
    if (failed.length > 0) return refuseAll(failed);
    const documentId = decision.paper
      ? await addDocument(tx, cx, {
          kind: 'plan_decision',
          title: decision.paper.fileName,
          number: decision.number,
          issuedOn: decision.date,
          subject: planSubject(planId),
          file: decision.paper,
        })
      : null;
    const { number, date, signer } = decision;
    await markDecided(tx, cx, planId, { number, date, signer, documentId });
    await recordEvent(tx, cx, {
      kind: 'plan.decided',
      subject: planSubject(planId),
      after: { number, date, signer, projects: lines.map(({ projectId }) => projectId) },
    });
    return ok({ projects: lines.length });
  });
}

/**
 * Approves one after the other, each from a savepoint of its own: a refused one leaves nothing, and the others are
 * asked all the same, so that every failure is named. In the order of ids, as every such decision: two of them never
 * wait for each other in a circle.
 */
async function approveAll(
  tx: Tx,
  cx: Context,
  lines: readonly ForwardLine[],
  { planId, number, date, paper }: DecidePlan,
): Promise<Refusal[]> {
  const failed: Refusal[] = [];
  for (const line of lines.toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1))) {
    const fields = {
      fundId: line.fundId,
      support: String(line.support),
      decisionNumber: number,
      decisionDate: date,
      ...laterFields(line),
    };
    const { projectId, revision } = line;
    const paperOf = paper ? { file: paper, number } : null;
    failed.push(
      ...(await fromSavepoint(tx, cx, projectId, () =>
        performActIn(tx, cx, approvePlan, { projectId, revision, fields, planId, paper: paperOf }),
      )),
    );
  }
  return failed;
}

/** Following years as the act's form reads them. */
const laterFields = ({ later }: ForwardLine) =>
  Object.fromEntries(
    later.flatMap(({ year, amount }, i) => [
      [`later.${i}.year`, String(year)],
      [`later.${i}.amount`, String(amount)],
    ]),
  );

/** Holds this year's part of every running project, as it was put forward. */
async function takeAll(
  tx: Tx,
  cx: Context,
  { id: planId, year }: Plan,
  taken: readonly ForwardTaken[],
  { number }: DecidePlan,
): Promise<Refusal[]> {
  const failed: Refusal[] = [];
  for (const part of taken.toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1)))
    failed.push(
      ...(await fromSavepoint(tx, cx, part.projectId, () =>
        takeYearPart(tx, cx, { ...part, planId, year, decisionNumber: number }),
      )),
    );
  return failed;
}

/** One project's part of the decision; refused, it leaves nothing, and is named. */
async function fromSavepoint(
  tx: Tx,
  cx: Context,
  projectId: string,
  act: () => Promise<Result<unknown>>,
): Promise<Refusal[]> {
  await sql`savepoint one_project`.execute(tx);
  const done = await refusedOr(act);
  if (done.ok) {
    await sql`release savepoint one_project`.execute(tx);
    return [];
  }
  await sql`rollback to savepoint one_project`.execute(tx);
  const project = await projectFor(tx, cx, projectId);
  return [
    { code: 'plan_project_is_refused', params: { number: project?.number ?? '?' } },
    ...besides(done.refusal),
  ];
}

/** What the project's own check said, without the field it would stand beside in its own form. */
const besides = ({ also = [], ...first }: Refusal): Refusal[] =>
  [first, ...also].map(({ code, params }) => ({ code, params }));

/** The database refuses by raising; a savepoint keeps the transaction usable. */
async function refusedOr<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await act();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { ok: false, refusal };
    throw error;
  }
}
