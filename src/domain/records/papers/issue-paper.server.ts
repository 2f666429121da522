import { randomBytes } from 'node:crypto';
import { isId, ok, refuse, todayIn, yearOf, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { addDocument } from '../add-document.server.ts';
import type { StoredFile } from '../document.ts';
import { recordEvent } from '../event.store.server.ts';
import { takeNumber } from '../number.store.server.ts';
import { CODE_LETTERS, issuingMembership, mayCancel, signOf, unitSign } from './issued-paper.ts';
import { insertIssuedPaper, markCancelled, paperById } from './issued-paper.store.server.ts';

export interface Numbered {
  readonly sign: string;
  readonly no: number;
  readonly issuedOn: LocalDate;
  readonly code: string;
}

/** Sets a paper under its number; run while the register is held, so it answers in milliseconds or gives the number back. */
export type PaperPress = (
  numbered: Numbered,
) => Promise<
  Result<{ readonly content: object; readonly pdf: StoredFile | null; readonly word: StoredFile }>
>;

export interface PaperOrder {
  /** Given with the form, so that a form sent twice issues one paper. */
  readonly id: string;
  readonly kind: string;
  readonly series: string;
  readonly title: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly label: string };
  readonly templateId: string | null;
  /** The paper this one takes the place of. */
  readonly replaces: string | null;
  readonly sample: boolean;
}

/**
 * Issues a paper: takes the next number of the unit, year and abbreviation, sets it, and keeps both forms with its
 * code. In the caller's transaction, who has read what it says. Refuses `paper_not_permitted`,
 * `paper_issued_already`, `issued_paper_not_found` (what it replaces), `paper_replaced_meanwhile`, and what the press refuses.
 */
export async function issuePaper(
  tx: Tx,
  cx: Context,
  order: PaperOrder,
  press: PaperPress,
): Promise<Result<{ readonly id: string; readonly sign: string }>> {
  const member = issuingMembership(cx.actor);
  if (!member) return refuse('paper_not_permitted');
  if (!isId(order.id)) return refuse('issued_paper_not_found');
  const unit = await tx
    .selectFrom('people.unit')
    .select(['id', 'name', 'short_name'])
    .where('province', '=', cx.province)
    .where('id', '=', member.unitId)
    .executeTakeFirstOrThrow();

  const replaced = order.replaces === null ? null : await paperById(tx, cx.province, order.replaces, 'lock');
  if (replaced === undefined || (replaced && replaced.kind !== order.kind))
    return refuse('issued_paper_not_found');
  if (replaced && !mayCancel(cx.actor, replaced.unitId)) return refuse('paper_not_permitted');
  if (replaced && (await isReplaced(tx, cx.province, replaced.id))) return refuse('paper_replaced_meanwhile');

  const issuedOn = todayIn(cx.now);
  const year = yearOf(issuedOn);
  const no = await takeNumber(tx, cx.province, `paper:${unit.id}:${order.series}`, year);
  // Asked only now: whoever sent the same form a moment earlier held the register until here.
  if (await paperById(tx, cx.province, order.id)) return refuse('paper_issued_already');
  const sign = signOf(no, order.series, unitSign(unit.name, unit.short_name));
  const code = makeCode();
  const set = await press({ sign, no, issuedOn, code });
  if (!set.ok) return set;

  const { content, pdf, word } = set.value;
  const add = (file: StoredFile) =>
    addDocument(tx, cx, {
      ...{ kind: 'issued_paper', title: order.title, number: sign, issuedOn },
      ...{ subject: order.subject, file },
    });
  const { sample, templateId } = order;
  await insertIssuedPaper(tx, cx, {
    ...{ id: order.id, kind: order.kind, unit, year, series: order.series, no, sign, issuedOn, code },
    ...{ title: order.title, subject: order.subject, content, templateId, sample },
    replaces: replaced?.id ?? null,
    pdf: pdf && { document: await add(pdf), hash: pdf.hash },
    word: { document: await add(word), hash: word.hash },
  });
  await recordEvent(tx, cx, {
    kind: 'paper.issued',
    subject: order.subject,
    after: { id: order.id, kind: order.kind, sign, pdf: pdf?.hash ?? null, word: word.hash },
  });
  return ok({ id: order.id, sign });
}

/**
 * Cancels an issued paper; its number stays in the register, with the reason. Refuses `issued_paper_not_found`,
 * `paper_not_permitted`, `paper_cancelled_meanwhile`.
 */
export async function cancelPaper(
  tx: Tx,
  cx: Context,
  id: string,
  reason: string,
): Promise<Result<{ readonly sign: string }>> {
  const paper = isId(id) ? await paperById(tx, cx.province, id, 'lock') : undefined;
  if (!paper) return refuse('issued_paper_not_found');
  const permitted = permit(mayCancel(cx.actor, paper.unitId));
  if (!permitted.ok) return refuse('paper_not_permitted');
  if (paper.cancelled) return refuse('paper_cancelled_meanwhile');
  await markCancelled(tx, cx, id, reason);
  await recordEvent(tx, cx, {
    ...{ kind: 'paper.cancelled', subject: paper.subject, reason },
    after: { id, sign: paper.sign },
  });
  return ok({ sign: paper.sign });
}

async function isReplaced(tx: Tx, province: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('records.issued_paper')
    .select('id')
    .where('province', '=', province)
    .where('replaces', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

/** Eighty bits of chance: nobody finds a paper by trying. */
function makeCode(): string {
  return [...randomBytes(16)].map((byte) => CODE_LETTERS[byte % 32]).join('');
}
