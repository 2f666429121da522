import { ok, type LocalDate, type Result, type WorkingCalendar } from '#kernel';
import type { Procedure, ProjectEvent } from '#law';
import { procedureOn, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import {
  closeAllDeadlines,
  closeDeadline,
  pauseDeadline,
  resumeDeadline,
  startDeadline,
} from '#records/server';
import type { StepRule } from './project.policy.ts';
import { projectSubject, type Project, type ProjectPatch } from './project.store.server.ts';
import { awaitedEvent, type Event, type State, type Transition } from './project.transitions.ts';

/** The procedure in force for a project on a day, with the calendar its days are counted by. */
export interface Rules {
  readonly procedure: Procedure;
  readonly calendar: WorkingCalendar;
  readonly ruleOf: StepRule;
}

export async function rulesFor(
  tx: Tx,
  province: string,
  kind: Project['procedure'],
  on: LocalDate,
): Promise<Result<Rules>> {
  const found = await procedureOn(tx, kind, province, on);
  if (!found.ok) return found;
  const procedure = found.value;
  const calendar = await workingCalendarOn(tx);
  return ok({
    procedure,
    calendar,
    ruleOf: (event) => procedure.steps.get(event as ProjectEvent) as ReturnType<StepRule>,
  });
}

/** Applicants' unit owns a wait whose owner is an establishment role; other waits belong to a role. */
function ownerUnit(project: Pick<Project, 'establishmentUnit'>, role: string): string | null {
  return role.startsWith('establishment_') ? project.establishmentUnit : null;
}

/**
 * Moves the clock with a transition and answers whose turn it is then, and until when: the pair that
 * the project carries for its lists.
 */
export async function turnAfter(
  tx: Tx,
  cx: Context,
  project: Pick<Project, 'id' | 'establishmentUnit' | 'procedure' | 'turnRole' | 'dueOn'>,
  transition: Transition,
  rules: Rules,
  today: LocalDate,
): Promise<Pick<ProjectPatch, 'turn_role' | 'due_on'>> {
  const subject = projectSubject(project.id);
  if (transition.clock === 'keep') return { turn_role: project.turnRole, due_on: project.dueOn };
  if (transition.clock === 'end') {
    await closeAllDeadlines(tx, cx.province, subject, cx.now);
    return { turn_role: null, due_on: null };
  }
  if (transition.clock === 'pause') await pauseDeadline(tx, cx.province, subject, today, rules.calendar);
  else await closeDeadline(tx, cx.province, subject, cx.now);
  const step = awaitedStep(transition.to, project.procedure, rules.procedure);
  if (transition.clock === 'resume') {
    const resumed = await resumeDeadline(tx, cx.province, subject, today, rules.calendar);
    if (resumed !== null) return { turn_role: step?.ownerRole ?? null, due_on: resumed };
  }
  if (!step?.ownerRole || step.days === null) return { turn_role: step?.ownerRole ?? null, due_on: null };
  const due = await startDeadline(
    tx,
    cx.province,
    {
      subject,
      step: step.event,
      ownerRole: step.ownerRole,
      ownerUnit: ownerUnit(project, step.ownerRole),
      days: step.days,
      startedOn: today,
    },
    rules.calendar,
  );
  return { turn_role: step.ownerRole, due_on: due };
}

function awaitedStep(state: State, kind: Project['procedure'], procedure: Procedure) {
  const event: Event | null = awaitedEvent(state, kind);
  return event === null ? undefined : procedure.steps.get(event as ProjectEvent);
}
