import { candidatesFile } from '#app/needs/registration-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url }) =>
  candidatesFile(signedIn(locals), params.round, url);
