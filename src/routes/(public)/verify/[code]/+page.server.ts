import { compareFile, loadVerify } from '#app/papers/verify-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
  // Who holds the code may look; no search engine keeps the address.
  setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
  return loadVerify(locals, params.code);
};

export const actions: Actions = {
  default: ({ locals, params, request }) => compareFile(locals, params.code, request),
};
