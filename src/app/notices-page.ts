import { isId } from '#kernel';
import { isStaff, type Actor } from '#people';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { Notice, NoticeKey } from '#records';
import { listNotices, markRead, noticeOf } from '#records/server';

const PAGE_SIZE = 40;

/** A page of the person's own notices, newest first. */
export async function loadNotices(cx: Context, asked: URLSearchParams) {
  const unread = asked.get('view') === 'unread';
  const after = keyFrom(asked.get('after'));
  const found = await inProvince(cx, (tx) => listNotices(tx, cx, { unread, after, size: PAGE_SIZE }));
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    unread,
    rows,
    isFirst: after === null,
    next: found.length > PAGE_SIZE && last ? `${last.at.toISOString()}_${last.id}` : null,
    until: cx.now.toISOString(),
  };
}

function keyFrom(text: string | null): NoticeKey | null {
  const [at = '', id = ''] = text?.split('_') ?? [];
  const time = new Date(at);
  return isId(id) && !Number.isNaN(time.getTime()) ? { at: time, id } : null;
}

/**
 * Whether a page is being opened in a tab: no prefetch, no picture, no script. Browsers say so; who says nothing is an
 * old browser, and a person.
 */
export function isOpenedByPerson(headers: Headers): boolean {
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''} ${headers.get('x-moz') ?? ''}`;
  if (/prefetch|prerender|preview/.test(purpose)) return false;
  return (headers.get('sec-fetch-dest') ?? 'document') === 'document';
}

/** Answers where the subject of a notice is, and marks it as read if it was opened; undefined for anybody else's. */
export async function openNotice(cx: Context, id: string, opened: boolean): Promise<string | undefined> {
  if (!isId(id)) return undefined;
  return inProvince(cx, async (tx) => {
    const notice = await noticeOf(tx, cx, id);
    if (notice === undefined) return undefined;
    if (opened) await markRead(tx, cx, id);
    return placeOf(notice, cx.actor);
  });
}

function placeOf({ subject }: Notice, actor: Actor): string {
  if (subject.kind === 'project')
    return isStaff(actor) ? `/desk/projects/${subject.id}` : `/my/requests/${subject.id}`;
  if (subject.kind === 'council_session') return `/desk/councils/sessions/${subject.id}`;
  if (subject.kind === 'export') return `/desk/projects/exports/${subject.id}`;
  if (subject.kind === 'calendar') return isStaff(actor) ? '/desk/calendar' : '/notices';
  if (subject.kind === 'procedure') return isStaff(actor) ? '/desk/procedures' : '/notices';
  if (subject.kind === 'clock_rules') return isStaff(actor) ? '/desk/procedures/clocks' : '/notices';
  if (subject.kind === 'desk') return isStaff(actor) ? '/desk' : '/my';
  if (subject.kind === 'account') return isStaff(actor) ? '/account/delegation' : '/account';
  if (subject.kind === 'webhook') return '/admin/webhooks';
  if (subject.kind === 'document') return `/documents/${subject.id}`;
  return '/account/notices';
}
