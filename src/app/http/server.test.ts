import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openLog } from '#platform/server';
import type { Handler } from './kit-handler.ts';
import { startHttp } from './server.ts';

const quiet = {
  metrics: { observe: () => {}, text: () => Promise.resolve(''), contentType: '' },
  log: openLog('silent'),
};

function serve(pages: Handler) {
  return startHttp({
    host: '127.0.0.1',
    port: 0,
    origin: { origin: 'http://127.0.0.1', fixed: false },
    trustProxy: false,
    probes: () => false,
    pages,
    ...quiet,
  });
}

const answering =
  (ms: number): Handler =>
  (_, response) =>
    void setTimeout(() => response.end('done'), ms);

describe('startHttp', () => {
  it('tells the application who asks, whatever the outside wrote under our names', async () => {
    const server = await serve((req, res) => res.end(JSON.stringify(req.headers)));
    const forged = { 'x-kc-address': '6.6.6.6', 'x-kc-host': 'evil.example', 'x-request-id': 'mine' };
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, { headers: forged });
    const seen = (await answer.json()) as Record<string, string>;
    await server.stop(1000);
    expect(seen).toMatchObject({
      'x-kc-address': '127.0.0.1',
      'x-kc-host': `127.0.0.1:${server.port}`,
      'x-kc-protocol': 'http',
    });
    expect(seen['x-request-id']).not.toBe('mine');
  });

  it('compresses pages for those who can read it', async () => {
    const page = 'đồng '.repeat(2000);
    const server = await serve((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
    });
    const address = `http://127.0.0.1:${server.port}/`;
    const compressed = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
    const plain = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await compressed.text()).toBe(page);
    expect(await plain.text()).toBe(page);
    await server.stop(1000);
  });

  it('finishes what is under way when told to stop, and takes nothing new', async () => {
    const server = await serve(answering(300));
    const address = `http://127.0.0.1:${server.port}/`;
    const underWay = fetch(address).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = server.stop(5000);
    await expect(fetch(address)).rejects.toThrow();
    expect(await underWay).toBe('done');
    await stopped;
  });

  it('waits no longer than it was told', async () => {
    const server = await serve(answering(60_000));
    const cutOff = new Promise((resolve) => {
      request({ port: server.port, host: '127.0.0.1' }).on('error', resolve).end();
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server.stop(200);
    expect(await cutOff).toBeInstanceOf(Error);
  });
});
