import { isId, ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import { contextOf, type Context } from '#people/server';
import { enqueue, inProvince, transact, type Scope } from '#platform/server';
import type { PlanChoice } from './plan.ts';
import { mayPlan } from './plan.policy.ts';
import { findPlan } from './plan.store.server.ts';
import type { Solver } from './plan-solver.ts';
import { proposePlan } from './proposal.ts';
import { findProposal, insertProposal, moveProposal } from './proposal.store.server.ts';
import { readProblem } from './read-problem.server.ts';
import { findScenario, stepAt } from './scenario.store.server.ts';

export const PROPOSAL_JOB = 'appraisal.propose_plan';

/** Each solve ends as soon as it is within one percent of the proven optimum, or after this time on a busy machine. */
const LIMITS = { seconds: 6, gap: 0.009 };

/**
 * Asks for the best plan around what the scenario keeps and leaves out; computed in the background. Refuses
 * `scenario_not_found`, `not_permitted`, `plan_is_put_forward`.
 */
export async function askForProposal(cx: Context, scenarioId: string): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const scenario = isId(scenarioId) ? await findScenario(tx, cx.province, scenarioId) : undefined;
    const plan = scenario && (await findPlan(tx, cx.province, scenario.planId));
    if (!plan || !scenario) return refuse('scenario_not_found');
    const permitted = permit(mayPlan(cx.actor, 'build'));
    if (!permitted.ok) return permitted;
    if (plan.state !== 'drafting') return refuse('plan_is_put_forward');
    const id = await insertProposal(tx, cx, {
      planId: plan.id,
      scenarioId,
      scenarioRevision: scenario.revision,
      termsRevision: plan.termsRevision,
    });
    await enqueue(tx, PROPOSAL_JOB, { province: cx.province, id }, { maxAttempts: 2 });
    return ok({ id });
  });
}

/** Stops a proposal that is not done. Refuses `proposal_not_found`, `not_permitted`, `proposal_has_ended`. */
export async function cancelProposal(cx: Context, id: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const asked = isId(id) ? await findProposal(tx, cx.province, id) : undefined;
    if (!asked) return refuse('proposal_not_found');
    const permitted = permit(mayPlan(cx.actor, 'build'));
    if (!permitted.ok) return permitted;
    const stopped = await moveProposal(tx, cx.province, id, { state: 'cancelled' }, cx.now);
    return stopped ? ok(undefined) : refuse('proposal_has_ended');
  });
}

/** Reads what is asked and computes the proposal; `stopped` where it was cancelled meanwhile. */
export async function runProposal(
  scope: Scope,
  id: string,
  solve: Solver,
  clock: () => Date,
): Promise<'ready' | 'stopped'> {
  const { province } = scope;
  const asked = await inProvince(scope, async (tx) => {
    const proposal = await findProposal(tx, province, id);
    const plan = proposal && (await findPlan(tx, province, proposal.planId));
    if (!proposal || !plan) return undefined;
    if (!(await moveProposal(tx, province, id, { state: 'running' }, clock()))) return undefined;
    const { choice } = await stepAt(tx, province, proposal.scenarioId, proposal.scenarioRevision);
    // Nobody acts here: the candidates of the province are read as they are.
    const nobody = { accountId: '', province, name: '', memberships: [] };
    return { choice, problem: await readProblem(tx, contextOf(scope.db, nobody, clock()), plan) };
  });
  if (asked === undefined) return 'stopped';
  const { problem } = asked;
  const choice: PlanChoice = asked.choice;
  const move = (to: Parameters<typeof moveProposal>[3]) =>
    inProvince(scope, (tx) => moveProposal(tx, province, id, to, clock()));
  try {
    const result = await proposePlan(problem, choice, solve, {
      ...LIMITS,
      step: async (stepsDone, stepsTotal) => void (await move({ stepsDone, stepsTotal })),
    });
    return (await move({ state: 'ready', result })) ? 'ready' : 'stopped';
  } catch (error) {
    await move({ state: 'failed' });
    throw error;
  }
}

/** Whether somebody still waits for it. */
export async function isWaitedFor(scope: Scope, id: string): Promise<boolean> {
  const found = await inProvince(scope, (tx) => findProposal(tx, scope.province, id));
  return found?.state === 'waiting' || found?.state === 'running';
}
