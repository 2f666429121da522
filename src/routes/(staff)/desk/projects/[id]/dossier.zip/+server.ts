import { error } from '@sveltejs/kit';
import { dossierOf, dossierZip } from '#app/dossier/dossier.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

/** The dossier's files with an index; its size is told first, so that the browser shows how far it is. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const dossier = await dossierOf(cx, runtime().files, params.id);
  if (!dossier) error(404, 'Not found');
  const { stream, size } = dossierZip(runtime().files, dossier, cx.now);
  return new Response(stream, {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`ho-so-${dossier.number || params.id}.zip`)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
