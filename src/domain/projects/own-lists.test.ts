import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { askForExport, dropView, exportOf, savedViewsOf, saveView } from '#projects/server';
import { cast, testDatabase, type Cast } from '#testing';

let c: Cast;

beforeAll(async () => {
  c = await cast((await testDatabase()).db);
});

const viewsOf = (cx: Context) => inProvince(cx, (tx) => savedViewsOf(tx, cx));
const asCsv = { format: 'csv', query: 'state=paid', locale: 'vi' } as const;

describe('views and exports of the list of projects', () => {
  it('are an auditor’s own too, and nobody else’s', async () => {
    expectOk(await saveView(c.auditor, { name: 'Đã chi', query: 'state=paid&after=x' }));
    expect(await viewsOf(c.auditor)).toMatchObject([{ name: 'Đã chi', query: 'state=paid' }]);
    expect(await viewsOf(c.centreOfficer)).toEqual([]);
    const [view] = await viewsOf(c.auditor);
    expectOk(await dropView(c.centreOfficer, view!.id));
    expect(await viewsOf(c.auditor)).toHaveLength(1);
    expectOk(await dropView(c.auditor, view!.id));
    expect(await viewsOf(c.auditor)).toEqual([]);

    const { id } = expectOk(await askForExport(c.auditor, asCsv));
    const owner = (cx: Context) => ({ province: cx.province, accountId: cx.actor.accountId });
    const found = (cx: Context) => inProvince(cx, (tx) => exportOf(tx, owner(cx), id));
    expect(await found(c.auditor)).toMatchObject({ state: 'waiting', query: 'state=paid' });
    expect(await found(c.centreOfficer)).toBeUndefined();
  });

  it('are refused to whoever has no such list', async () => {
    for (const cx of [c.owner, c.administrator]) {
      const refused = { refusal: { code: 'not_permitted' } };
      expect(await saveView(cx, { name: 'Của tôi', query: '' })).toMatchObject(refused);
      expect(await dropView(cx, cx.actor.accountId)).toMatchObject(refused);
      expect(await askForExport(cx, asCsv)).toMatchObject(refused);
    }
  });

  it('need a name', async () => {
    expect(await saveView(c.auditor, { name: '  ', query: '' })).toMatchObject({
      refusal: { code: 'view_name_is_missing' },
    });
  });
});
