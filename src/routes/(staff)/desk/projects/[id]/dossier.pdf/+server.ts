import { error } from '@sveltejs/kit';
import { dossierOf, dossierPdf } from '#app/dossier/dossier.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

/** The dossier as one PDF with a bookmark for each paper, written while it is read. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const dossier = await dossierOf(signedIn(locals), runtime().files, params.id);
  if (!dossier || dossier.papers.length === 0) error(404, 'Not found');
  return new Response(dossierPdf(runtime().files, dossier), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`ho-so-${dossier.number || params.id}.pdf`)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
