import { error, redirect } from '@sveltejs/kit';
import { supportForm } from '#app/support-form.ts';
import { postedQuery, queryFields, saySupport } from '#app/support-page.ts';
import { sayRefusal } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { Unsent } from '#app/web/unsent.ts';
import { todayIn } from '#kernel';
import { placeOf } from '#people/server';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/support/answer';

/** The answer, at an address that says the whole question; or the whole form with all that is wrong in it. */
export const load: PageServerLoad = async ({ locals, url, request, isDataRequest }) => {
  const answer = request.method === 'POST' ? null : await answerTo(locals, url, '');
  return { answer: isDataRequest ? { value: answer } : new Unsent(answer) };
};

export const actions: Actions = {
  /**
   * With a tax code, which is in the form and never in an address. A form that carries the question itself is
   * sent on to the question's address: by 303, or with the tax code by 307, which sends the form again.
   */
  default: async ({ locals, url, request }) => {
    const typed = postedQuery(await request.formData());
    const tax = (typed.get('tax') ?? '').trim();
    typed.delete('tax');
    const query = url.search === '' ? `?${typed.toString()}` : url.search;
    if (tax === '') redirect(303, HERE + query);
    if (url.search === '') redirect(307, HERE + query);
    const taken = await runtime().auth.limits.take('check', placeOf(locals.visitor.address));
    if (!taken.ok) error(429, sayRefusal(taken.refusal, locals.locale)[0]?.message ?? '');
    return { answer: await answerTo(locals, url, tax) };
  },
};

async function answerTo(locals: App.Locals, url: URL, tax: string) {
  const today = todayIn(locals.now);
  const fields = { ...queryFields(url.searchParams), ...(tax === '' ? {} : { tax }) };
  const { asked, form } = await supportForm(locals, fields, 'all');
  const said = saySupport(asked, today, locals.locale);
  if (said === null) return { said, form: form() };
  if (url.pathname + url.search !== said.address) redirect(tax === '' ? 303 : 307, said.address);
  const { place, question } = asked;
  return {
    said,
    form: null,
    served: place.ok && place.value.province.code === locals.province,
    query: url.search,
    taxCode: question.ok ? question.value.taxCode : null,
  };
}
