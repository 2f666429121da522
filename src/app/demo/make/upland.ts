import { expectOk, localDate, todayIn } from '#kernel';
import { communesIn, importPriorityAreas, oldDistrictsOf } from '#territory/server';
import { CAST_PROVINCE } from '../cast.ts';
import { workshops } from '../data/workshops.ts';
import type { DemoTools } from '../tools.ts';

/** Districts of the west of the sample province; no official list by commune is at hand, so the rows are unverified. */
const UPLAND = [
  'Quỳ Hợp',
  'Quỳ Châu',
  'Quế Phong',
  'Con Cuông',
  'Tương Dương',
  'Kỳ Sơn',
  'Tân Kỳ',
  'Anh Sơn',
];
const BASIS = 'Danh sách mẫu để minh họa, chưa đối chiếu với quyết định nào';

/** The list of upland communes that priorities by area rest on, for the communes of the workshops. */
export async function listUplandCommunes({ opened, owner }: DemoTools, now: Date): Promise<void> {
  const today = todayIn(now);
  const used = new Set(workshops.map(({ commune }) => commune));
  const communes = (await communesIn(opened.db, CAST_PROVINCE, today)).filter(({ code }) => used.has(code));
  const list: Parameters<typeof importPriorityAreas>[1][number][] = [];
  for (const { code } of communes) {
    const districts = (await oldDistrictsOf(opened.db, { commune: code }, today)) ?? '';
    if (UPLAND.some((name) => districts.includes(`Huyện ${name}`)))
      list.push({
        ...{ communeCode: code, area: 'upland', basis: BASIS, verified: false },
        ...{ from: localDate('2020-01-01'), to: null },
      });
  }
  expectOk(await importPriorityAreas(owner, list));
}
