import { todayIn } from '#kernel';
import { communeTitle, provinceTitle } from '#territory';
import { provincesOn, searchCommunes } from '#territory/server';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ url, locals }) => {
  const on = todayIn(locals.now);
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const province = url.searchParams.get('province') ?? '';
  const provinces = await provincesOn(locals.db, on);
  const known = provinces.some((p) => p.code === province) ? province : undefined;
  const found = await searchCommunes(locals.db, text, { on, province: known, limit: 50 });
  return {
    text,
    chosen: known ?? '',
    provinces: provinces.map((p) => ({ code: p.code, title: provinceTitle(p) })),
    found: found.map(({ commune, matched, old }) => ({
      code: commune.code,
      title: communeTitle(commune),
      province: provinceTitle(commune.province),
      matched,
      old: old ?? null,
    })),
  };
};
