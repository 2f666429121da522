import { createHash } from 'node:crypto';
import { canonicalJson, isId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { mayRun, seatOf } from './council.ts';
import { seated, type Council, type Session } from './council-record.ts';
import { findCouncil, legalCriteria } from './council.store.server.ts';
import { findSession } from './session.store.server.ts';
import { tellMembers } from './tell-members.server.ts';
import { councilSubject } from './establish-council.server.ts';
import { heldBy } from './hold-session.server.ts';
import { minutesOf, type MinutesContent } from './minutes.ts';

/** Sets minutes as PDF and as Word, and puts both where uploads lie. */
export type MinutesPress = (
  content: MinutesContent,
  hash: string,
) => Promise<{ readonly pdf: StoredFile; readonly word: StoredFile }>;

const hashOf = (content: MinutesContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/**
 * Makes the minutes of a session as it stands. The same content is the same version; anything else is a new one, to be
 * signed anew. Refuses `session_not_found`, `nothing_is_concluded`, `minutes_changed_meanwhile`.
 */
export async function makeMinutes(
  cx: Context,
  sessionId: string,
  input: { readonly remarks: string | null },
  press: MinutesPress,
): Promise<Result<{ readonly no: number; readonly hash: string }>> {
  const before = await transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    await tx
      .updateTable('appraisal.session')
      .set({ remarks: input.remarks })
      .where('province', '=', cx.province)
      .where('id', '=', sessionId)
      .execute();
    const session = { ...held.value.session, remarks: input.remarks };
    const content = minutesOf(held.value.council, session, await legalCriteria(tx));
    return content.dossiers.length === 0 ? refuse('nothing_is_concluded') : ok(content);
  });
  if (!before.ok) return before;
  const content = before.value;
  const hash = hashOf(content);
  // Set outside of the transaction: nobody waits on a page being typeset.
  const files = await press(content, hash);
  return transact(cx, async (tx) => {
    const held = await heldBy(tx, cx, sessionId);
    if (!held.ok) return held;
    const { session, council } = held.value;
    if ((await presentHash(tx, council, session)) !== hash) return refuse('minutes_changed_meanwhile');
    const latest = await latestMinutes(tx, cx.province, sessionId);
    if (latest?.hash === hash) return ok({ no: latest.no, hash });
    const no = (latest?.no ?? 0) + 1;
    const file = (stored: StoredFile) =>
      addDocument(tx, cx, {
        kind: 'council_minutes',
        ...{
          title: stored.fileName,
          issuedOn: session.heldOn,
          subject: councilSubject(council.id),
          file: stored,
        },
      });
    await tx
      .insertInto('appraisal.minutes')
      .values({
        ...{ province: cx.province, session_id: sessionId, no, hash, content: canonicalJson(content) },
        ...{ pdf_id: await file(files.pdf), word_id: await file(files.word) },
        ...{ made_by: cx.actor.accountId, made_at: cx.now },
      })
      .execute();
    await tx
      .updateTable('appraisal.dossier')
      .set({ minutes_no: no })
      .where('province', '=', cx.province)
      .where('session_id', '=', sessionId)
      .where('conclusion', 'is not', null)
      .execute();
    await tellMembers(tx, cx, 'council_minutes', {
      ...{ council, session, members: council.members.filter((m) => session.present.includes(m.id)) },
    });
    await recordEvent(tx, cx, {
      kind: 'council.minutes_made',
      subject: councilSubject(council.id),
      after: { sessionId, no, hash },
    });
    return ok({ no, hash });
  });
}

export async function latestMinutes(tx: Tx, province: string, sessionId: string) {
  return tx
    .selectFrom('appraisal.minutes')
    .select(['no', 'hash', 'pdf_id as pdfId', 'word_id as wordId', 'made_at as madeAt'])
    .where('province', '=', province)
    .where('session_id', '=', sessionId)
    .orderBy('no', 'desc')
    .executeTakeFirst();
}

/** Who signed which version, and when. */
export async function signOffsOf(tx: Tx, province: string, sessionId: string) {
  return tx
    .selectFrom('appraisal.sign_off')
    .select(['minutes_no as no', 'member_id as memberId', 'signed_at as signedAt', 'signed_by as signedBy'])
    .where('province', '=', province)
    .where('session_id', '=', sessionId)
    .execute();
}

/**
 * A member who was there confirms the minutes by their hash; the secretary notes the signature of one without an
 * account, or of one who holds the seat no more. Refuses `minutes_changed_meanwhile` where another version is the latest by now.
 */
export async function signMinutes(
  cx: Context,
  sessionId: string,
  input: { readonly member: string; readonly no: number; readonly hash: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const session = isId(sessionId) ? await findSession(tx, cx.province, sessionId, 'lock') : undefined;
    const council = session && (await findCouncil(tx, cx.province, session.councilId));
    const member = council?.members.find((m) => m.id === input.member && session?.present.includes(m.id));
    if (!session || !council || !member) return refuse('session_not_found');
    if (!mayStandFor(cx, council, input.member)) return refuse('not_permitted');
    const latest = await latestMinutes(tx, cx.province, sessionId);
    if (!latest) return refuse('minutes_changed_meanwhile');
    // What was concluded or remarked since the version was made is in none yet: it is not signed for.
    if ((await presentHash(tx, council, session)) !== latest.hash) return refuse('minutes_changed_meanwhile');
    const signed = (await signOffsOf(tx, cx.province, sessionId)).some(
      (s) => s.no === input.no && s.memberId === member.id,
    );
    if (signed && latest.no === input.no) return ok(undefined);
    await tx
      .insertInto('appraisal.sign_off')
      .values({
        ...{ province: cx.province, session_id: sessionId, minutes_no: input.no, member_id: member.id },
        ...{ hash: input.hash, signed_by: cx.actor.accountId, signed_at: cx.now },
      })
      .execute();
    await recordEvent(tx, cx, {
      kind: 'council.minutes_signed',
      subject: councilSubject(council.id),
      after: { sessionId, no: input.no, hash: input.hash, member: member.id },
    });
    return ok(undefined);
  });
}

function mayStandFor(cx: Context, council: Council, memberId: string): boolean {
  const own = seatOf(cx.actor, council.members);
  const member = council.members.find((m) => m.id === memberId);
  const onPaper = member !== undefined && (member.accountId === null || member.ended);
  return own?.id === memberId || (onPaper && mayRun(cx.actor, seated(council)));
}

/** The version the minutes would have now: another hash than the latest says that they must be made anew. */
export const presentHash = async (tx: Tx, council: Council, session: Session): Promise<string> =>
  hashOf(minutesOf(council, session, await legalCriteria(tx)));
