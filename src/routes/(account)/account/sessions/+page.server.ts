import { redirect } from '@sveltejs/kit';
import { endSessions, listSessions } from '#people/server';
import { textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { deviceOf } from '#app/web/device-name.ts';
import { ownSession } from '#app/web/own-session.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const { sessionId, userId, provinces } = ownSession(locals);
  const sessions = await listSessions(runtime().auth, userId, locals.now);
  return {
    severalProvinces: provinces.length > 1,
    sessions: sessions.map(({ userAgent, ...session }) => ({
      ...session,
      device: deviceOf(userAgent),
      current: session.id === sessionId,
    })),
  };
};

export const actions: Actions = {
  end: async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    await endSessions(runtime().auth, ownSession(locals).userId, { only: id });
    redirect(303, '/account/sessions');
  },
  others: async ({ locals }) => {
    const { userId, sessionId } = ownSession(locals);
    await endSessions(runtime().auth, userId, { allBut: sessionId });
    redirect(303, '/account/sessions');
  },
};
