import { refuse, type LocalDate, type Refusal } from '#kernel';
import type { Citation } from './citation.ts';
import type { DeskSilence, Procedure, ProcedureStep, ProjectEvent } from './procedure.ts';

/** What a province says of a step; null days where the base has none: such a wait is due by its contract. */
export interface DraftStep {
  readonly event: ProjectEvent;
  readonly days: number | null;
  readonly silence: DeskSilence;
}

/** The longest a desk may be given, working days: more is a slip of the hand. */
export const LONGEST_WAIT = 250;

/** Steps a province may say something of, in their order. */
export function stepsToDraft(base: Procedure): readonly ProcedureStep[] {
  return [...base.steps.values()].filter((step) => step.ownerRole !== null && step.setByProvince);
}

const draftStepOf = ({ event, days, silence }: ProcedureStep): DraftStep => ({ event, days, silence });

/** Everything wrong in a draft of a province's version, at once, each beside its field. */
export function procedureFaults(
  base: Procedure,
  steps: readonly DraftStep[],
  from: LocalDate,
  today: LocalDate,
): Refusal[] {
  const faults: Refusal[] = [];
  const add = (found: { readonly refusal: Refusal }) => void faults.push(found.refusal);
  if (from < today) add(refuse('procedure_begins_too_early', {}, 'from'));
  else if (base.own !== null && from <= base.inForce.from)
    add(refuse('procedure_begins_before_last', { day: base.inForce.from }, 'from'));
  const own = new Map(stepsToDraft(base).map((step) => [step.event, step]));
  for (const step of steps) {
    const was = own.get(step.event);
    const field = `steps.${step.event}.days`;
    if (was === undefined) add(refuse('procedure_step_is_not_the_province_s', {}, field));
    else if (was.days === null && step.days !== null)
      add(refuse('procedure_days_are_by_contract', {}, field));
    else if (was.days !== null && step.days === null) add(refuse('procedure_days_are_missing', {}, field));
    else if (was.mostDays !== null && step.days !== null && step.days > was.mostDays)
      add(refuse('procedure_days_are_fixed', { days: was.mostDays, place: placeOf(was.citation) }, field));
  }
  if (faults.length === 0 && procedureChanges(base, steps).length === 0)
    add(refuse('procedure_changes_nothing'));
  return faults;
}

/** Document, article, clause and point, for the sentence of a refusal to print. */
function placeOf(citation: Citation | null): string {
  return citation === null
    ? ''
    : [citation.document, citation.article, citation.clause, citation.point]
        .map((part) => part ?? '')
        .join(' ');
}

export interface StepChange {
  readonly event: ProjectEvent;
  readonly before: DraftStep;
  readonly after: DraftStep;
}

/** Step by step, what a draft says otherwise than the version it was made from. */
export function procedureChanges(base: Procedure, steps: readonly DraftStep[]): readonly StepChange[] {
  return steps.flatMap((after) => {
    const was = base.steps.get(after.event);
    if (was === undefined) return [];
    const before = draftStepOf(was);
    const same = before.days === after.days && before.silence === after.silence;
    return same ? [] : [{ event: after.event, before, after }];
  });
}
