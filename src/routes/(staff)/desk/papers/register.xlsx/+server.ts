import { registerExcel } from '#app/papers/register-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) => registerExcel(signedIn(locals), url);
