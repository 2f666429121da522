import { newId } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { PlanChoice } from './plan.ts';
import { choiceOf, exactJson } from './plan-json.ts';

export interface Scenario {
  readonly id: string;
  readonly planId: string;
  readonly name: string;
  readonly revision: number;
  readonly dropped: boolean;
  readonly choice: PlanChoice;
  /** Where undo goes back to; null where there is nothing to undo. */
  readonly back: number | null;
}

export interface ScenarioStep {
  readonly revision: number;
  readonly what: string;
  readonly about: string | null;
  readonly by: string;
  readonly byId: string;
  readonly at: Date;
}

const NOTHING: PlanChoice = { lines: [], out: [] };

const scenarios = (tx: Tx, province: string) =>
  tx
    .selectFrom('appraisal.plan_scenario as s')
    .leftJoin('appraisal.plan_step as t', (j) =>
      j
        .onRef('t.province', '=', 's.province')
        .onRef('t.scenario_id', '=', 's.id')
        .onRef('t.revision', '=', 's.revision'),
    )
    .select(['s.id', 's.plan_id', 's.name', 's.revision', 's.dropped_at', 't.choice', 't.back'])
    .where('s.province', '=', province);

type Row = Awaited<ReturnType<ReturnType<typeof scenarios>['execute']>>[number];

const scenarioOf = (row: Row): Scenario => ({
  id: row.id,
  planId: row.plan_id,
  name: row.name,
  revision: row.revision,
  dropped: row.dropped_at !== null,
  choice: row.choice === null ? NOTHING : choiceOf(row.choice),
  back: row.back,
});

export async function findScenario(tx: Tx, province: string, id: string): Promise<Scenario | undefined> {
  const row = await scenarios(tx, province).where('s.id', '=', id).executeTakeFirst();
  return row && scenarioOf(row);
}

/** Of a plan, oldest first, dropped ones too: they can be brought back. */
export async function scenariosOf(tx: Tx, province: string, planId: string): Promise<Scenario[]> {
  const rows = await scenarios(tx, province)
    .where('s.plan_id', '=', planId)
    .orderBy('s.created_at')
    .orderBy('s.id')
    .execute();
  return rows.map(scenarioOf);
}

export async function scenarioNames(
  tx: Tx,
  province: string,
  planId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('appraisal.plan_scenario')
    .select(['id', 'name'])
    .where('province', '=', province)
    .where('plan_id', '=', planId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function insertScenario(tx: Tx, cx: Context, planId: string, name: string): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('appraisal.plan_scenario')
    .values({
      province: cx.province,
      id,
      plan_id: planId,
      name,
      created_by: cx.actor.accountId,
      created_at: cx.now,
    })
    .execute();
  return id;
}

export async function updateScenario(
  tx: Tx,
  province: string,
  id: string,
  to: { readonly name?: string; readonly droppedAt?: Date | null },
): Promise<void> {
  await tx
    .updateTable('appraisal.plan_scenario')
    .set({
      ...(to.name === undefined ? {} : { name: to.name }),
      ...(to.droppedAt === undefined ? {} : { dropped_at: to.droppedAt }),
    })
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}

export interface NewStep {
  readonly choice: PlanChoice;
  readonly what: string;
  readonly about: string | null;
  readonly back: number | null;
}

/** Writes the next step and makes it the newest; the plan is locked meanwhile. */
export async function addStep(
  tx: Tx,
  cx: Context,
  scenario: Pick<Scenario, 'id' | 'revision'>,
  step: NewStep,
): Promise<number> {
  const revision = scenario.revision + 1;
  await tx
    .insertInto('appraisal.plan_step')
    .values({
      province: cx.province,
      scenario_id: scenario.id,
      revision,
      choice: exactJson(step.choice),
      what: step.what,
      about: step.about,
      back: step.back,
      made_by: cx.actor.accountId,
      made_at: cx.now,
    })
    .execute();
  await tx
    .updateTable('appraisal.plan_scenario')
    .set({ revision })
    .where('province', '=', cx.province)
    .where('id', '=', scenario.id)
    .execute();
  return revision;
}

export async function stepAt(tx: Tx, province: string, scenarioId: string, revision: number) {
  const row = await tx
    .selectFrom('appraisal.plan_step')
    .select(['choice', 'back'])
    .where('province', '=', province)
    .where('scenario_id', '=', scenarioId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return { choice: row ? choiceOf(row.choice) : NOTHING, back: row?.back ?? null };
}

/** Steps after a revision, newest first, fifty at most: what happened since somebody looked. */
export async function stepsSince(
  tx: Tx,
  province: string,
  scenarioId: string,
  revision: number,
): Promise<ScenarioStep[]> {
  const rows = await tx
    .selectFrom('appraisal.plan_step as t')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 't.province').onRef('a.id', '=', 't.made_by'),
    )
    .select(['t.revision', 't.what', 't.about', 'a.name', 't.made_by', 't.made_at'])
    .where('t.province', '=', province)
    .where('t.scenario_id', '=', scenarioId)
    .where('t.revision', '>', revision)
    .orderBy('t.revision', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    what: row.what,
    about: row.about,
    by: row.name,
    byId: row.made_by,
    at: row.made_at,
  }));
}

/** Everybody who built a scenario: none of them decides it. */
export async function buildersOf(tx: Tx, province: string, scenarioId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('appraisal.plan_step')
    .select(['made_by', 'on_behalf_of'])
    .distinct()
    .where('province', '=', province)
    .where('scenario_id', '=', scenarioId)
    .execute();
  return rows.flatMap((row) => (row.on_behalf_of === null ? [row.made_by] : [row.made_by, row.on_behalf_of]));
}
