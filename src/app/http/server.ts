import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { newId } from '#kernel';
import { StartFailure, type Log } from '#platform/server';
import { addressOf, clientHeaders, originOf } from './client.ts';
import { BROTLI_PARAMS, GZIP_LEVEL, THRESHOLD } from './encodings.ts';
import type { Handler } from './kit-handler.ts';
import type { Metrics } from './metrics.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpServer {
  readonly port: number;
  /** Takes no new request, lets those under way finish for `patience` ms, then cuts them off. */
  stop(patience: number): Promise<void>;
}

interface Options {
  readonly host: string;
  readonly port: number;
  /** Where people reach us; `fixed` when an operator said so by ORIGIN. */
  readonly origin: { readonly origin: string; readonly fixed: boolean };
  readonly trustProxy: boolean;
  readonly probes: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Absent: this process answers probes only (a worker). */
  readonly pages: Handler | undefined;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Answers slower than this are worth a line in the log. */
const SLOW_SECONDS = 2;

// What is no page: downloads, answers to programs. Pages come compressed (`web/compressed.ts`).
const compress = compression({
  threshold: THRESHOLD,
  level: GZIP_LEVEL,
  brotli: { params: BROTLI_PARAMS },
});

/** Our own server around the application: it knows how it is reached, who asks, and when to end. */
export async function startHttp(options: Options): Promise<HttpServer> {
  const { log, metrics } = options;
  const headers = securityHeaders(options.origin.origin);
  const server = createServer(
    {
      headersTimeout: 20_000,
      requestTimeout: 600_000, // 30 MB of scans from a mountain commune's connection
      keepAliveTimeout: 65_000, // longer than the 60 s of usual load balancers, so that they close first
    },
    (request, response) => {
      const began = process.hrtime.bigint();
      const id = newId();
      for (const [name, value] of headers) response.setHeader(name, value);
      if (options.probes(request, response)) return;
      tellApplication(request, options, id);
      response.on('close', () => {
        const seconds = Number(process.hrtime.bigint() - began) / 1e9;
        const [method = 'GET', path = '/'] = [request.method, request.url?.split('?')[0]];
        metrics.observe(method, path, response.statusCode, seconds);
        const level = response.statusCode >= 500 || seconds > SLOW_SECONDS ? 'warn' : 'debug';
        log[level](
          { id, method, path, status: response.statusCode, ms: Math.round(seconds * 1000) },
          'request',
        );
      });
      const { pages } = options;
      if (pages)
        compress(request, response, () => pages(request, response, () => response.writeHead(404).end()));
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('this process works on jobs only\n');
    },
  );
  await listen(server, options.host, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    stop: (patience) => stop(server, patience),
  };
}

/** Writes who asks over whatever the outside wrote under our names. */
function tellApplication(request: IncomingMessage, options: Options, id: string): void {
  const { headers, socket } = request;
  const origin = originOf(headers, options.origin);
  headers[clientHeaders.protocol] = origin.protocol.slice(0, -1);
  headers[clientHeaders.host] = origin.host;
  headers[clientHeaders.address] = addressOf(headers, socket.remoteAddress, options.trustProxy);
  headers[clientHeaders.requestId] = id;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen({ host, port }, () => resolve());
  });
}

/** Proves before the long work that the address is free; taken is said at once, not after migrating. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartFailure(
      `Port ${port} on ${host} is taken by another program.`,
      'stop that program, or choose another port: PORT=3001 npm start.',
    );
  if (error.code === 'EACCES')
    return new StartFailure(
      `Port ${port} may not be opened by this user.`,
      'choose a port above 1024 (PORT=3000), with a web server before it.',
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartFailure(
      `HOST=${host} is not an address of this machine.`,
      'set HOST to one of its addresses, or to 0.0.0.0 for all of them.',
    );
  return error;
}

function stop(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience);
    // A connection kept alive becomes idle when its answer is out; only then can it be closed.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
}
