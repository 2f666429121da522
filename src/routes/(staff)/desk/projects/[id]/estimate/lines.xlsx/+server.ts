import { estimateBook } from '#app/estimates/estimate-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) => estimateBook(signedIn(locals), params.id);
