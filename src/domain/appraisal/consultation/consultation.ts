import { compareDates, refuse, ok, type LocalDate, type Result } from '#kernel';
import { hasRole, type Actor } from '#people';

/** What an answer that does not come in time means: nothing, consent, or a matter for the leader. */
export const silences = ['nothing', 'consent', 'escalation'] as const;
export type Silence = (typeof silences)[number];

export const verdicts = ['agree', 'agree_with_conditions', 'object'] as const;
export type Verdict = (typeof verdicts)[number];

/** What decides about an opinion that was asked for. Dates are business dates. */
export interface OpinionStanding {
  readonly dueOn: LocalDate;
  readonly silence: Silence;
  /** What an answer after its day is, by the rule it was asked under; null: asked before the rule said it. */
  readonly late: 'counts' | 'noted' | null;
  readonly answers: number;
  readonly withdrawn: boolean;
  readonly waived: boolean;
}

export type OpinionState =
  'waiting' | 'late' | 'consented' | 'escalated' | 'answered' | 'withdrawn' | 'waived';

/** Where an opinion stands on a day; the day it is due still counts. */
export function stateOfOpinion(opinion: OpinionStanding, today: LocalDate): OpinionState {
  if (opinion.withdrawn) return 'withdrawn';
  if (opinion.answers > 0) return 'answered';
  if (opinion.waived) return 'waived';
  if (compareDates(today, opinion.dueOn) <= 0) return 'waiting';
  return ({ nothing: 'late', consent: 'consented', escalation: 'escalated' } as const)[opinion.silence];
}

/**
 * Whether an answer is taken now. Until it is due an answer may be replaced; afterwards only a first one still
 * comes in, marked late; whether it binds is the rule's to say under which it was asked.
 * Refuses `opinion_withdrawn`, `opinion_is_answered`.
 */
export function takeAnswer(
  opinion: OpinionStanding,
  today: LocalDate,
): Result<{ readonly late: boolean; readonly counts: boolean }> {
  if (opinion.withdrawn) return refuse('opinion_withdrawn');
  const late = compareDates(today, opinion.dueOn) > 0;
  if (late && opinion.answers > 0) return refuse('opinion_is_answered', { due: opinion.dueOn });
  return ok({ late, counts: !late || countsLate(opinion) });
}

const countsLate = ({ late, silence }: OpinionStanding): boolean =>
  late === null ? silence !== 'consent' : late === 'counts';

/** Asking, reminding, withdrawing and resolving points: who prepares the appraisal. */
export const mayConsult = (actor: Actor): boolean => hasRole(actor, 'department_specialist');

/** Going on without an answer: a leader's decision. */
export const mayWaive = (actor: Actor): boolean => hasRole(actor, 'department_leader');

/** Anybody who works in the unit that was asked answers for it, except who only audits. */
export function mayAnswer(actor: Actor, unitId: string): boolean {
  return actor.memberships.some((m) => m.unitId === unitId && m.role !== 'auditor');
}

/** The letter an answer came in. */
export interface Letter {
  readonly number: string;
  readonly writtenOn: LocalDate;
  readonly documentId: string | null;
}

/** An answer with its points and what became of them. */
export interface Answer {
  readonly opinionId: string;
  readonly no: number;
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly answeredAt: Date;
  readonly answeredByName: string | null;
  /** In whose place. */
  readonly answeredFor: string | null;
  readonly late: boolean;
  readonly counts: boolean;
  /** Null where it was given in the system. */
  readonly letter: Letter | null;
  readonly points: readonly Point[];
}

export interface Point {
  readonly no: number;
  readonly said: string;
  readonly resolution: 'accepted' | 'declined' | null;
  readonly explanation: string | null;
}
