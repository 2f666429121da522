import { debtBook } from '#app/settlements/debts-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) => debtBook(signedIn(locals), locals.locale, url);
