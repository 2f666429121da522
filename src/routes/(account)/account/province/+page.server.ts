import { redirect } from '@sveltejs/kit';
import { refuse, todayIn } from '#kernel';
import { chooseProvince, currentSession } from '#people/server';
import { provinceTitle } from '#territory';
import { provincesOn } from '#territory/server';
import { homeOf } from '#app/access.ts';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { ownSession } from '#app/web/own-session.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const session = ownSession(locals);
  const names = await provincesOn(locals.db, todayIn(locals.now));
  return {
    chosen: locals.actor?.province ?? null,
    email: session.email,
    provinces: session.provinces.map((code) => {
      const province = names.find((one) => one.code === code);
      return { code, title: province ? provinceTitle(province) : code };
    }),
  };
};

export const actions: Actions = {
  default: async ({ request, locals, cookies }) => {
    const { province = '' } = textFields(await request.formData());
    const { db, auth } = runtime();
    if (!(await chooseProvince(auth, ownSession(locals), province)))
      return failWith(refuse('choice_is_missing', {}, 'province').refusal, {}, locals.locale);
    const session = await currentSession(db, auth, cookies.get(auth.sessionCookie), locals.now);
    redirect(303, homeOf(session?.actor ?? null));
  },
};
