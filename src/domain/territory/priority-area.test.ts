import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import { testDatabase, type TestDatabase } from '#testing';
import { areaOf, areasOf, importPriorityAreas } from './index.server.ts';
import type { ListedArea } from './priority-area.ts';

const QUY_HOP = '17035';
const CON_CUONG = '17254';
const basis = 'Quyết định 861/QĐ-TTg ngày 04/06/2021';
const listed: ListedArea = {
  communeCode: QUY_HOP,
  area: 'difficult',
  from: '2025-07-01',
  to: '2026-12-31',
  basis,
  verified: false,
};

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});

describe('priority areas', () => {
  it('are unknown while no list is there, and a commune then counts as normal', async () => {
    const on = localDate('2026-11-23');
    expect(await areasOf(t.db, QUY_HOP, on)).toEqual({ areas: [], known: false, verified: false });
    expect(await areaOf(t.db, QUY_HOP, on)).toBe('normal');
  });

  it('hold for their dates, and the gravest counts', async () => {
    const worse = { ...listed, area: 'especially_difficult', from: '2026-06-01', verified: true };
    expectOk(
      await importPriorityAreas(t.owner, [listed, worse, { ...listed, area: 'upland', verified: true }]),
    );
    expect(await areaOf(t.db, QUY_HOP, localDate('2026-05-31'))).toBe('difficult');
    expect(await areaOf(t.db, QUY_HOP, localDate('2026-06-01'))).toBe('especially_difficult');
    expect(await areaOf(t.db, QUY_HOP, localDate('2027-01-01'))).toBe('normal');
    expect(await areasOf(t.db, QUY_HOP, localDate('2026-05-31'))).toEqual({
      areas: ['upland', 'difficult'],
      known: true,
      verified: false,
    });
    expect(await areasOf(t.db, CON_CUONG, localDate('2026-05-31'))).toEqual({
      areas: [],
      known: true,
      verified: false,
    });
  });

  it('come again without doubling, with what was corrected', async () => {
    expectOk(await importPriorityAreas(t.owner, [{ ...listed, verified: true }]));
    expect((await areasOf(t.db, QUY_HOP, localDate('2026-05-31'))).verified).toBe(true);
  });

  it('are refused whole, with every bad row', async () => {
    const refused = await importPriorityAreas(t.owner, [
      { ...listed, communeCode: '99999' },
      { ...listed, area: 'remote' },
      { ...listed, to: '2020-01-01' },
      { ...listed, basis: ' ' },
      { ...listed, communeCode: CON_CUONG },
    ]);
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect([refused.refusal, ...(refused.refusal.also ?? [])].map((r) => [r.params['row'], r.code])).toEqual([
      [1, 'commune_is_unknown'],
      [2, 'area_is_unknown'],
      [3, 'area_dates_are_wrong'],
      [4, 'area_basis_is_missing'],
    ]);
    expect((await areasOf(t.db, CON_CUONG, localDate('2026-05-31'))).areas).toEqual([]);
  });
});
