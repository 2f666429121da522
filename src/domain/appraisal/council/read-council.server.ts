import { isId, ok, refuse, type Result } from '#kernel';
import { hasRole } from '#people';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { projectSubject } from '#projects/server';
import { documentsOf } from '#records/server';
import { hasVote, mayEstablish, mayRun, maySee, quorumOf, seatOf, tallyOf, type Tally } from './council.ts';
import { seated, seatsAt, type Council, type Dossier, type Session } from './council-record.ts';
import { listCouncils, sitsOnCouncil, type CouncilFilter } from './council-list.store.server.ts';
import { findCouncil, legalCriteria, sessionsOf } from './council.store.server.ts';
import { candidatesFor, closedTo, findSession } from './session.store.server.ts';
import { latestMinutes, presentHash, signOffsOf } from './keep-minutes.server.ts';

const everything: CouncilFilter = { words: [], year: null, level: null, state: null };

/** A page of the councils, newest decision first: of all of them, or of those the actor sits on. */
export async function councilsFor(
  cx: Context,
  filter: CouncilFilter = everything,
  page: Parameters<typeof listCouncils>[4] = { after: null, size: 40 },
) {
  const all = mayEstablish(cx.actor) || hasRole(cx.actor, 'auditor');
  return inProvince(cx, (tx) => listCouncils(tx, cx.province, all ? null : cx.actor.accountId, filter, page));
}

export async function readCouncil(cx: Context, id: string) {
  return inProvince(cx, async (tx) => {
    const council = await seen(tx, cx, id);
    if (!council.ok) return council;
    const seats = seated(council.value);
    return ok({
      council: council.value,
      seated: seats,
      needed: quorumOf(seats.filter(hasVote).length, council.value.quorum),
      sessions: await sessionsOf(tx, cx.province, id),
      mayEstablish: mayEstablish(cx.actor),
      mayRun: mayRun(cx.actor, seats),
    });
  });
}

async function seen(tx: Tx, cx: Context, id: string): Promise<Result<Council>> {
  const council = isId(id) ? await findCouncil(tx, cx.province, id) : undefined;
  return council && maySee(cx.actor, seated(council)) ? ok(council) : refuse('council_not_found');
}

/** A dossier as the actor may see it: how others voted is counted, not named. */
export interface SeenDossier extends Omit<Dossier, 'ballots'> {
  readonly tally: Tally;
  /** How the actor voted, and whoever they enter votes for. */
  readonly own: Dossier['ballots'];
}

function dossierFor(cx: Context, council: Council, session: Session, dossier: Dossier): SeenDossier {
  const seats = seatsAt(council, session);
  const runs = mayRun(cx.actor, seated(council));
  const own = seatOf(cx.actor, seats)?.id;
  const entered = seats.filter((m) => m.id === own || (runs && m.accountId === null)).map((m) => m.id);
  const { ballots, ...shown } = dossier;
  return {
    ...shown,
    tally: dossier.outcome ?? tallyOf(ballots, seats, council.quorum, council.scores),
    own: ballots.filter((b) => entered.includes(b.memberId)),
  };
}

interface Opened {
  readonly session: Session;
  readonly council: Council;
}

async function opened(tx: Tx, cx: Context, id: string, as: 'reader' | 'whole'): Promise<Result<Opened>> {
  const reader = as === 'reader' ? cx.actor.accountId : null;
  const session = isId(id) ? await findSession(tx, cx.province, id, 'look', reader) : undefined;
  const council = session && (await seen(tx, cx, session.councilId));
  return session && council?.ok ? ok({ session, council: council.value }) : refuse('session_not_found');
}

