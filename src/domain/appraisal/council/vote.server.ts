import { canonicalJson, isId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { projectSubject } from '#projects/server';
import type { BallotInput } from './council.form.ts';
import { conclude, mayRun, seatOf, tallyOf, type Vote } from './council.ts';
import {
  seated,
  seatsAt,
  type Council,
  type Dossier,
  type Member,
  type Outcome,
  type Session,
} from './council-record.ts';
import { findCouncil, legalCriteria } from './council.store.server.ts';
import { findSession, putBallot } from './session.store.server.ts';
import { heldBy } from './hold-session.server.ts';

interface Seated {
  readonly session: Session;
  readonly council: Council;
  readonly member: Member;
  readonly dossier: Dossier;
}

/**
 * The seat somebody acts for: their own, or, for whoever runs the session, that of a member without an account.
 * The session is locked: votes, conflicts and conclusions come one after another.
 */
async function seatFor(
  tx: Tx,
  cx: Context,
  sessionId: string,
  dossierId: string,
  memberId: string,
): Promise<Result<Seated>> {
  const session = isId(sessionId) ? await findSession(tx, cx.province, sessionId, 'lock') : undefined;
  const council = session && (await findCouncil(tx, cx.province, session.councilId));
  const dossier = session?.dossiers.find((d) => d.id === dossierId);
  const member = council && seated(council).find((m) => m.id === memberId);
  if (!session || !council || !dossier || !member) return refuse('dossier_not_found');
  const own = member.accountId === cx.actor.accountId;
  const onBehalf = member.accountId === null && mayRun(cx.actor, seated(council));
  if (!own && !onBehalf) return refuse('not_permitted');
  if (!own && hasConflict(cx, council, dossier))
    return refuse('member_has_conflict', { name: cx.actor.name });
  if (dossier.moved && dossier.conclusion === null) return refuse('dossier_is_on_later_agenda');
  return ok({ session, council, member, dossier });
}

const hasConflict = (cx: Context, council: Council, dossier: Dossier): boolean => {
  const seat = seatOf(cx.actor, seated(council));
  return seat !== undefined && dossier.conflicts.some((c) => c.memberId === seat.id);
};

/** A member votes; again, as long as the council has not concluded. The database refuses conflicts and absences. */
export async function castBallot(cx: Context, sessionId: string, input: BallotInput): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await seatFor(tx, cx, sessionId, input.dossier, input.member);
    if (!found.ok) return found;
    const { council, member, dossier } = found.value;
    const unmet = (await legalCriteria(tx)).map((c) => c.code).filter((c) => input.criteria[c] !== true);
    if (input.vote === 'pass' && unmet.length > 0)
      return refuse('vote_passes_what_is_not_met', { count: unmet.length }, 'vote');
    const known = new Set(council.scores.map((s) => String(s.no)));
    const scores = Object.fromEntries(Object.entries(input.scores).filter(([no]) => known.has(no)));
    const { vote, note } = input;
    await putBallot(tx, cx, { dossierId: dossier.id, memberId: member.id, vote, unmet, scores, note });
    return ok(undefined);
  });
}

/** Declares a personal interest: the member's vote is void, and the dossier closes to them everywhere. */
export async function declareConflict(
  cx: Context,
  sessionId: string,
  input: { readonly dossier: string; readonly member: string; readonly reason: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await seatFor(tx, cx, sessionId, input.dossier, input.member);
    if (!found.ok) return found;
    const { member, dossier } = found.value;
    if (dossier.conclusion !== null) return refuse('dossier_is_concluded');
    if (dossier.conflicts.some((c) => c.memberId === member.id)) return ok(undefined);
    await tx
      .deleteFrom('appraisal.ballot')
      .where('province', '=', cx.province)
      .where('dossier_id', '=', dossier.id)
      .where('member_id', '=', member.id)
      .execute();
    await tx
      .insertInto('appraisal.conflict')
      .values({
        ...{ province: cx.province, dossier_id: dossier.id, member_id: member.id, reason: input.reason },
        ...{ declared_by: cx.actor.accountId, declared_at: cx.now },
      })
      .execute();
    if (member.accountId !== null)
      await tx
        .insertInto('projects.recusal')
        .values({
          ...{ province: cx.province, project_id: dossier.projectId, account_id: member.accountId },
          ...{ reason: input.reason, declared_at: cx.now },
        })
        .onConflict((c) => c.columns(['province', 'project_id', 'account_id']).doNothing())
        .execute();
    await recordEvent(tx, cx, {
      kind: 'council.conflict_declared',
      subject: projectSubject(dossier.projectId),
      after: { member: member.id, name: member.name },
      reason: input.reason,
    });
    return ok(undefined);
  });
}

