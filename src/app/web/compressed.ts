import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Handle } from '@sveltejs/kit/hooks';
import { BROTLI_PARAMS, GZIP_LEVEL, THRESHOLD } from '#app/http/encodings.ts';

/** Bytes: a larger page, like all that is no page, is compressed while it is sent, in another thread. */
const LARGEST = 128 * 1024;

/** Best first. */
const encodings: readonly (readonly [string, (page: Uint8Array) => Uint8Array<ArrayBuffer>])[] = [
  ['br', (page) => brotliCompressSync(page, { params: BROTLI_PARAMS })],
  ['gzip', (page) => gzipSync(page, { level: GZIP_LEVEL })],
];

/**
 * A page is compressed whole and sent in one write: handing 40 kB to another thread and back, and sending what
 * comes of it in pieces, takes longer than the compressing.
 */
export const compressed: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const { headers } = response;
  const asked = event.request.headers;
  const encoding = encodings.find(([name]) => accepts(asked.get('accept-encoding') ?? '', name));
  const known = asked.get('if-none-match')?.replace(/^W\//, '') === headers.get('etag');
  if (encoding === undefined || known || !isPage(headers) || event.request.method === 'HEAD') return response;

  const page = new Uint8Array(await response.arrayBuffer());
  if (page.length < THRESHOLD || page.length > LARGEST) return new Response(page, response);
  const [name, compress] = encoding;
  const body = compress(page);
  headers.set('content-encoding', name);
  headers.set('content-length', String(body.length));
  headers.append('vary', 'accept-encoding');
  return new Response(body, { status: response.status, headers });
};

const isPage = (headers: Headers) =>
  headers.get('content-type')?.startsWith('text/html') === true && !headers.has('content-encoding');

const accepts = (header: string, encoding: string) =>
  header.split(',').some((one) => {
    const [name = '', quality = ''] = one.split(';');
    return name.trim() === encoding && !/^\s*q=0(?:\.0*)?\s*$/.test(quality);
  });
