import { ok, refuse, type Result } from '#kernel';
import { hasRole, type Actor } from '#people';

export const positions = ['chair', 'deputy', 'member', 'member_secretary', 'secretary'] as const;
export type Position = (typeof positions)[number];

export const votes = ['pass', 'pass_with_changes', 'reject'] as const;
export type Vote = (typeof votes)[number];

/** A legal criterion of appraisal, met or not: data (appraisal.criterion). */
export interface Criterion {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly document: string;
  readonly article: string;
  readonly verified: boolean;
}

export interface Seat {
  readonly id: string;
  readonly position: Position;
  readonly accountId: string | null;
  readonly name: string;
}

/** Everyone votes but a secretary who is no member. */
export const hasVote = (seat: Pick<Seat, 'position'>): boolean => seat.position !== 'secretary';

/** So many of `voting` members make a quorum of `num`/`den`: never less than the share. */
export function quorumOf(voting: number, share: { readonly num: number; readonly den: number }): number {
  return Math.max(1, Math.ceil((voting * share.num) / share.den));
}

export interface Ballot {
  readonly memberId: string;
  readonly vote: Vote;
  /** Codes of the criteria found not met. */
  readonly unmet: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
}

export interface Tally {
  readonly voting: number;
  readonly quorum: number;
  readonly cast: number;
  readonly votes: Readonly<Record<Vote, number>>;
  /** How many found a criterion not met, by its code; those that all found met are left out. */
  readonly unmet: Readonly<Record<string, number>>;
  /** Weighted mean of the scores in hundredths of a point; null where nobody scored everything. */
  readonly score: number | null;
}

export function tallyOf(
  ballots: readonly Ballot[],
  seats: readonly Seat[],
  share: { readonly num: number; readonly den: number },
  weights: readonly { readonly no: number; readonly weight: number }[],
): Tally {
  const voting = seats.filter(hasVote).length;
  const full = ballots.filter(
    (b) => weights.length > 0 && weights.every(({ no }) => b.scores[no] !== undefined),
  );
  const sum = full.reduce(
    (t, b) => t + weights.reduce((s, { no, weight }) => s + b.scores[no]! * weight, 0),
    0,
  );
  return {
    voting,
    quorum: quorumOf(voting, share),
    cast: ballots.length,
    votes: count(votes, (vote) => ballots.filter((b) => b.vote === vote).length),
    unmet: count(
      [...new Set(ballots.flatMap((b) => b.unmet))].toSorted(),
      (c) => ballots.filter((b) => b.unmet.includes(c)).length,
    ),
    score: full.length === 0 ? null : Math.round(sum / full.length),
  };
}

function count<K extends string>(keys: readonly K[], of: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number>;
}

/**
 * What the votes conclude: rejected or passed by more than half of those who voted; passed without changes only by
 * more than half who want none, and never against a criterion that half or more find not met.
 * Refuses `council_without_quorum`, `council_has_no_majority`, `council_finds_criterion_not_met`.
 */
export function conclude({ cast, quorum, votes: counted, unmet }: Tally): Result<Vote> {
  if (cast < quorum) return refuse('council_without_quorum', { present: cast, quorum });
  if (counted.reject * 2 > cast) return ok('reject');
  if ((counted.pass + counted.pass_with_changes) * 2 <= cast)
    return refuse('council_has_no_majority', { cast });
  const failed = Object.values(unmet).filter((n) => n * 2 >= cast);
  if (failed.length > 0) return refuse('council_finds_criterion_not_met', { count: failed.length });
  return ok(counted.pass * 2 > cast ? 'pass' : 'pass_with_changes');
}

/** Establishing councils, naming members anew, setting the agenda. */
export const mayEstablish = (actor: Actor): boolean =>
  hasRole(actor, 'department_specialist', 'department_leader', 'cuc_officer');

export const seatOf = <S extends Seat>(actor: Actor, seats: readonly S[]): S | undefined =>
  seats.find((seat) => seat.accountId === actor.accountId);

/** Running a session: its chair, deputy and secretary, and who establishes councils. */
export function mayRun(actor: Actor, seats: readonly Seat[]): boolean {
  const seat = seatOf(actor, seats);
  return mayEstablish(actor) || (seat !== undefined && seat.position !== 'member');
}

/** Seeing a council: its members, and those whose work it is. */
export const maySee = (actor: Actor, seats: readonly Seat[]): boolean =>
  mayEstablish(actor) || hasRole(actor, 'auditor') || seatOf(actor, seats) !== undefined;
