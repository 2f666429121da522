import { error } from '@sveltejs/kit';
import { ADDRESS_HEADER } from '#people/server';
import { runtime } from '#app/runtime.ts';
import type { RequestHandler } from './$types.js';

/** The way back from the identity provider: the one address of better-auth's that is open to the web. */
export const GET: RequestHandler = ({ request, locals, url }) => {
  const { auth } = runtime();
  if (auth.withProvider === undefined) error(404);
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, locals.visitor.address);
  return auth
    .withProvider()
    .handler(new Request(new URL(url.pathname + url.search, auth.origin), { headers }));
};
