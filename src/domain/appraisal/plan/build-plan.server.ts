import { isId, newId, ok, refuse, todayIn, yearOf, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import type { ProcedureKind } from '#projects';
import { recordEvent } from '#records/server';
import { changed, type PlanChange } from './plan-change.ts';
import { startingTerms, type PlanChoice } from './plan.ts';
import { mayPlan } from './plan.policy.ts';
import { findPlan, insertPlan, planSubject, plansOf, type Plan } from './plan.store.server.ts';
import { readPlanMoney, readProblem } from './read-problem.server.ts';
import {
  addStep,
  findScenario,
  insertScenario,
  scenariosOf,
  stepAt,
  updateScenario,
  type NewStep,
  type Scenario,
} from './scenario.store.server.ts';

/** More would not be compared by anybody. */
const MOST_SCENARIOS = 12;

/**
 * Begins the plan of a year, or, once that is decided, a supplement to it, with an empty scenario named by `name`.
 * It works by the terms of the plan before it. Refuses `not_permitted`, `plan_year_is_out_of_range`,
 * `plan_is_under_way`.
 */
export async function beginPlan(
  cx: Context,
  asked: { readonly year: number; readonly procedure: ProcedureKind; readonly name: string },
): Promise<Result<{ id: string }>> {
  const { year, procedure } = asked;
  return transact(cx, async (tx) => {
    const permitted = permit(mayPlan(cx.actor, 'build'));
    if (!permitted.ok) return permitted;
    const now = yearOf(todayIn(cx.now));
    if (year < now - 1 || year > now + 2)
      return refuse('plan_year_is_out_of_range', { year: String(year) }, 'year');
    const before = await plansOf(tx, cx.province, year, procedure);
    if (before.some(({ state }) => state !== 'decided'))
      return refuse('plan_is_under_way', { year: String(year) }, 'year');
    const last = before.at(-1) ?? (await plansOf(tx, cx.province, year - 1, procedure)).at(-1);
    // Flagships, splits and funds of running projects name projects of their own plan.
    const own = { flagships: [], splits: {}, commitmentFunds: {} };
    const terms = { ...(last?.terms ?? startingTerms), ...own };
    const plan = { id: newId(cx.now.getTime()), year, procedure, no: before.length, terms };
    if (!(await insertPlan(tx, cx, plan))) return refuse('plan_is_under_way', { year: String(year) }, 'year');
    await insertScenario(tx, cx, plan.id, asked.name);
    await recordEvent(tx, cx, {
      kind: 'plan.begun',
      subject: planSubject(plan.id),
      after: { year, procedure, no: plan.no },
    });
    return ok({ id: plan.id });
  });
}

interface OpenScenario {
  readonly plan: Plan;
  readonly scenario: Scenario;
}

/**
 * The scenario with its plan locked, for somebody who may build while it is built. Refuses `scenario_not_found`,
 * `not_permitted`, `plan_is_put_forward`, and, where a revision is given, `scenario_changed_meanwhile`.
 */
async function openScenario(
  tx: Tx,
  cx: Context,
  id: string,
  revision?: number,
): Promise<Result<OpenScenario>> {
  const seen = isId(id) ? await findScenario(tx, cx.province, id) : undefined;
  const plan = seen && (await findPlan(tx, cx.province, seen.planId, { lock: true }));
  // Read again under the lock: somebody may have changed it while we waited.
  const scenario = plan && (await findScenario(tx, cx.province, id));
  if (!plan || !scenario) return refuse('scenario_not_found');
  const permitted = permit(mayPlan(cx.actor, 'build'));
  if (!permitted.ok) return permitted;
  if (plan.state !== 'drafting') return refuse('plan_is_put_forward');
  if (revision !== undefined && scenario.revision !== revision) return refuse('scenario_changed_meanwhile');
  return ok({ plan, scenario });
}

export interface ChangeScenario {
  readonly scenarioId: string;
  /** The revision the officer was looking at. */
  readonly revision: number;
  readonly change: PlanChange;
}

/** One change of a scenario; refuses what `openScenario` and `changed` refuse. Answers the new revision. */
export async function changeScenario(
  cx: Context,
  { scenarioId, revision, change }: ChangeScenario,
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const opened = await openScenario(tx, cx, scenarioId, revision);
    if (!opened.ok) return opened;
    const { plan, scenario } = opened.value;
    if (!isId(change.projectId)) return refuse('plan_candidate_not_there');
    const problem =
      change.kind === 'place'
        ? await readProblem(tx, cx, plan, change.projectId)
        : { candidates: [], ...(await readPlanMoney(tx, cx.province, plan)) };
    const known = { candidate: problem.candidates[0], funds: problem.funds };
    const done = changed(scenario.choice, change, known);
    if (!done.ok) return done;
    return step(tx, cx, scenario, { choice: done.value, what: change.kind, about: change.projectId });
  });
}

