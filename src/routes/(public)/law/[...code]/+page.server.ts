import { documentPage } from '#app/library-document.ts';
import { documentAtAddress } from '#app/library-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const document = await documentAtAddress(locals, params.code, url.search);
  return {
    ...(await documentPage(locals, document, url.searchParams.get('on'))),
    saved: url.searchParams.has('saved'),
  };
};
