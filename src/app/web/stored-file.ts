import { Readable } from 'node:stream';
import { extensionOf } from '#records';
import { keyOf } from '#records/server';
import { runtime } from '../runtime.ts';

/**
 * Answers with a stored file. Never shown as a page of ours: a stored file is hostile until proven otherwise.
 * @param folder the province whose file it is, or the library's
 */
export async function storedFile(
  folder: string,
  file: {
    readonly hash: string;
    readonly size: bigint | number;
    readonly mediaType: string;
    readonly fileName: string;
  },
  cache: string,
): Promise<Response> {
  const stream = await runtime().files.getStream(keyOf(folder, file.hash));
  const inline = file.mediaType === 'application/pdf' || file.mediaType.startsWith('image/');
  const name = `${file.fileName.replace(/\.[^.]*$/, '')}.${extensionOf(file.mediaType, file.fileName)}`;
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': inline ? file.mediaType : 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': cache,
    },
  });
}
