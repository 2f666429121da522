import { voucherBook } from '#app/settlements/settlement-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url }) => voucherBook(signedIn(locals), params.id, url);
