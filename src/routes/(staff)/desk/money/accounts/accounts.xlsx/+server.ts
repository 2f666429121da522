import { yearAccountsBook } from '#app/settlements/year-accounts-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) =>
  yearAccountsBook(signedIn(locals), locals.locale, url);
