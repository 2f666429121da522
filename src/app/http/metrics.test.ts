import { describe, expect, it } from 'vitest';
import { openPool } from '#platform/server';
import { testDatabase } from '#testing';
import { openMetrics, routeClass } from './metrics.ts';

describe('metrics', () => {
  it.each([
    ['/_app/immutable/x.js', 'asset'],
    ['/desk', 'desk'],
    ['/desk/projects/123', 'desk'],
    ['/deskless', 'public'],
    ['/api/v1/projects', 'api'],
    ['/api/auth/session', 'auth'],
  ])('count %s as %s', (path, name) => {
    expect(routeClass(path)).toBe(name);
  });

  it('tell of requests, connections and the job queue', async () => {
    const { owner, urls } = await testDatabase();
    const pool = openPool(urls.app, { max: 1 });
    const metrics = openMetrics(pool, owner);
    metrics.observe('GET', '/desk/projects/1', 200, 0.02);
    metrics.observe('BREW', '/', 404, 0.02);
    await owner.query(`select graphile_worker.add_job('nobody_does_this')`);
    const text = await metrics.text();
    await pool.end();
    expect(text).toContain('kc_http_request_seconds_count{method="GET",route="desk",status="2xx"} 1');
    expect(text).toContain('kc_http_request_seconds_count{method="other",route="public",status="4xx"} 1');
    expect(text).toContain('kc_database_connections{state="waiting"} 0');
    expect(text).toContain('kc_jobs{state="due"} 1');
  });
});
