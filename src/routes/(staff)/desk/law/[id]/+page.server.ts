import type { RequestEvent } from '@sveltejs/kit';
import { changeFromForm, editDocumentPage } from '#app/library-desk.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await editDocumentPage(signedIn(locals), params.id)),
  saved: url.searchParams.has('saved'),
});

const changing =
  (change: string) =>
  ({ locals, params, request }: RequestEvent<RouteParams>) =>
    changeFromForm(change, { cx: signedIn(locals), id: params.id, locale: locals.locale, request });

export const actions: Actions = {
  correct: changing('correct'),
  article: changing('article'),
  withdrawArticle: changing('withdrawArticle'),
  relation: changing('relation'),
  withdrawRelation: changing('withdrawRelation'),
  file: changing('file'),
  withdrawFile: changing('withdrawFile'),
};
