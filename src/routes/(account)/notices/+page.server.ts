import { redirect } from '@sveltejs/kit';
import { textFields } from '#app/answer.ts';
import { loadNotices } from '#app/notices-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { isId } from '#kernel';
import { inProvince } from '#platform/server';
import { markAllRead, markRead } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadNotices(signedIn(locals), url.searchParams);

export const actions: Actions = {
  read: async ({ request, locals, url }) => {
    const cx = signedIn(locals);
    const { id = '' } = textFields(await request.formData());
    if (isId(id)) await inProvince(cx, (tx) => markRead(tx, cx, id));
    redirect(303, url.searchParams.get('view') === 'unread' ? '/notices?view=unread' : '/notices');
  },
  all: async ({ request, locals }) => {
    const cx = signedIn(locals);
    const { until = '' } = textFields(await request.formData());
    const seen = new Date(until);
    const to = Number.isNaN(seen.getTime()) ? cx.now : seen;
    await inProvince(cx, (tx) => markAllRead(tx, cx, to));
    redirect(303, '/notices');
  },
};
