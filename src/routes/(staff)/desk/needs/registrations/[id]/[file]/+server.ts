import { registrationFile } from '#app/needs/registration-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  registrationFile(signedIn(locals), locals.sample, params.id, params.file);
