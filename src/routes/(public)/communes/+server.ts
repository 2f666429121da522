import { todayIn } from '#kernel';
import { communeTitle, provinceTitle } from '#territory';
import { searchCommunes } from '#territory/server';
import type { RequestHandler } from './$types.js';

/**
 * What the commune picker asks while someone types: `?q=con cuong&province=40`. The answer is the same for
 * everybody and changes with the law only, so browsers and proxies may keep it for a day.
 */
export const GET: RequestHandler = async ({ url, locals }) => {
  const found = await searchCommunes(locals.db, (url.searchParams.get('q') ?? '').slice(0, 100), {
    on: todayIn(locals.now),
    province: url.searchParams.get('province') ?? undefined,
  });
  const results = found.map(({ commune, matched, old }) => ({
    code: commune.code,
    title: communeTitle(commune),
    province: { code: commune.province.code, title: provinceTitle(commune.province) },
    matched,
    old: old ?? null,
  }));
  return Response.json({ results }, { headers: { 'cache-control': 'public, max-age=86400' } });
};
