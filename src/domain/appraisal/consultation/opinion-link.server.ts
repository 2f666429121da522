import { addDays, formatDate, isId, ok, refuse, todayIn, type Result } from '#kernel';
import { clockRulesOn } from '#law/server';
import { linkToken, permit, readLinkToken } from '#people';
import {
  hashToken,
  makeToken,
  placeOf,
  type Auth,
  type Context,
  type Delivery,
  type Visitor,
} from '#people/server';
import { inProvince, post, transact, type Database, type Tx } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { documentOf, recordEvent } from '#records/server';
import { answersTo } from './answer.store.server.ts';
import type { AnswerInput } from './consultation.form.ts';
import { mayConsult, type Answer } from './consultation.ts';
import { findOpinion, updateOpinion, type Opinion } from './consultation.store.server.ts';
import { recordAnswer } from './answer-opinion.server.ts';

/**
 * Makes a link for an expert and posts it; any earlier one is void. Answers the token where it must be handed over,
 * null where it went to the mailbox.
 */
export async function giveLink(
  tx: Tx,
  cx: Context,
  opinion: Opinion,
  linkDays: number,
  delivery: Delivery,
): Promise<string | null> {
  const token = makeToken();
  const to = delivery.byMail ? (opinion.expert?.email ?? null) : null;
  const until = new Date(cx.now.getTime() + linkDays * 86_400_000);
  await updateOpinion(tx, cx.province, opinion.id, {
    token_hash: hashToken(token),
    link_until: until,
    link_mailed: to !== null,
  });
  const link = linkToken(cx.province, token);
  if (to === null || opinion.expert === null) return link;
  const values = {
    name: opinion.expert.name,
    title: opinion.projectTitle,
    due: formatDate(opinion.dueOn),
    until: formatDate(addDays(todayIn(cx.now), linkDays)),
    path: `/opinion/${link}`,
  };
  await post(tx, { letter: 'opinion', to, locale: delivery.locale, values });
  return null;
}

/** A new link for an expert, or none: the one given before opens nothing any more. */
export async function renewOpinionLink(
  cx: Context,
  opinionId: string,
  what: 'renew' | 'revoke',
  delivery: Delivery,
): Promise<Result<{ readonly link: string | null; readonly who: string }>> {
  return transact(cx, async (tx) => {
    const opinion = isId(opinionId)
      ? await findOpinion(tx, cx.province, { id: opinionId }, 'lock')
      : undefined;
    const project = opinion && (await projectFor(tx, cx, opinion.projectId));
    if (!opinion || !project || opinion.expert === null) return refuse('opinion_not_found');
    const permitted = permit(mayConsult(cx.actor));
    if (!permitted.ok) return permitted;

    if (opinion.withdrawn) return refuse('opinion_withdrawn');
    let link: string | null = null;
    if (what === 'revoke')
      await updateOpinion(tx, cx.province, opinion.id, {
        token_hash: null,
        link_until: null,
        link_mailed: false,
      });
    else {
      const { opinions } = await clockRulesOn(tx, cx.province, todayIn(cx.now));
      const { linkDays } = opinions[project.procedure];
      link = await giveLink(tx, cx, opinion, linkDays, delivery);
    }
    await recordEvent(tx, cx, {
      kind: what === 'renew' ? 'appraisal.link_given' : 'appraisal.link_revoked',
      subject: projectSubject(opinion.projectId),
      after: { opinionId: opinion.id },
    });
    return ok({ link, who: opinion.who });
  });
}

/** What the holder of a link is shown, and nothing more of the project. */
export interface AskedExpert {
  readonly opinion: Pick<
    Opinion,
    'who' | 'projectTitle' | 'commonQuestions' | 'questions' | 'dueOn' | 'answers' | 'silence' | 'askedByName'
  >;
  readonly papers: readonly { readonly id: string; readonly title: string }[];
  readonly last: Answer | null;
}

interface Guest {
  readonly db: Database;
  readonly auth: Auth;
  readonly visitor: Visitor;
  readonly now: Date;
}

/** Looks a link up; tries are counted by where they come from. Refuses `too_many_tries`, `link_is_not_valid`. */
async function follow<T>(
  guest: Guest,
  text: string,
  work: (province: string, tokenHash: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const limited = await guest.auth.limits.take('check', placeOf(guest.visitor.address));
  if (!limited.ok) return limited;
  const link = readLinkToken(text);
  return link ? work(link.province, hashToken(link.token)) : refuse('link_is_not_valid');
}

export function readOpinionLink(guest: Guest, text: string): Promise<Result<AskedExpert>> {
  return follow(guest, text, (province, tokenHash) =>
    inProvince({ db: guest.db, province }, async (tx) => {
      const opinion = await findOpinion(tx, province, { tokenHash, now: guest.now }, 'look');
      if (!opinion || opinion.withdrawn) return refuse('link_is_not_valid');
      const { who, projectTitle, commonQuestions, questions, dueOn, answers, silence, askedByName } = opinion;
      const papers = await Promise.all(opinion.papers.map((id) => documentOf(tx, province, id)));
      const [last = null] = await answersTo(tx, province, [opinion.id]);
      return ok({
        opinion: { who, projectTitle, commonQuestions, questions, dueOn, answers, silence, askedByName },
        papers: papers.flatMap((p) => (p?.file_hash ? [{ id: p.id, title: p.title }] : [])),
        last,
      });
    }),
  );
}

/** One of the papers that were chosen for the expert. */
export function readOpinionPaper(guest: Guest, text: string, paperId: string) {
  return follow(guest, text, (province, tokenHash) =>
    inProvince({ db: guest.db, province }, async (tx) => {
      const opinion = await findOpinion(tx, province, { tokenHash, now: guest.now }, 'look');
      if (!opinion || opinion.withdrawn || !opinion.papers.includes(paperId))
        return refuse('link_is_not_valid');
      const paper = await documentOf(tx, province, paperId);
      return paper ? ok({ province, paper, opinion: opinion.id }) : refuse('link_is_not_valid');
    }),
  );
}

/** The expert's answer. Refuses what `takeAnswer` does. */
export async function answerByLink(guest: Guest, text: string, input: AnswerInput): Promise<Result<void>> {
  const limited = await guest.auth.limits.take('form', placeOf(guest.visitor.address));
  if (!limited.ok) return limited;
  return follow(guest, text, (province, tokenHash) =>
    transact({ db: guest.db, province }, async (tx) => {
      const opinion = await findOpinion(tx, province, { tokenHash, now: guest.now }, 'lock');
      if (!opinion || opinion.withdrawn) return refuse('link_is_not_valid');
      return recordAnswer(tx, { province, now: guest.now, actor: null }, opinion, input);
    }),
  );
}
