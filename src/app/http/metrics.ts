import type pg from 'pg';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** Records one answered request. */
  observe(method: string, path: string, status: number, seconds: number): void;
  /** Everything, in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Classes and not paths: a path holds identifiers, and every new one would be a series of its own. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^\/_app\//, 'asset'],
  [/^\/api\/auth(\/|$)/, 'auth'],
  [/^\/api(\/|$)/, 'api'],
  [/^\/desk(\/|$)/, 'desk'],
  [/^\/my(\/|$)/, 'applicant'],
  [/^\/admin(\/|$)/, 'admin'],
];

export function routeClass(path: string): string {
  return CLASSES.find(([pattern]) => pattern.test(path))?.[1] ?? 'public';
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Measures requests, the application's pool and the job queue (asked for when somebody reads). */
export function openMetrics(pool: pg.Pool, owner: pg.Pool): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'kc_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: 'kc_database_connections',
    help: 'Connections of the application pool, and callers that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'kc_jobs',
    help: 'Jobs in the queue: due, later, running, given up',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await countJobs(owner))) this.set({ state }, count);
    },
  });
  return {
    observe: (method, path, status, seconds) =>
      requests.observe(
        {
          method: METHODS.has(method) ? method : 'other',
          route: routeClass(path),
          status: `${Math.floor(status / 100)}xx`,
        },
        seconds,
      ),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

async function countJobs(owner: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await owner.query<Record<string, bigint>>(`
    select count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= clock_timestamp()) as due,
      count(*) filter (where locked_at is null and attempts < max_attempts and run_at > clock_timestamp()) as later,
      count(*) filter (where locked_at is not null) as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts) as given_up
    from graphile_worker.jobs`);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([state, count]) => [state, Number(count)]));
}
