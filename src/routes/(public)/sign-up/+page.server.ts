import { redirect } from '@sveltejs/kit';
import { refuse, todayIn } from '#kernel';
import { requestSignUp } from '#people/server';
import { provinceTitle } from '#territory';
import { provincesOn } from '#territory/server';
import { homeOf } from '#app/access.ts';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import { safeNext } from '#app/web/next.ts';
import { servedProvinces } from '#app/web/provinces.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (locals.session !== null) redirect(303, next ?? homeOf(locals.actor));
  const served = new Set((await servedProvinces(locals.db)).map(({ province }) => province));
  const provinces = await provincesOn(locals.db, todayIn(locals.now));
  return {
    next,
    provinces: provinces
      .filter(({ code }) => served.has(code))
      .map((province) => ({ value: province.code, label: provinceTitle(province) })),
    byMail: deliveryOf(locals).byMail,
  };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    const { province = '', name = '', email = '', phone } = fields;
    const served = await servedProvinces(locals.db);
    if (!served.some((one) => one.province === province))
      return failWith(refuse('choice_is_missing', {}, 'province').refusal, fields, locals.locale);
    const draft = { province, name, email, phone, next: safeNext(fields['next']) };
    const { db, auth } = runtime();
    const answer = await requestSignUp(db, auth, locals.visitor, draft, deliveryOf(locals), locals.now);
    if (!answer.ok) return failWith(answer.refusal, fields, locals.locale);
    return { asked: true as const, errors: [], fields };
  },
};