/** Goes back to before the last change; undone again, further back. Refuses `nothing_to_undo`. */
export async function undoChange(
  cx: Context,
  scenarioId: string,
  revision: number,
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const opened = await openScenario(tx, cx, scenarioId, revision);
    if (!opened.ok) return opened;
    const { scenario } = opened.value;
    if (scenario.back === null) return refuse('nothing_to_undo');
    const { choice, back } = await stepAt(tx, cx.province, scenarioId, scenario.back);
    const next = await addStep(tx, cx, scenario, { choice, back, what: 'undo', about: null });
    return ok({ revision: next });
  });
}

/** Makes a whole choice the scenario's: what was proposed. */
export async function takeChoice(
  cx: Context,
  scenarioId: string,
  revision: number,
  choice: PlanChoice,
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const opened = await openScenario(tx, cx, scenarioId, revision);
    if (!opened.ok) return opened;
    return step(tx, cx, opened.value.scenario, { choice, what: 'take_proposal', about: null });
  });
}

async function step(tx: Tx, cx: Context, scenario: Scenario, next: Omit<NewStep, 'back'>) {
  return ok({ revision: await addStep(tx, cx, scenario, { ...next, back: scenario.revision }) });
}

/** A scenario beside the others: a copy of one, under a name of its own. Refuses `too_many_scenarios`, `scenario_name_is_taken`. */
export async function copyScenario(
  cx: Context,
  scenarioId: string,
  name: string,
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const opened = await openScenario(tx, cx, scenarioId);
    if (!opened.ok) return opened;
    const { plan, scenario } = opened.value;
    const others = (await scenariosOf(tx, cx.province, plan.id)).filter(({ dropped }) => !dropped);
    if (others.length >= MOST_SCENARIOS)
      return refuse('scenarios_are_too_many', { most: String(MOST_SCENARIOS) });
    if (others.some((other) => other.name === name))
      return refuse('scenario_name_is_taken', { name }, 'name');
    const id = await insertScenario(tx, cx, plan.id, name);
    await addStep(
      tx,
      cx,
      { id, revision: 0 },
      { choice: scenario.choice, what: 'copy', about: null, back: null },
    );
    return ok({ id });
  });
}

export async function renameScenario(cx: Context, scenarioId: string, name: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const opened = await openScenario(tx, cx, scenarioId);
    if (!opened.ok) return opened;
    const { plan } = opened.value;
    const others = await scenariosOf(tx, cx.province, plan.id);
    if (others.some((other) => other.name === name && other.id !== scenarioId && !other.dropped))
      return refuse('scenario_name_is_taken', { name }, 'name');
    await updateScenario(tx, cx.province, scenarioId, { name });
    return ok(undefined);
  });
}

/** Puts a scenario away, or brings it back. The last one stays: `last_scenario_stays`. */
export async function dropScenario(
  cx: Context,
  scenarioId: string,
  drop: boolean,
): Promise<Result<{ planId: string }>> {
  return transact(cx, async (tx) => {
    const opened = await openScenario(tx, cx, scenarioId);
    if (!opened.ok) return opened;
    const { plan } = opened.value;
    const left = (await scenariosOf(tx, cx.province, plan.id)).filter(
      (s) => !s.dropped && s.id !== scenarioId,
    );
    if (drop && left.length === 0) return refuse('last_scenario_stays');
    await updateScenario(tx, cx.province, scenarioId, { droppedAt: drop ? cx.now : null });
    return ok({ planId: plan.id });
  });
}
