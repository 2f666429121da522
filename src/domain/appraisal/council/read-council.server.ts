import { isId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { mayEstablish, mayRun, maySee, quorumOf, hasVote, seatOf, tallyOf, type Tally } from './council.ts';
import { seated, type Council, type Dossier, type Session } from './council-record.ts';
import { findCouncil, findSession, listCouncils, sessionsOf } from './council.store.server.ts';
import { latestMinutes, presentHash, signOffsOf } from './keep-minutes.server.ts';
import { hasRole } from '#people';

const SHOWN = 200;

/** Councils, newest decision first: all of them, or those the actor sits on. */
export async function councilsFor(cx: Context) {
  const all = mayEstablish(cx.actor) || hasRole(cx.actor, 'auditor');
  return inProvince(cx, (tx) => listCouncils(tx, cx.province, all ? null : cx.actor.accountId, SHOWN));
}

export async function readCouncil(cx: Context, id: string) {
  return inProvince(cx, async (tx) => {
    const council = await seen(tx, cx, id);
    if (!council.ok) return council;
    return ok({
      council: council.value,
      seated: seated(council.value),
      needed: quorumOf(seated(council.value).filter(hasVote).length, council.value.quorum),
      sessions: await sessionsOf(tx, cx.province, id),
      mayEstablish: mayEstablish(cx.actor),
      mayRun: mayRun(cx.actor, seated(council.value)),
    });
  });
}

async function seen(tx: Tx, cx: Context, id: string): Promise<Result<Council>> {
  const council = isId(id) ? await findCouncil(tx, cx.province, id) : undefined;
  return council && maySee(cx.actor, seated(council)) ? ok(council) : refuse('council_not_found');
}

/** A dossier as the actor may see it: who declared a conflict sees its number and nothing else. */
export interface SeenDossier extends Omit<Dossier, 'ballots'> {
  readonly hidden: boolean;
  readonly tally: Tally | null;
  /** How the actor voted, and whoever they enter votes for. */
  readonly own: Dossier['ballots'];
}

function dossierFor(cx: Context, council: Council, dossier: Dossier, runs: boolean): SeenDossier {
  const seats = seated(council);
  const seat = seatOf(cx.actor, seats);
  const { ballots, ...shown } = dossier;
  if (dossier.conflicts.some((c) => c.memberId === seat?.id))
    return {
      ...{
        ...shown,
        title: '',
        establishmentName: '',
        asked: 0n,
        reasons: null,
        conclusion: null,
        projectId: '',
      },
      ...{ hidden: true, tally: null, own: [] },
    };
  const entered = seats.filter((m) => m.id === seat?.id || (runs && m.accountId === null)).map((m) => m.id);
  return {
    ...shown,
    hidden: false,
    tally: tallyOf(ballots, seats, council.quorum, council.scores),
    own: ballots.filter((b) => entered.includes(b.memberId)),
  };
}

export async function readSession(cx: Context, id: string) {
  return inProvince(cx, async (tx) => {
    const session: Session | undefined = isId(id)
      ? await findSession(tx, cx.province, id, 'look')
      : undefined;
    const found = session && (await seen(tx, cx, session.councilId));
    if (!session || !found?.ok) return refuse('session_not_found');
    const council = found.value;
    const seats = seated(council);
    const runs = mayRun(cx.actor, seats);
    const { dossiers, ...head } = session;
    const minutes = await latestMinutes(tx, cx.province, id);
    return ok({
      council: {
        id: council.id,
        number: council.number,
        decidedOn: council.decidedOn,
        scores: council.scores,
      },
      session: head,
      seats: council.members.filter((m) => !m.ended || session.present.includes(m.id)),
      needed: quorumOf(seats.filter(hasVote).length, council.quorum),
      dossiers: dossiers.map((d) => dossierFor(cx, council, d, runs)),
      minutes: minutes ?? null,
      /** Something was decided or remarked since the last version. */
      outdated: minutes !== undefined && minutes.hash !== presentHash(council, session),
      signOffs: await signOffsOf(tx, cx.province, id),
      ownSeat: seatOf(cx.actor, seats)?.id ?? null,
      mayRun: runs,
      mayEstablish: mayEstablish(cx.actor),
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
    .selectFrom('appraisal.dossier as d')
    .innerJoin('appraisal.session as s', (j) =>
      j.onRef('s.province', '=', 'd.province').onRef('s.id', '=', 'd.session_id'),
    )
    .select(['d.conclusion', 'd.reasons'])
    .where('d.province', '=', province)
    .where('d.project_id', '=', projectId)
    .orderBy('s.held_on', 'desc')
    .orderBy('d.id', 'desc')
    .executeTakeFirst();
  return last?.conclusion && last.conclusion !== 'reject'
    ? { conclusion: last.conclusion, note: last.reasons ?? '' }
    : {};
}
