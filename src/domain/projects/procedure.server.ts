import { ok, workingDaysBetween, type LocalDate, type Result, type WorkingCalendar } from '#kernel';
import { forSeveral, type Procedure, type ProjectEvent } from '#law';
import { procedureOn, severalWayOn, workingCalendarOn } from '#law/server';
import type { Role } from '#people';
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
import {
  awaitedEvent,
  wayOf,
  type Event,
  type State,
  type Transition,
  type Way,
} from './project.transitions.ts';

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
  project: Pick<Project, 'kind' | 'several'> = { kind: 'single', several: false },
): Promise<Result<Rules>> {
  const found = await procedureOn(tx, kind, province, on);
  if (!found.ok) return found;
  const way = project.several ? await severalWayOn(tx, kind, on) : undefined;
  const gone = way ? forSeveral(found.value, way) : found.value;
  const procedure = project.kind === 'group' ? forGroups(gone) : gone;
  const calendar = await workingCalendarOn(tx);
  return ok({
    procedure,
    calendar,
    ruleOf: (event) => procedure.steps.get(event as ProjectEvent) as ReturnType<StepRule>,
  });
}

/**
 * The procedure of a group project: the unit that carries it out asks and answers where an establishment would, and
 * whoever wrote it does not check it.
 */
function forGroups(procedure: Procedure): Procedure {
  const standIn = (role: Role): Role => (role.startsWith('establishment_') ? 'centre_officer' : role);
  const steps = [...procedure.steps].map(([event, step]) => {
    const roles = [...new Set(step.roles.map(standIn))];
    const ownerRole = step.ownerRole === null ? null : standIn(step.ownerRole);
    const otherThan: typeof step.otherThan =
      event === 'accept_dossier' ? [...step.otherThan, 'submit', 'answer_supplement'] : step.otherThan;
    return [event, { ...step, roles, ownerRole, otherThan }] as const;
  });
  return { ...procedure, steps: new Map(steps) };
}

/** Applicants' unit owns a wait whose owner is an establishment role; other waits belong to a role. */
function ownerUnit(project: Pick<Project, 'establishmentUnit'>, role: string): string | null {
  return role.startsWith('establishment_') ? project.establishmentUnit : null;
}

/** What of a project decides whom it waits for, beside the state it comes to. */
export interface Awaiting {
  /** Money paid out has still to come back. */
  readonly owing: boolean;
  /** Last day of the contract: the term of a wait whose step has no number of days. */
  readonly worksUntil: LocalDate | null;
}

/**
 * Moves the clock with a transition and answers whose turn it is then, and until when: the pair that
 * the project carries for its lists. An act that leaves the project waiting for the same act as before
 * leaves the term as it was.
 */
export async function turnAfter(
  tx: Tx,
  cx: Context,
  project: Pick<Project, 'id' | 'establishmentUnit' | 'procedure' | 'several' | 'turnRole' | 'dueOn'>,
  transition: Transition,
  rules: Rules,
  today: LocalDate,
  awaiting: Awaiting = { owing: false, worksUntil: null },
): Promise<Pick<ProjectPatch, 'turn_role' | 'due_on'>> {
  const subject = projectSubject(project.id);
  const stillSame = ['recover', 'waive'].includes(transition.event) && awaiting.owing;
  if (transition.clock === 'keep' || stillSame) return { turn_role: project.turnRole, due_on: project.dueOn };
  if (transition.clock === 'end') {
    await closeAllDeadlines(tx, cx.province, subject, cx.now, rules.calendar);
    return { turn_role: null, due_on: null };
  }
  if (transition.clock === 'pause') await pauseDeadline(tx, cx.province, subject, today, rules.calendar);
  // A contract that rests may be stopped: its paused wait ends, too.
  else if (transition.event === 'stop')
    await closeAllDeadlines(tx, cx.province, subject, cx.now, rules.calendar);
  else await closeDeadline(tx, cx.province, subject, cx.now, rules.calendar);
  const step = awaitedStep(transition.to, wayOf(project), rules.procedure, awaiting.owing);
  if (transition.clock === 'resume') {
    const resumed = await resumeDeadline(tx, cx.province, subject, today, rules.calendar);
    if (resumed !== null) return { turn_role: step?.ownerRole ?? null, due_on: resumed };
  }
  const days = step?.days ?? daysOfWorks(awaiting.worksUntil, today, rules.calendar);
  if (!step?.ownerRole || days === null) return { turn_role: step?.ownerRole ?? null, due_on: null };
  const due = await startDeadline(
    tx,
    cx.province,
    {
      subject,
      step: step.event,
      ownerRole: step.ownerRole,
      ownerUnit: ownerUnit(project, step.ownerRole),
      days,
      silence: step.silence,
      startedOn: today,
    },
    rules.calendar,
  );
  return { turn_role: step.ownerRole, due_on: due };
}

/** At least one: works whose contract has run out are due on the next working day. */
function daysOfWorks(until: LocalDate | null, today: LocalDate, calendar: WorkingCalendar): number | null {
  return until === null ? null : until <= today ? 1 : Math.max(1, workingDaysBetween(today, until, calendar));
}

function awaitedStep(state: State, way: Way, procedure: Procedure, owing: boolean) {
  const event: Event | null = awaitedEvent(state, way, owing);
  return event === null ? undefined : procedure.steps.get(event as ProjectEvent);
}
