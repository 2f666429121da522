import { error } from '@sveltejs/kit';
import { signedIn } from '#app/signed-in.ts';
import { storedFile } from '#app/web/stored-file.ts';
import { hearsProject, seesCouncil } from '#appraisal/server';
import { mayFund } from '#funds';
import { inProvince } from '#platform/server';
import { readNeedOf } from '#programmes/server';
import { projectFor } from '#projects/server';
import { documentOf, noteReading } from '#records/server';
import type { RequestHandler } from './$types.js';

/** A paper, for those who may see what it belongs to. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const paper = await inProvince(cx, async (tx) => {
    const found = /^[0-9a-f-]{36}$/.test(params.id)
      ? await documentOf(tx, cx.province, params.id)
      : undefined;
    if (!found?.file_hash) return undefined;
    if (found.subject_kind === 'fund') return mayFund(cx.actor, 'see') ? found : undefined;
    if (found.subject_kind === 'council')
      return (await seesCouncil(tx, cx, found.subject_id)) ? found : undefined;
    if (found.subject_kind === 'need')
      return (await readNeedOf(tx, cx, found.subject_id)).ok ? found : undefined;
    if (found.subject_kind !== 'project') return undefined;
    const seen =
      (await projectFor(tx, cx, found.subject_id)) ?? (await hearsProject(tx, cx, found.subject_id));
    return seen ? found : undefined;
  });
  if (!paper?.file_hash || !paper.media_type) error(404, 'Not found');
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
