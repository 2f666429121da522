import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type pg from 'pg';
import { isCurrent, migrationsOf } from '#platform/server';
import { isLocal } from './client.ts';
import type { Metrics } from './metrics.ts';

interface Probed {
  readonly pool: pg.Pool;
  readonly metrics: Metrics;
  readonly metricsToken: string | undefined;
  /** True once the process has been told to end: it finishes its work but wants no more. */
  readonly isStopping: () => boolean;
}

/** A database that has not answered by then is not one to send people to. */
const PATIENCE_MS = 2000;

/**
 * Answers /healthz (the process lives), /readyz (send requests here) and /metrics; false when the
 * request asks for something else.
 */
export function answerProbes(
  probed: Probed,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const migrations = migrationsOf();
  const ready = async (): Promise<[number, string]> => {
    if (probed.isStopping()) return [503, 'stopping'];
    try {
      const current = await within(PATIENCE_MS, isCurrent(probed.pool, migrations));
      return current ? [200, 'ready'] : [503, 'migrations are not current'];
    } catch {
      return [503, 'database not reachable'];
    }
  };
  return (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') answer(response, 200, 'ok');
    else if (path === '/readyz') void ready().then(([status, text]) => answer(response, status, text));
    else if (path === '/metrics') void metricsFor(request, probed).then((a) => answer(response, ...a));
    else return false;
    return true;
  };
}

type Answer = [status: number, text: string, type?: string];

async function metricsFor(request: IncomingMessage, probed: Probed): Promise<Answer> {
  const { metrics, metricsToken } = probed;
  const allowed =
    metricsToken === undefined
      ? isLocal(request.headers, request.socket.remoteAddress)
      : sameText(request.headers.authorization ?? '', `Bearer ${metricsToken}`);
  if (!allowed) return [403, 'metrics are for this machine, or for the bearer of METRICS_TOKEN'];
  try {
    return [200, await within(PATIENCE_MS, metrics.text()), metrics.contentType];
  } catch {
    return [503, 'metrics could not be read'];
  }
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text.endsWith('\n') ? text : `${text}\n`);
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
