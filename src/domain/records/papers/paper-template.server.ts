import { isId, newId, ok, refuse, todayIn, type LocalDate, type Result } from '#kernel';
import { differentPerson } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { insertFile } from '../document.store.server.ts';
import type { StoredFile } from '../document.ts';
import { recordEvent } from '../event.store.server.ts';
import { mayTemplate } from './issued-paper.ts';
import { findTemplate, insertTemplate, updateTemplate } from './paper-template.store.server.ts';

/**
 * Keeps a template that was checked as the next version, to be published by somebody else; without a file the standard
 * one. Refuses `paper_template_not_permitted`.
 */
export async function keepTemplate(
  tx: Tx,
  cx: Context,
  input: { readonly kind: string; readonly file: StoredFile | null; readonly note: string | null },
): Promise<Result<{ readonly id: string }>> {
  if (!mayTemplate(cx.actor, 'draft')) return refuse('paper_template_not_permitted');
  const id = newId(cx.now.getTime());
  if (input.file) await insertFile(tx, cx.province, input.file, cx.now);
  await insertTemplate(tx, cx, { id, ...input });
  await recordEvent(tx, cx, {
    kind: 'paper_template.kept',
    subject: { kind: 'paper_template', id },
    after: { kind: input.kind, hash: input.file?.hash ?? null, note: input.note },
  });
  return ok({ id });
}

/**
 * Publishes a template from a day on, by somebody who did not upload it. Refuses `paper_template_not_found`,
 * `paper_template_not_permitted`, `same_person_may_not`, `paper_template_changed_meanwhile`,
 * `paper_template_from_the_past`.
 */
export async function publishTemplate(
  tx: Tx,
  cx: Context,
  { id, from }: { readonly id: string; readonly from: LocalDate },
): Promise<Result<{ readonly kind: string }>> {
  const template = isId(id) ? await findTemplate(tx, cx.province, id, 'lock') : undefined;
  if (!template) return refuse('paper_template_not_found');
  if (!mayTemplate(cx.actor, 'publish')) return refuse('paper_template_not_permitted');
  const other = differentPerson(cx.actor, template.uploadedBy.id);
  if (!other.ok) return other;
  if (template.state !== 'waiting') return refuse('paper_template_changed_meanwhile');
  if (from < todayIn(cx.now)) return refuse('paper_template_from_the_past', { day: from }, 'from');
  const { accountId } = cx.actor;
  await updateTemplate(tx, cx.province, id, {
    ...{ published_by: accountId, published_at: cx.now, valid_from: from },
  });
  await recordEvent(tx, cx, {
    kind: 'paper_template.published',
    subject: { kind: 'paper_template', id },
    after: { kind: template.kind, version: template.version, from },
  });
  return ok({ kind: template.kind });
}

/** Puts an unpublished template aside. Refuses as publishing does. */
export async function dropTemplate(
  tx: Tx,
  cx: Context,
  id: string,
): Promise<Result<{ readonly kind: string }>> {
  const template = isId(id) ? await findTemplate(tx, cx.province, id, 'lock') : undefined;
  if (!template) return refuse('paper_template_not_found');
  if (!mayTemplate(cx.actor, 'draft')) return refuse('paper_template_not_permitted');
  if (template.state !== 'waiting') return refuse('paper_template_changed_meanwhile');
  await updateTemplate(tx, cx.province, id, { dropped_at: cx.now });
  await recordEvent(tx, cx, {
    kind: 'paper_template.dropped',
    subject: { kind: 'paper_template', id },
    before: { kind: template.kind, version: template.version },
  });
  return ok({ kind: template.kind });
}
