import { needListBook } from '#app/needs/list-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) => needListBook(signedIn(locals), locals.locale, url);
