import { isId, ok, refuse, type Locale, type Result } from '#kernel';
import { maySimulateNorms } from '#law';
import { findNormDraft } from '#law/server';
import { permit } from '#people';
import type { Context } from '#people/server';
import { enqueue, transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import type { SimulationQuestion } from './simulation.form.ts';
import { findSimulation, insertSimulation, markCancelled, takeUpStill } from './simulation.store.server.ts';

export const SIMULATION_JOB = 'projects.simulate_norms';

/**
 * Asks what a draft would have meant for past projects. It is computed in the background, for the draft as it is
 * now: the answer is where to watch. Refuses `norm_draft_not_found`, `not_permitted`.
 */
export async function askForSimulation(
  cx: Context,
  draftId: string,
  asked: SimulationQuestion & { readonly locale: Locale },
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const draft = isId(draftId) ? await findNormDraft(tx, cx.province, draftId) : undefined;
    if (!draft) return refuse('norm_draft_not_found');
    const permitted = permit(maySimulateNorms(cx.actor, draft.fund));
    if (!permitted.ok) return permitted;
    const { fund, revision, input: file } = draft;
    const id = await insertSimulation(tx, cx, { ...asked, draftId, draftRevision: revision, fund, file });
    await recordEvent(tx, cx, {
      kind: 'norm_draft.simulated',
      subject: { kind: 'norm_draft', id: draftId },
      after: { simulation: id, revision, fromYear: asked.fromYear, untilYear: asked.untilYear },
    });
    await begin(tx, cx.province, id);
    return ok({ id });
  });
}

/** Stops a simulation that is not done. Refuses `simulation_not_found`, `not_permitted`, `simulation_has_ended`. */
export async function cancelSimulation(cx: Context, id: string): Promise<Result<{ draftId: string }>> {
  return transact(cx, async (tx) => {
    const simulation = isId(id) ? await findSimulation(tx, cx.province, id) : undefined;
    if (!simulation) return refuse('simulation_not_found');
    const permitted = permit(maySimulateNorms(cx.actor, simulation.fund));
    if (!permitted.ok) return permitted;
    if (!(await markCancelled(tx, cx.province, id))) return refuse('simulation_has_ended');
    return ok({ draftId: simulation.draftId });
  });
}

/** Longer than any page of projects takes: who has not moved since then has no worker any more. */
const STILL_MS = 60_000;

/** Begins anew what a worker left half done when it was killed. */
export async function takeUpSimulations(tx: Tx, province: string, now: Date): Promise<void> {
  const left = await takeUpStill(tx, province, new Date(now.getTime() - STILL_MS), now);
  for (const id of left) await begin(tx, province, id);
}

const begin = (tx: Tx, province: string, id: string) =>
  enqueue(tx, SIMULATION_JOB, { province, id }, { jobKey: `simulation:${id}`, maxAttempts: 3 });
