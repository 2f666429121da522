import { needTemplateFile } from '#app/needs/import-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  needTemplateFile(signedIn(locals), locals.locale, params.round);
