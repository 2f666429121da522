import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, ok, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { publishNormSet } from '#projects/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import {
  addOwnContent,
  changeOwnContent,
  loadContents,
  ownContents,
  removeOwnContent,
  saveNormDraft,
  startNormDraft,
} from './index.server.ts';

const DOCUMENT = '32/2021/QĐ-UBND';
const tools = {
  group: 3,
  nameVi: 'Dụng cụ sản xuất cho làng nghề',
  nameEn: 'Tools for craft villages',
  document: DOCUMENT,
  article: 'Điều 5',
};

let database: TestDatabase;
let here: Cast;
let there: Cast;

beforeAll(async () => {
  database = await testDatabase();
  here = await cast(database.db);
  there = await cast(database.db, { province: '38' });
});

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const known = (cx: Context) =>
  inProvince(cx, async (tx) => [...(await loadContents(tx, cx.province)).keys()]);
const add = (cx: Context, code: string, over: Partial<typeof tools> = {}) =>
  addOwnContent(cx, { code, ...tools, ...over });

describe('a content of the province', () => {
  it('is known there alone; the same code in another province is another content', async () => {
    expect(expectOk(await add(here.departmentSpecialist, 'ln-01')).code).toBe('LN-01@40');
    expect(await known(here.centreOfficer)).toContain('LN-01@40');
    expect((await known(here.centreOfficer)).slice(0, -1)).toEqual(await known(there.centreOfficer));
    expect(
      expectOk(await add(there.departmentSpecialist, 'LN-01', { document: '28/2018/TT-BTC' })).code,
    ).toBe('LN-01@38');
    expect((await known(here.centreOfficer)).filter((code) => code.startsWith('LN'))).toEqual(['LN-01@40']);
  });

  it('needs its form, a document of the library, and somebody who writes norms', async () => {
    expect(codeOf(await add(here.departmentSpecialist, 'LN-01'))).toBe('content_is_taken');
    expect(codeOf(await add(here.departmentSpecialist, 'L-1'))).toBe('content_code_is_malformed');
    expect(codeOf(await add(here.departmentSpecialist, 'LN-02', { document: '9/1900/NQ-HĐND' }))).toBe(
      'norm_document_is_unknown',
    );
    expect(codeOf(await add(here.centreOfficer, 'LN-02'))).toBe('not_permitted');
    expect(codeOf(await removeOwnContent(here.centreOfficer, 'LN-01@40'))).toBe('not_permitted');
  });

  it('changes while nothing uses it; nobody changes another’s or the nation’s', async () => {
    const better = { ...tools, nameVi: 'Công cụ, dụng cụ cho làng nghề' };
    expectOk(await changeOwnContent(here.departmentSpecialist, 'LN-01@40', better));
    const [own] = await inProvince(here.centreOfficer, (tx) => ownContents(tx, '40'));
    expect(own).toMatchObject({ nameVi: better.nameVi, sets: 0, document: `${DOCUMENT}@40` });
    for (const code of ['LN-01@38', 'MM-01', 'ZZ-99@40'])
      expect(codeOf(await changeOwnContent(here.departmentSpecialist, code, better)), code).toBe(
        'content_is_not_own',
      );
    // Beneath the use case the database holds it too.
    await inProvince(here.departmentSpecialist, async (tx) => {
      const changed = await tx.deleteFrom('law.content').where('code', 'in', ['LN-01@38', 'MM-01']).execute();
      expect(changed[0]?.numDeletedRows).toBe(0n);
    });
  });

  it('stays as it is once a draft, a set or a project uses it', async () => {
    const cx = here.departmentSpecialist;
    expectOk(await add(cx, 'LN-05'));
    expectOk(await removeOwnContent(cx, 'LN-05@40'));
    const { id } = expectOk(await startNormDraft(cx, { from: 'nothing', fund: 'local' }));
    const row = {
      content: 'LN-01@40',
      unit: 'craft_village' as const,
      rule: { kind: 'up_to' as const, cap: '50 triệu' },
      verification: 'full_text' as const,
      examples: [{ costs: ['80 triệu'], amount: '50 triệu' }],
    };
    expectOk(
      await saveNormDraft(cx, id, 1, (input) =>
        ok({
          ...input,
          document: DOCUMENT,
          from: '2026-12-01',
          verification: 'full_text' as const,
          norms: [row],
        }),
      ),
    );
    expect(await removeOwnContent(cx, 'LN-01@40')).toMatchObject({
      refusal: { code: 'content_is_in_use', params: { content: 'LN-01@40', drafts: '1', sets: '0' } },
    });
    expectOk(await changeOwnContent(cx, 'LN-01@40', tools));
    expectOk(await publishNormSet(here.secondLeader, { draftId: id, revision: 2, reason: null }));
    expect(codeOf(await changeOwnContent(cx, 'LN-01@40', tools))).toBe('content_is_in_use');
    expect(codeOf(await removeOwnContent(cx, 'LN-01@40'))).toBe('content_is_in_use');
  });
});
