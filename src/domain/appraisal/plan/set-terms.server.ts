import { isId, ok, refuse, refuseAll, type Refusal, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import type { PlanTerms } from './plan.ts';
import { mayPlan } from './plan.policy.ts';
import { findPlan, planSubject, updateTerms } from './plan.store.server.ts';

/** Flagships as typed: a name, and the numbers of their projects. */
export interface TypedTerms extends Omit<
  PlanTerms,
  'flagships' | 'flagshipContents' | 'flagshipEstablishments' | 'splits' | 'commitmentFunds'
> {
  readonly flagships: readonly { readonly name: string; readonly projects: readonly string[] }[];
}

/**
 * Sets what a plan is built by. Refuses `plan_not_found`, `not_permitted`, `plan_is_put_forward`,
 * `plan_changed_meanwhile`, and all at once `plan_target_is_twice`, `plan_flagships_share_a_project`.
 */
export async function setTerms(
  cx: Context,
  planId: string,
  termsRevision: number,
  typed: TypedTerms,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const plan = isId(planId) ? await findPlan(tx, cx.province, planId, { lock: true }) : undefined;
    if (!plan) return refuse('plan_not_found');
    const permitted = permit(mayPlan(cx.actor, 'build'));
    if (!permitted.ok) return permitted;
    if (plan.state !== 'drafting') return refuse('plan_is_put_forward');
    if (plan.termsRevision !== termsRevision) return refuse('plan_changed_meanwhile');
    const faults = termsFaults(typed);
    if (faults.length > 0) return refuseAll(faults);
    // The parts of years and the funds of running projects are set one by one, beside each project.
    const { flagshipContents, flagshipEstablishments, splits, commitmentFunds } = plan.terms;
    const terms = { ...typed, flagshipContents, flagshipEstablishments, splits, commitmentFunds };
    await updateTerms(tx, cx.province, plan, terms);
    await recordEvent(tx, cx, {
      kind: 'plan.terms_set',
      subject: planSubject(planId),
      before: plan.terms,
      after: terms,
    });
    return ok(undefined);
  });
}

function termsFaults({ targets, flagships }: TypedTerms): Refusal[] {
  const seen = new Set<string>();
  const faults: Refusal[] = [];
  for (const [i, { topic, bound }] of targets.entries()) {
    const key = `${topic.of} ${topic.code} ${bound}`;
    if (seen.has(key)) faults.push({ code: 'plan_target_is_twice', params: {}, field: `targets.${i}.topic` });
    seen.add(key);
  }
  const members = new Set<string>();
  for (const [i, { projects }] of flagships.entries())
    for (const id of projects) {
      if (members.has(id))
        faults.push({ code: 'plan_flagships_share_a_project', params: {}, field: `flagships.${i}.projects` });
      members.add(id);
    }
  return faults;
}