export async function readSession(cx: Context, id: string) {
  return inProvince(cx, async (tx) => {
    const found = await opened(tx, cx, id, 'reader');
    if (!found.ok) return found;
    const { session, council } = found.value;
    const seats = seatsAt(council, session);
    const { dossiers, ...head } = session;
    const minutes = await latestMinutes(tx, cx.province, id);
    const whole = minutes && (await findSession(tx, cx.province, id, 'look'));
    const { id: councilId, number, decidedOn, level } = council;
    return ok({
      council: { id: councilId, number, decidedOn, level },
      session: head,
      seats: [
        ...seats,
        ...council.members.filter((m) => session.present.includes(m.id) && !seats.includes(m)),
      ],
      needed: quorumOf(seats.filter(hasVote).length, council.quorum),
      dossiers: dossiers.map((d) => dossierFor(cx, council, session, d)),
      /** What the actor has declared an interest in. */
      closed: await closedTo(tx, cx.province, id, cx.actor.accountId),
      minutes: minutes ?? null,
      /** Something was decided or remarked since the last version. */
      outdated: minutes !== undefined && minutes.hash !== (await presentHash(tx, council, whole!)),
      candidates: mayEstablish(cx.actor) ? await candidatesFor(tx, cx, id, council.level) : [],
      signOffs: await signOffsOf(tx, cx.province, id),
      ownSeat: seatOf(cx.actor, seats)?.id ?? null,
      mayRun: mayRun(cx.actor, seated(council)),
      mayEstablish: mayEstablish(cx.actor),
    });
  });
}

/** One dossier with its papers, for whoever may vote on it, lead the vote or look on. */
export async function readDossier(cx: Context, sessionId: string, dossierId: string) {
  return inProvince(cx, async (tx) => {
    const found = await opened(tx, cx, sessionId, 'reader');
    if (!found.ok) return found;
    const { session, council } = found.value;
    const dossier = session.dossiers.find((d) => d.id === dossierId);
    if (!dossier) return refuse('dossier_not_found');
    const papers = await documentsOf(tx, cx.province, projectSubject(dossier.projectId));
    return ok({
      council: { id: council.id, number: council.number, scores: council.scores },
      session: { id: session.id, no: session.no, heldOn: session.heldOn, present: session.present },
      dossier: dossierFor(cx, council, session, dossier),
      criteria: await legalCriteria(tx),
      papers: papers
        .filter((p) => p.file_hash !== null)
        .map((p) => ({ id: p.id, title: p.title, kind: p.kind })),
      seats: seatsAt(council, session).filter(hasVote),
      ownSeat: seatOf(cx.actor, seatsAt(council, session))?.id ?? null,
      mayRun: mayRun(cx.actor, seated(council)),
    });
  });
}

/** Whether the actor may read the papers of a council. */
export async function seesCouncil(tx: Tx, cx: Context, id: string): Promise<boolean> {
  return (await seen(tx, cx, id)).ok;
}

/** What the specialist's act proposes where a council has concluded on the project. */
export async function councilProposal(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<Readonly<Record<string, string>>> {
  const last = await tx
    .selectFrom('appraisal.dossier')
    .select(['conclusion', 'reasons'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.conclusion && last.conclusion !== 'reject'
    ? { conclusion: last.conclusion, note: last.reasons ?? '' }
    : {};
}

/** Where a council has the project on its agenda now, for whoever may look there. */
export async function placeBeforeCouncil(
  tx: Tx,
  cx: Context,
  projectId: string,
): Promise<{ readonly sessionId: string; readonly dossierId: string } | null> {
  const last = await tx
    .selectFrom('appraisal.dossier as d')
    .innerJoin('appraisal.session as s', (j) =>
      j.onRef('s.province', '=', 'd.province').onRef('s.id', '=', 'd.session_id'),
    )
    .select(['d.id as dossierId', 'd.session_id as sessionId', 's.council_id as councilId'])
    .where('d.province', '=', cx.province)
    .where('d.project_id', '=', projectId)
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last || !(await seen(tx, cx, last.councilId)).ok) return null;
  return { sessionId: last.sessionId, dossierId: last.dossierId };
}

/** Whether councils are any business of the actor: they establish them, read all, or sit on one. */
export async function dealsWithCouncils(tx: Tx, cx: Context): Promise<boolean> {
  if (mayEstablish(cx.actor) || hasRole(cx.actor, 'auditor')) return true;
  return sitsOnCouncil(tx, cx.province, cx.actor.accountId);
}
