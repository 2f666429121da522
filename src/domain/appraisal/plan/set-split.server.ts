import { isId, ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { YEARS_AHEAD } from '#projects';
import { recordEvent } from '#records/server';
import { mayPlan } from './plan.policy.ts';
import { findPlan, planSubject, updateTerms, type Plan } from './plan.store.server.ts';
import { splitFrom, type Split, type TypedSplit } from './plan-years.ts';
import { readPlanMoney, readProblem } from './read-problem.server.ts';

/** A split in one line, for a page to say which one it showed. */
export const splitMark = (split: Split | null): string =>
  split === null ? '' : [split.whole, ...split.later.flatMap(({ year, amount }) => [year, amount])].join(' ');

async function openPlan(tx: Tx, cx: Context, planId: string): Promise<Result<Plan>> {
  const plan = isId(planId) ? await findPlan(tx, cx.province, planId, { lock: true }) : undefined;
  if (!plan) return refuse('plan_not_found');
  const permitted = permit(mayPlan(cx.actor, 'build'));
  if (!permitted.ok) return permitted;
  return plan.state === 'drafting' ? ok(plan) : refuse('plan_is_put_forward');
}

/**
 * Divides a candidate's support among years, for every scenario of the plan; with nothing for following years it is of
 * the plan's year alone. Refuses `plan_not_found`, `not_permitted`, `plan_is_put_forward`, `plan_split_changed_meanwhile`
 * (`seen` is another), `plan_candidate_not_there`, a year too far ahead, and what `splitFrom` refuses, at once.
 */
export async function setSplit(
  cx: Context,
  planId: string,
  { projectId, seen, ...typed }: TypedSplit & { readonly projectId: string; readonly seen: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const opened = await openPlan(tx, cx, planId);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const { [projectId]: before = null, ...others } = plan.terms.splits;
    if (splitMark(before) !== seen) return refuse('plan_split_changed_meanwhile');
    // What it may have is asked without the split it has.
    const free = { ...plan, terms: { ...plan.terms, splits: others } };
    const [candidate] = isId(projectId) ? (await readProblem(tx, cx, free, projectId)).candidates : [];
    if (!candidate) return refuse('plan_candidate_not_there');
    const last = plan.year + YEARS_AHEAD;
    if (typed.later.some(({ year }) => year <= plan.year || year > last))
      return refuse('plan_split_is_too_far_ahead', { year: String(last) }, `now.${projectId}`);
    const split = splitFrom(typed, candidate.most, (name) => `${name}.${projectId}`);
    if (!split.ok) return split;
    const splits = split.value === null ? others : { ...others, [projectId]: split.value };
    await updateTerms(tx, cx.province, plan, { ...plan.terms, splits });
    await recordEvent(tx, cx, {
      kind: 'plan.split_set',
      subject: planSubject(planId),
      before: { projectId, split: before },
      after: { projectId, split: split.value },
    });
    return ok(undefined);
  });
}

/** Says which fund a running project's part of this year comes from. Refuses a fund that is not of the plan. */
export async function setCommitmentFund(
  cx: Context,
  planId: string,
  { projectId, fundId }: { readonly projectId: string; readonly fundId: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const opened = await openPlan(tx, cx, planId);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const { funds, commitments } = await readPlanMoney(tx, cx.province, plan);
    if (!commitments.some((one) => one.projectId === projectId)) return refuse('plan_candidate_not_there');
    if (!funds.some(({ id }) => id === fundId))
      return refuse('plan_fund_not_there', {}, `fundId.${projectId}`);
    const commitmentFunds = { ...plan.terms.commitmentFunds, [projectId]: fundId };
    await updateTerms(tx, cx.province, plan, { ...plan.terms, commitmentFunds });
    await recordEvent(tx, cx, {
      kind: 'plan.commitment_fund_set',
      subject: planSubject(planId),
      before: { projectId, fundId: plan.terms.commitmentFunds[projectId] ?? null },
      after: { projectId, fundId },
    });
    return ok(undefined);
  });
}
