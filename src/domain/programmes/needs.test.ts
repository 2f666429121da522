import { beforeAll, describe, expect, it } from 'vitest';
import { cast, newWorkshop, registered, testDatabase, type Cast } from '#testing';
import { expectOk, localDate, newId, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { draftOf, requestNeed } from '#projects/server';
import { needFilterFrom, needKeyFrom, readNeed, readinessOf } from './index.ts';
import {
  addNeedPaper,
  changeNeed,
  changeRound,
  countNeeds,
  enterNeed,
  findNeed,
  listNeeds,
  openRound,
  papersOfNeed,
  removeNeedPaper,
  stepsOn,
  withdrawNeed,
} from './index.server.ts';

let people: Cast;
let roundId: string;
let owner: Context;
let establishmentId: string;

const code = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const closesOn = localDate('2026-12-31');

beforeAll(async () => {
  const { db } = await testDatabase({ max: 12 });
  people = await cast(db);
  ({ establishmentId, owner } = await registered(people));
  const round = { fiscalYear: 2027, name: 'Khảo sát 2027', closesOn, note: null };
  roundId = expectOk(await openRound(people.centreOfficer, round)).id;
});

const typed: FormFields = {
  ...{ name: 'Hộ Lô Văn Sáu', commune: '17035', content: 'MM-01', procedure: 'provincial' },
  title: 'Mua máy xẻ đá',
};
const complete: FormFields = {
  ...{ ...typed, machine: 'Máy xẻ đá D1600', quotation: 'Công ty A, 12/11/2026', ownFunds: 'on' },
  ...{ cost: '600 triệu', asked: '300 triệu', site: 'on', papers: 'on' },
};
const enter = (cx: Context, fields: FormFields, clientKey = newId()) => {
  const read = readNeed(fields);
  return read.ok ? enterNeed(cx, { roundId, clientKey, input: read.value }) : Promise.resolve(read);
};
const read = (id: string) =>
  inProvince(people.centreOfficer, async (tx) => (await findNeed(tx, people.province, id))!);

describe('a round', () => {
  it('is opened by the centre alone, once a year at a time, and not for days gone', async () => {
    const round = { fiscalYear: 2028, name: 'Đợt 2028', closesOn, note: null };
    expect(code(await openRound(people.communeOfficer, round))).toBe('not_permitted');
    expect(code(await openRound(people.centreOfficer, { ...round, closesOn: localDate('2026-11-22') }))).toBe(
      'round_ends_before_today',
    );
    expect(code(await openRound(people.centreOfficer, { ...round, fiscalYear: 2040 }))).toBe(
      'round_year_is_out_of_range',
    );
    const both = await Promise.all([
      openRound(people.centreOfficer, round),
      openRound(people.secondOfficer, { ...round, name: 'Cùng lúc' }),
    ]);
    expect(both.map(code).toSorted()).toEqual(['done', 'round_is_open_already']);
  });

  it('lets the centre enter after its last day, the others no more, and nobody once it is closed', async () => {
    const late = (cx: Context) => ({ ...cx, now: new Date('2027-01-05T03:00:00Z') });
    expect(code(await enter(late(people.communeOfficer), { ...typed, name: 'Hộ đến muộn' }))).toBe(
      'round_is_closed',
    );
    expect(code(await enter(late(people.centreOfficer), { ...typed, name: 'Hộ đến muộn' }))).toBe('done');
    const change = { id: roundId, revision: 1, closed: true };
    expectOk(await changeRound(people.centreOfficer, change));
    expect(code(await changeRound(people.secondOfficer, change))).toBe('round_changed_meanwhile');
    expect(code(await enter(people.centreOfficer, { ...typed, name: 'Hộ quá muộn' }))).toBe(
      'round_is_closed',
    );
    expectOk(await changeRound(people.centreOfficer, { id: roundId, revision: 2, closed: false }));
  });
});

describe('entering a need', () => {
  it('answers everything wrong at once', () => {
    const refused = readNeed({ taxCode: '12', cost: '1 tỷ', asked: '2 tỷ' });
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    const all = [refused.refusal, ...(refused.refusal.also ?? [])];
    expect(all.map(({ field }) => field).toSorted()).toEqual(
      ['commune', 'content', 'name', 'procedure', 'taxCode', 'title'].toSorted(),
    );
    expect(code(readNeed({ ...typed, cost: '1 tỷ', asked: '2 tỷ' }))).toBe('need_asks_more_than_cost');
  });

  it('is one need when the same form is sent twice at once, and one a business and content', async () => {
    const key = newId();
    const [one, two] = await Promise.all([
      enter(people.communeOfficer, typed, key),
      enter(people.communeOfficer, typed, key),
    ]);
    expect(expectOk(one).id).toBe(expectOk(two).id);
    const both = await Promise.all([
      enter(people.communeOfficer, { ...typed, name: 'Hộ Vi Thị Bảy' }),
      enter(people.centreOfficer, { ...typed, name: 'HỘ VI THỊ BẢY' }),
    ]);
    expect(both.map(code).toSorted()).toEqual(['done', 'need_is_there_already']);
    expect(code(await enter(people.communeOfficer, { ...typed, content: 'NH-01' }))).toBe('done');
  });

  it('stays within one’s commune or establishment; the register fills in a known tax code', async () => {
    expect(code(await enter(people.communeOfficer, { ...typed, commune: '16690' }))).toBe(
      'need_is_elsewhere',
    );
    expect(code(await enter(people.communeOfficer, { ...typed, commune: '99999' }))).toBe(
      'need_has_no_commune',
    );
    expect(code(await enter(people.communeOfficer, { ...typed, content: 'XX-99' }))).toBe(
      'need_content_is_unknown',
    );
    expect(code(await enter(people.secondOwner, { ...typed, establishment: establishmentId }))).toBe(
      'need_is_elsewhere',
    );
    expect(
      code(await enter(people.secondCommuneOfficer, { ...typed, commune: '16690', taxCode: '0100109106' })),
    ).toBe('need_establishment_is_elsewhere');
    const known = expectOk(
      await enter(people.communeOfficer, { ...typed, content: 'MH-01', taxCode: '0100109106' }),
    );
    expect(await read(known.id)).toMatchObject({ establishmentId, name: 'Công ty TNHH Đá mỹ nghệ Phủ Quỳ' });
  });
});

describe('readiness', () => {
  it('adds up the steps done; neither machine nor quotation is only a title', async () => {
    const { steps } = await inProvince(people.centreOfficer, (tx) =>
      stepsOn(tx, people.province, localDate('2026-11-23')),
    );
    const of = (fields: FormFields, known: string | null) =>
      readinessOf({ ...expectOk(readNeed(fields)), establishmentId: known }, steps);
    expect(of(typed, null)).toMatchObject({ score: 0, standing: 'title' });
    expect(of({ ...typed, cost: '1 tỷ', site: 'on' }, establishmentId)).toMatchObject({
      standing: 'title',
      score: 35,
    });
    expect(of({ ...complete, quotation: '' }, establishmentId)).toMatchObject({
      standing: 'preparing',
      score: 75,
      missing: [expect.objectContaining({ code: 'quotation', required: true })],
    });
    expect(of({ ...complete, site: '', papers: '' }, establishmentId)).toMatchObject({
      standing: 'ready',
      score: 85,
    });
    expect(of(complete, establishmentId)).toMatchObject({ standing: 'ready', score: 100, missing: [] });
  });
});

describe('a need that stands', () => {
  it('is changed by one of two at once, taken back and put back', async () => {
    const { id } = expectOk(await enter(people.communeOfficer, { ...typed, name: 'Hộ Chín' }));
    const input = expectOk(readNeed({ ...typed, name: 'Hộ Chín', machine: 'Máy tiện' }));
    const both = await Promise.all([
      changeNeed(people.communeOfficer, { id, revision: 1, input }),
      changeNeed(people.centreOfficer, { id, revision: 1, input }),
    ]);
    expect(both.map(code).toSorted()).toEqual(['done', 'need_changed_meanwhile']);
    expect(code(await changeNeed(people.secondCommuneOfficer, { id, revision: 2, input }))).toBe(
      'need_not_found',
    );
    expect(code(await changeNeed(people.auditor, { id, revision: 2, input }))).toBe('not_permitted');
    expectOk(await withdrawNeed(people.communeOfficer, { id, revision: 2, withdrawn: true }));
    const again = expectOk(await enter(people.communeOfficer, { ...typed, name: 'Hộ Chín' }));
    const back = { id, revision: 3, withdrawn: false };
    expect(code(await withdrawNeed(people.communeOfficer, back))).toBe('need_is_there_already');
    expectOk(await withdrawNeed(people.communeOfficer, { id: again.id, revision: 1, withdrawn: true }));
    expectOk(await withdrawNeed(people.communeOfficer, back));
    expect(await read(id)).toMatchObject({ machine: 'Máy tiện', withdrawn: false });
  });

  it('becomes a request once, everything filled in, however many press at once', async () => {
    const workshop = await newWorkshop(people);
    const fields = { ...complete, establishment: workshop.establishmentId };
    const { id } = expectOk(await enter(people.communeOfficer, fields));
    expect(code(await requestNeed(people.communeOfficer, id))).toBe('not_permitted');
    const made = await Promise.all(
      [people.centreOfficer, people.secondOfficer, workshop.owner].map((cx) => requestNeed(cx, id)),
    );
    expect(new Set(made.map((one) => expectOk(one).id)).size).toBe(1);
    const projectId = expectOk(made[0]!).id;
    const draft = await inProvince(owner, (tx) => draftOf(tx, people.province, projectId));
    expect(draft?.fields).toMatchObject({
      ...{ title: 'Mua máy xẻ đá', fiscalYear: '2027', contentCode: 'MM-01', asked: '300000000' },
      ...{ 'machines.0.name': 'Máy xẻ đá D1600', 'costLines.0.unitPrice': '600000000' },
    });
    const need = await read(id);
    expect(need.projectId).toBe(projectId);
    const input = expectOk(readNeed(fields));
    expect(code(await changeNeed(people.centreOfficer, { id, revision: need.revision, input }))).toBe(
      'need_is_a_request',
    );
  });

  it('is no request while a required step is missing or it is taken back', async () => {
    const workshop = await newWorkshop(people);
    const fields = { ...complete, establishment: workshop.establishmentId, quotation: '' };
    const { id } = expectOk(await enter(people.communeOfficer, fields));
    expect(code(await requestNeed(people.centreOfficer, id))).toBe('need_is_not_ready');
    expectOk(await withdrawNeed(people.centreOfficer, { id, revision: 1, withdrawn: true }));
    expect(code(await requestNeed(people.centreOfficer, id))).toBe('need_is_withdrawn');
    expect(code(await requestNeed(people.secondOwner, id))).toBe('need_not_found');
  });
});

it('lists page by page, without accents, in the communes one may see', async () => {
  const filter = (query: string) => needFilterFrom(new URLSearchParams(query));
  const walk = async (query: string, communes: readonly string[] | null) => {
    const titles: string[] = [];
    for (let after: string | null = null; ;) {
      const key = needKeyFrom(after, filter(query).sort);
      const page = await inProvince(people.centreOfficer, (tx) =>
        listNeeds(tx, roundId, filter(query), communes, { after: key, size: 2 }),
      );
      titles.push(...page.rows.map(({ name, score }) => `${score} ${name}`));
      after = page.next;
      if (after === null) return titles;
    }
  };
  const all = await walk('sort=score', null);
  expect(all.length).toBeGreaterThan(6);
  expect(all).toEqual(all.toSorted((a, b) => Number.parseInt(b) - Number.parseInt(a)));
  expect((await walk('', null)).toSorted()).toEqual(all.toSorted());
  expect(await walk('q=vi+thi+bay', null)).toHaveLength(1);
  expect(await walk('commune=16690', null)).toEqual([]);
  expect(await walk('', ['16690'])).toEqual([]);
  expect(await walk('commune=17035', ['16690'])).toEqual([]);
  expect(await walk('requested=yes', null)).toHaveLength(1);
  const count = (query: string, most: number) =>
    inProvince(people.centreOfficer, (tx) => countNeeds(tx, roundId, filter(query), null, most));
  expect(await count('', 1000)).toBe(all.length);
  expect(await count('', 3)).toBe(3);
});

describe('a photo beside a need', () => {
  const photo = (n: number, mediaType = 'image/jpeg') => ({
    ...{ hash: String(n).repeat(64).slice(0, 64), size: 1000 + n, mediaType, fileName: `Báo giá ${n}.jpg` },
  });
  const kept = (id: string) =>
    inProvince(people.centreOfficer, (tx) => papersOfNeed(tx, people.province, id));

  it('stands for the quotation that was not named, once however often it is sent, and goes with the request', async () => {
    const { establishmentId, owner } = await newWorkshop(people);
    const fields = { ...complete, establishment: establishmentId, quotation: '' };
    const { id } = expectOk(await enter(people.centreOfficer, fields));
    expect(await read(id)).toMatchObject({ quotation: null, standing: 'preparing' });
    const send = (cx: Context, n: number, type?: string) =>
      addNeedPaper(cx, { id, kind: 'quotation', file: photo(n, type) });
    expect(code(await send(people.centreOfficer, 9, 'application/zip'))).toBe('need_paper_is_no_picture');
    expect(code(await send(people.financeOfficer, 1))).toBe('not_permitted');
    const twice = await Promise.all([send(owner, 1), send(owner, 1)]);
    expect(twice.map(code)).toEqual(['done', 'done']);
    expect(await kept(id)).toHaveLength(1);
    expect(await read(id)).toMatchObject({ quotation: 'Báo giá 1.jpg', standing: 'ready' });
    for (const n of [2, 3, 4, 5, 6]) expectOk(await send(owner, n));
    expect(code(await send(owner, 7))).toBe('need_has_too_many_papers');

    const first = (await kept(id)).find(({ paper }) => paper.title === 'Báo giá 1.jpg')!.paper.document;
    expectOk(await removeNeedPaper(owner, { id, document: first }));
    expect(code(await removeNeedPaper(owner, { id, document: first }))).toBe('need_paper_is_gone');
    expect(await read(id)).toMatchObject({ quotation: null, standing: 'preparing' });
    expectOk(await send(owner, 1));

    const { id: project } = expectOk(await requestNeed(owner, id));
    const draft = await inProvince(owner, (tx) => draftOf(tx, people.province, project));
    expect(draft?.fields['machines.0.quotation']).toMatch(/^[0-9a-f-]{36}$/);
    expect(code(await send(owner, 8))).toBe('need_is_a_request');
  });
});
