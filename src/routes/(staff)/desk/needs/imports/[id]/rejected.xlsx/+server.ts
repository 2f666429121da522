import { rejectedRowsFile } from '#app/needs/import-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  rejectedRowsFile(signedIn(locals), locals.locale, params.id);
