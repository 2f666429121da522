import { error, redirect } from '@sveltejs/kit';
import { todayIn } from '#kernel';
import { checkSetupToken, sampleLoading, setUpProvince, setUpSample, signIn } from '#people/server';
import { SHORTEST_PASSWORD } from '#people';
import { provinceTitle } from '#territory';
import { provincesOn } from '#territory/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { keepCookies } from '#app/web/visitor.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Open until a province is; the token, printed where the system was started, proves who may. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const loading = await sampleLoading(locals.db);
  if (loading?.finished && !loading.failed) redirect(303, '/sign-in');
  if (locals.province !== null && loading === undefined) error(404);
  // The page has no script: while it waits, the browser asks again by itself.
  if (loading && !loading.failed) setHeaders({ refresh: '2' });
  const token = url.searchParams.get('token') ?? '';
  const provinces = await provincesOn(locals.db, todayIn(locals.now));
  return {
    token,
    admitted: await checkSetupToken(locals.db, token),
    provinces: provinces.map((province) => ({ value: province.code, label: provinceTitle(province) })),
    loading: loading ?? null,
    shortestPassword: SHORTEST_PASSWORD,
  };
};

export const actions: Actions = {
  open: async ({ request, locals, cookies }) => {
    if (locals.province !== null) error(404);
    const fields = textFields(await request.formData());
    const {
      province = '',
      departmentName = '',
      centreName = '',
      name = '',
      email = '',
      password = '',
    } = fields;
    const safe = { ...fields, password: '' };
    const { db, auth } = runtime();
    const administrator = { name, email };
    const given = {
      token: fields['token'] ?? '',
      password,
      opening: { province, departmentName, centreName, administrator },
    };
    const opened = await setUpProvince(db, auth, given, locals.now);
    if (!opened.ok) return failWith(opened.refusal, safe, locals.locale);
    const entered = await signIn(auth, locals.visitor, { email, password });
    if (entered.ok) keepCookies(cookies, entered.value);
    redirect(303, '/account/second-factor');
  },
  sample: async ({ request, locals }) => {
    if (locals.province !== null) error(404);
    const fields = textFields(await request.formData());
    const started = await setUpSample(locals.db, fields['token'] ?? '', locals.now);
    if (!started.ok) return failWith(started.refusal, fields, locals.locale);
    redirect(303, '/setup');
  },
};
