import { templateFile } from '#app/papers/templates-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  templateFile(signedIn(locals), params.kind, params.id);
