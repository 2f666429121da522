import { error } from '@sveltejs/kit';
import { mayFund, type Transfer } from '#funds';
import { transfersOfPosting, withdrawDecision, withdrawForm } from '#funds/server';
import { isId, newId, readForm, todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { closedProjects, projectNames } from '#projects/server';
import { failWith, textFields } from '../answer.ts';
import type { ShownTransfer } from './transfers-page.ts';

/** One posting with all its transfers: the voucher behind a line of the ledger. */
export async function loadPostingPage(cx: Context, id: string) {
  const transfers = mayFund(cx.actor, 'see') ? await transfersOf(cx, id) : [];
  const first = transfers[0];
  if (first === undefined) error(404, 'Not found');
  return {
    transfers,
    closed: await inProvince(cx, (tx) => closedProjects(tx, cx)),
    head: first,
    mayWithdraw: mayFund(cx.actor, 'reverse') && transfers.every(canBeWithdrawn),
    key: newId(cx.now.getTime()),
  };
}

/** Budget decisions are withdrawn here; money of a project on the project's own page, by its acts. */
function canBeWithdrawn(t: Transfer): boolean {
  return t.decision !== null && t.kind !== 'reverse' && t.reversedBy === null;
}

async function transfersOf(cx: Context, id: string): Promise<readonly ShownTransfer[]> {
  if (!isId(id)) return [];
  return inProvince(cx, async (tx) => {
    const transfers = await transfersOfPosting(tx, id);
    const ids = transfers.flatMap((t) => (t.projectId ? [t.projectId] : []));
    const names = await projectNames(tx, cx.province, ids);
    return transfers.map((t) => ({ ...t, project: (t.projectId && names.get(t.projectId)) || null }));
  });
}

export async function withdrawFromForm(cx: Context, locale: Locale, postingId: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(withdrawForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const done = await withdrawDecision(cx, { ...read.value, postingId, on: todayIn(cx.now) });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  return { withdrawn: done.value.postingId };
}
