import { previewTemplate } from '#app/papers/templates-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url }) =>
  previewTemplate(locals, signedIn(locals), params.kind, url);