/** Takes a declaration back that was made by mistake, before the council concludes. */
export async function withdrawConflict(
  cx: Context,
  sessionId: string,
  input: { readonly dossier: string; readonly member: string; readonly reason: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await seatFor(tx, cx, sessionId, input.dossier, input.member);
    if (!found.ok) return found;
    const { member, dossier } = found.value;
    if (dossier.conclusion !== null) return refuse('dossier_is_concluded');
    await tx
      .deleteFrom('appraisal.conflict')
      .where('province', '=', cx.province)
      .where('dossier_id', '=', dossier.id)
      .where('member_id', '=', member.id)
      .execute();
    if (member.accountId !== null)
      await tx
        .deleteFrom('projects.recusal')
        .where('province', '=', cx.province)
        .where('project_id', '=', dossier.projectId)
        .where('account_id', '=', member.accountId)
        .execute();
    await recordEvent(tx, cx, {
      kind: 'council.conflict_withdrawn',
      subject: projectSubject(dossier.projectId),
      after: { member: member.id, name: member.name },
      reason: input.reason,
    });
    return ok(undefined);
  });
}

/**
 * Concludes a dossier by its votes. Refuses what `conclude` does, `dossier_is_concluded`, and who declared a conflict.
 * `reasons` may be rewritten by concluding again; the votes are fixed from the first conclusion on.
 */
export async function concludeDossier(
  cx: Context,
  sessionId: string,
  input: { readonly dossier: string; readonly reasons: string },
): Promise<Result<{ conclusion: Vote }>> {
  return transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    const { session, council } = held.value;
    const dossier = session.dossiers.find((d) => d.id === input.dossier);
    if (!dossier) return refuse('dossier_not_found');
    if (hasConflict(cx, council, dossier)) return refuse('member_has_conflict', { name: cx.actor.name });
    if (dossier.moved) return refuse('dossier_is_on_later_agenda');
    const seats = seatsAt(council, session);
    const tally = tallyOf(dossier.ballots, seats, council.quorum, council.scores);
    const concluded = conclude(tally);
    if (!concluded.ok) return concluded;
    const outcome: Outcome = dossier.outcome ?? {
      ...tally,
      ...{ number: dossier.number ?? '', title: dossier.title, establishment: dossier.establishmentName },
      asked: String(dossier.asked),
      recused: seats.filter((m) => dossier.conflicts.some((c) => c.memberId === m.id)).map((m) => m.name),
    };
    if (session.seated === null)
      await tx
        .updateTable('appraisal.session')
        .set({ seated: seats.map((m) => m.id) })
        .where('province', '=', cx.province)
        .where('id', '=', sessionId)
        .execute();
    await tx
      .updateTable('appraisal.dossier')
      .set({
        ...{ conclusion: concluded.value, reasons: input.reasons, outcome: canonicalJson(outcome) },
        ...{ minutes_no: null, concluded_by: cx.actor.accountId, concluded_at: cx.now },
      })
      .where('province', '=', cx.province)
      .where('id', '=', dossier.id)
      .execute();
    await recordEvent(tx, cx, {
      kind: 'council.concluded',
      subject: projectSubject(dossier.projectId),
      before:
        dossier.conclusion === null
          ? undefined
          : { conclusion: dossier.conclusion, reasons: dossier.reasons },
      after: { conclusion: concluded.value, ...tally },
      reason: input.reasons,
    });
    return ok({ conclusion: concluded.value });
  });
}
