import { error, redirect } from '@sveltejs/kit';
import { isOpenedByPerson, openNotice } from '#app/notices-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

/** Opens what a notice is about; having opened it is having read it: opened by a person, not fetched ahead by a browser. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const place = await openNotice(signedIn(locals), params.id, isOpenedByPerson(request.headers));
  if (place === undefined) error(404, 'Not found');
  redirect(303, place);
};
