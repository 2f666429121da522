import { previewFile } from '#app/papers/papers-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params, url }) =>
  previewFile(locals, signedIn(locals), params.id, params.kind, url);
