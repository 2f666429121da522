import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { mayFund } from '#funds';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { extensionOf } from '#records';
import { documentOf, keyOf } from '#records/server';
import type { RequestHandler } from './$types.js';

/** A paper, for those who may see what it belongs to. Never shown as a page of ours: a stored file is hostile until proven otherwise. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const paper = await inProvince(cx, async (tx) => {
    const found = /^[0-9a-f-]{36}$/.test(params.id)
      ? await documentOf(tx, cx.province, params.id)
      : undefined;
    if (!found?.file_hash) return undefined;
    if (found.subject_kind === 'fund') return mayFund(cx.actor, 'see') ? found : undefined;
    if (found.subject_kind !== 'project') return undefined;
    return (await projectFor(tx, cx, found.subject_id)) && found;
  });
  if (!paper?.file_hash || !paper.media_type) error(404, 'Not found');
  const stream = await runtime().files.getStream(keyOf(cx.province, paper.file_hash));
  const inline = paper.media_type === 'application/pdf' || paper.media_type.startsWith('image/');
  const name =
    (paper.file_name ?? 'file').replace(/\.[^.]*$/, '') +
    '.' +
    extensionOf(paper.media_type, paper.file_name ?? '');
  return new Response(toWeb(stream), {
    headers: {
      'content-type': inline ? paper.media_type : 'application/octet-stream',
      'content-length': String(paper.size ?? 0n),
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
};

function toWeb(stream: NodeJS.ReadableStream): ReadableStream {
  return Readable.toWeb(stream as Readable) as ReadableStream;
}
