import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressed } from './compressed.ts';

const page = `<!doctype html><p>${'Khuyến công '.repeat(400)}</p>`;
const html = { 'content-type': 'text/html', etag: '"one"' };

/** What is sent for a page to who asks for it so. */
async function sent(
  asked: Readonly<Record<string, string>>,
  body = page,
  headers: Readonly<Record<string, string>> = html,
) {
  const request = new Request('https://kc.test/', { headers: asked });
  const response = await compressed({
    event: { request } as never,
    resolve: () => Promise.resolve(new Response(body, { status: 201, headers })),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const encoding = response.headers.get('content-encoding');
  if (encoding !== null) {
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(bytes.length).toBeLessThan(body.length / 10);
  }
  expect(response.status).toBe(201);
  const plain = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''];
  expect((plain?.(bytes) ?? bytes).toString()).toBe(body);
  return encoding;
}

it('compresses a page as the reader can read it, best first', async () => {
  expect(await sent({ 'accept-encoding': 'gzip, deflate, br, zstd' })).toBe('br');
  expect(await sent({ 'accept-encoding': 'gzip;q=0.8, br;q=0.0' })).toBe('gzip');
  expect(await sent({ 'accept-encoding': 'deflate, brotli' })).toBe(null);
  expect(await sent({})).toBe(null);
});

it('leaves alone what is no page, what is small or large, and what the reader has already', async () => {
  const asked = { 'accept-encoding': 'br' };
  expect(await sent(asked, page, { 'content-type': 'text/csv' })).toBe(null);
  expect(await sent(asked, '<p>Chào</p>')).toBe(null);
  expect(await sent(asked, page.repeat(40))).toBe(null);
  expect(await sent({ ...asked, 'if-none-match': 'W/"one"' })).toBe(null);
});
