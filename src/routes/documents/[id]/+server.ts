import { error } from '@sveltejs/kit';
import { signedIn } from '#app/signed-in.ts';
import { seenDocument } from '#app/web/seen-document.ts';
import { storedFile } from '#app/web/stored-file.ts';
import { m } from '#messages';
import { inProvince } from '#platform/server';
import { noteReading } from '#records/server';
import type { RequestHandler } from './$types.js';

/** A paper, for those who may see what it belongs to. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const paper = await inProvince(cx, (tx) => seenDocument(tx, cx, params.id));
  if (!paper?.file_hash || !paper.media_type) error(404, 'Not found');
  // Gone, and why.
  if (paper.scan_finding) error(410, m.files_infected({ finding: paper.scan_finding }));
  const { file_hash: hash, media_type: mediaType, size, file_name: fileName } = paper;
  const file = { hash, mediaType, size: size ?? 0n, fileName: fileName ?? 'file' };
  const sensitive = await noteReading(cx, cx, paper);
  // A copy kept by the browser would be opened again without a line in the register.
  return storedFile(
    cx.province,
    file,
    sensitive ? 'private, no-store' : 'private, max-age=31536000, immutable',
  );
};
