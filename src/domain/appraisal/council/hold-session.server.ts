import { isId, newId, ok, refuse, refuseAll, type LocalDate, type Refusal, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { mayEstablish, mayRun } from './council.ts';
import { seated, seatsAt, type Council, type Session } from './council-record.ts';
import { projectSubject } from '#projects/server';
import { findCouncil } from './council.store.server.ts';
import { carryConflicts, findSession, projectByNumber, heardBy } from './session.store.server.ts';
import { councilSubject } from './establish-council.server.ts';
import { tellMembers } from './tell-members.server.ts';

export interface Held {
  readonly session: Session;
  readonly council: Council;
}

/** A session with its council, locked, for whoever runs it; for others it is not there. */
export async function heldBy(tx: Tx, cx: Context, sessionId: string): Promise<Result<Held>> {
  const session = isId(sessionId) ? await findSession(tx, cx.province, sessionId, 'lock') : undefined;
  const council = session && (await findCouncil(tx, cx.province, session.councilId));
  return session && council && mayRun(cx.actor, seated(council))
    ? ok({ session, council })
    : refuse('session_not_found');
}

/** Calls a session of a council. */
export async function callSession(
  cx: Context,
  councilId: string,
  input: { readonly heldOn: LocalDate; readonly place: string },
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const council = isId(councilId) ? await findCouncil(tx, cx.province, councilId) : undefined;
    if (!council || !mayRun(cx.actor, seated(council))) return refuse('council_not_found');
    const id = newId(cx.now.getTime());
    const last = await tx
      .selectFrom('appraisal.session')
      .select((e) => e.fn.max('no').as('no'))
      .where('province', '=', cx.province)
      .where('council_id', '=', councilId)
      .executeTakeFirst();
    const no = (last?.no ?? 0) + 1;
    const made = await tx
      .insertInto('appraisal.session')
      .values({
        ...{ province: cx.province, id, council_id: councilId, no },
        ...{ held_on: input.heldOn, place: input.place, made_by: cx.actor.accountId, made_at: cx.now },
      })
      .onConflict((c) => c.columns(['province', 'council_id', 'no']).doNothing())
      .executeTakeFirst();
    // Of two who call one at once, the second is told that there is one already.
    if (made.numInsertedOrUpdatedRows !== 1n) return refuse('council_changed_meanwhile');
    await tellMembers(tx, cx, 'council_session', {
      ...{ council, session: { id, no, ...input }, members: seated(council) },
    });
    await recordEvent(tx, cx, {
      kind: 'council.session_called',
      subject: councilSubject(councilId),
      after: { id, ...input },
    });
    return ok({ id });
  });
}

/**
 * Puts projects on the agenda by their numbers, all or none. Refuses `session_not_found`, `not_permitted`, and, all at
 * once, `project_number_is_unknown`, `council_does_not_hear`, `project_is_on_agenda`.
 */
export async function addToAgenda(
  cx: Context,
  sessionId: string,
  numbers: readonly string[],
): Promise<Result<{ ids: readonly string[] }>> {
  return transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    if (!mayEstablish(cx.actor)) return refuse('not_permitted');
    const { session, council } = held.value;
    const { vi: level, en: levelEn } = council.levelName;
    const heard = await heardBy(tx, council.level);
    const faults: Refusal[] = [];
    const ids: string[] = [];
    let no = Math.max(0, ...session.dossiers.map((d) => d.no));
    for (const number of new Set(numbers.map((n) => n.trim().toUpperCase()))) {
      const fault = (code: string, params = {}) =>
        faults.push(refuse(code, { number, ...params }, 'numbers').refusal);
      if (session.dossiers.some((d) => d.number === number)) {
        fault('project_is_on_agenda');
        continue;
      }
      const project = await projectByNumber(tx, cx.province, number);
      if (!project) fault('project_number_is_unknown');
      else if (!hears(heard, project)) fault('council_does_not_hear', { level, levelEn });
      else ids.push(await putOnAgenda(tx, cx, held.value, project.id, ++no));
    }
    return faults.length > 0 ? refuseAll(faults) : ok({ ids });
  });
}

const hears = (heard: Awaited<ReturnType<typeof heardBy>>, project: { state: string; several: boolean }) =>
  heard.states.includes(project.state) && (heard.several === null || heard.several === project.several);

async function putOnAgenda(tx: Tx, cx: Context, { session, council }: Held, projectId: string, no: number) {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('appraisal.dossier')
    .values({ province: cx.province, id, session_id: session.id, project_id: projectId, no })
    .execute();
  await carryConflicts(tx, cx, { id, projectId }, council);
  await recordEvent(tx, cx, {
    kind: 'council.put_on_agenda',
    subject: projectSubject(projectId),
    after: { council: council.number, session: session.no },
  });
  return id;
}

/** Takes a dossier off that nobody has voted on; a declared interest in the project stands all the same. */
export async function dropFromAgenda(
  cx: Context,
  sessionId: string,
  dossierId: string,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    const dossier = held.value.session.dossiers.find((d) => d.id === dossierId);
    if (!dossier) return refuse('dossier_not_found');
    if (dossier.ballots.length > 0 || dossier.conclusion !== null) return refuse('dossier_is_voted_on');
    await tx
      .deleteFrom('appraisal.conflict')
      .where('province', '=', cx.province)
      .where('dossier_id', '=', dossierId)
      .execute();
    await tx
      .deleteFrom('appraisal.dossier')
      .where('province', '=', cx.province)
      .where('id', '=', dossierId)
      .execute();
    return ok(undefined);
  });
}

/** Notes who is there. Who has voted stays. */
export async function notePresence(
  cx: Context,
  sessionId: string,
  present: readonly string[],
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    const { session, council } = held.value;
    const voted = new Set(session.dossiers.flatMap((d) => d.ballots.map((b) => b.memberId)));
    const there = seatsAt(council, session).filter((m) => present.includes(m.id) || voted.has(m.id));
    await tx
      .deleteFrom('appraisal.presence')
      .where('province', '=', cx.province)
      .where('session_id', '=', sessionId)
      .execute();
    if (there.length > 0)
      await tx
        .insertInto('appraisal.presence')
        .values(there.map((m) => ({ province: cx.province, session_id: sessionId, member_id: m.id })))
        .execute();
    return ok(undefined);
  });
}

/** Another day for a session that cannot conclude; who was there is noted anew. */
export async function postponeSession(
  cx: Context,
  sessionId: string,
  input: { readonly heldOn: LocalDate; readonly place: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    const { session, council } = held.value;
    if (session.dossiers.some((d) => d.conclusion !== null)) return refuse('session_has_concluded');
    await tx
      .deleteFrom('appraisal.ballot')
      .where('province', '=', cx.province)
      .where('dossier_id', 'in', session.dossiers.map((d) => d.id).concat(newId()))
      .execute();
    await tx
      .deleteFrom('appraisal.presence')
      .where('province', '=', cx.province)
      .where('session_id', '=', sessionId)
      .execute();
    await tx
      .updateTable('appraisal.session')
      .set({ held_on: input.heldOn, place: input.place, postponed: session.postponed + 1 })
      .where('province', '=', cx.province)
      .where('id', '=', sessionId)
      .execute();
    await tellMembers(tx, cx, 'council_session', {
      ...{ council, session: { ...session, ...input }, members: seated(council) },
    });
    await recordEvent(tx, cx, {
      kind: 'council.session_postponed',
      subject: councilSubject(session.councilId),
      before: { heldOn: session.heldOn },
      after: { id: sessionId, ...input },
    });
    return ok(undefined);
  });
}
