import { readXlsx } from 'hucre';
import { beforeAll, describe, expect, it } from 'vitest';
import { cast, newWorkshop, submitted, testDatabase, type Cast } from '#testing';
import { expectOk, localDate, newId, readForm, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { readNeed } from '#programmes';
import { enterNeed, openRound, registrationTerm } from '#programmes/server';
import { registrationForm } from '#projects';
import { candidatesFor, findRegistration, makeRegistration, requestNeed } from '#projects/server';
import { findRound } from '#programmes/server';
import { candidatesFile, loadRegistration, registrationFile } from './registration-page.ts';

let people: Cast;
let roundId: string;
let ready: string;
let begun: string;
let request: string;

const letter = expectOk(
  readForm(registrationForm, {
    ...{ sender: 'Sở Công Thương Nghệ An', date: '23/11/2026', to: 'Cục Khuyến công', signer: 'Giám đốc' },
    ...{ past: '12 đề án.', present: '14 đề án.', goals: 'Tăng số đề án điểm.' },
  }),
);
const code = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

beforeAll(async () => {
  const { db } = await testDatabase({ max: 8 });
  people = await cast(db);
  const round = { fiscalYear: 2027, name: 'Khảo sát 2027', closesOn: localDate('2026-12-31'), note: null };
  roundId = expectOk(await openRound(people.centreOfficer, round)).id;
  const enter = async (over: FormFields) => {
    const fields: FormFields = {
      ...{ content: 'MM-01', procedure: 'provincial', title: 'Máy xẻ', machine: 'Máy xẻ', quotation: 'A' },
      ...{ cost: '600 triệu', asked: '250 triệu', ...over },
    };
    const input = expectOk(readNeed(fields));
    return expectOk(await enterNeed(people.centreOfficer, { roundId, clientKey: newId(), input })).id;
  };
  const [one, two, three] = [await newWorkshop(people), await newWorkshop(people), await newWorkshop(people)];
  ready = await enter({ establishment: one.establishmentId, title: 'Sẵn sàng' });
  begun = await enter({ establishment: two.establishmentId, title: 'Đang viết đề nghị' });
  expectOk(await requestNeed(people.centreOfficer, begun));
  await enter({
    establishment: one.establishmentId,
    content: 'NH-01',
    quotation: '',
    title: 'Chưa sẵn sàng',
  });
  await enter({ establishment: three.establishmentId, procedure: 'national', title: 'Quỹ khác' });
  request = await submitted(three.owner, three.establishmentId, { fiscalYear: '2027' });
  await submitted(two.owner, two.establishmentId, { fiscalYear: '2026' });
});

const make = (cx: Context, chosen: readonly string[]) =>
  makeRegistration(cx, { roundId, procedure: 'provincial', chosen: new Set(chosen), letter });

const provincial = new URL('https://khuyencong.test/?procedure=provincial');

describe('a registration', () => {
  it('gathers sent requests of the year and ready needs, also those whose request is not sent yet', async () => {
    const rows = await inProvince(people.centreOfficer, async (tx) => {
      const round = (await findRound(tx, people.province, roundId))!;
      return candidatesFor(tx, people.centreOfficer, round, 'provincial');
    });
    expect(rows.map(({ id, source }) => `${source} ${id}`).toSorted()).toEqual(
      [`need ${ready}`, `need ${begun}`, `request ${request}`].toSorted(),
    );
  });

  it('is made by the centre, of what is chosen; each making takes its own number', async () => {
    expect(code(await make(people.departmentSpecialist, [ready]))).toBe('not_permitted');
    expect(code(await make(people.centreOfficer, []))).toBe('registration_is_empty');
    expect(code(await make(people.centreOfficer, [newId()]))).toBe('registration_is_empty');
    const both = await Promise.all([
      make(people.centreOfficer, [ready, request]),
      make(people.secondOfficer, [ready, begun, request]),
    ]);
    expect(both.map((one) => expectOk(one).no).toSorted()).toEqual([1, 2]);
    const allBut = (left: string, seen: string) =>
      makeRegistration(people.centreOfficer, {
        ...{ roundId, procedure: 'provincial' as const, letter },
        chosen: { left: new Set([left]), seen },
      });
    expect(code(await allBut(ready, 'another list'))).toBe('registration_rows_changed');
    const { seen } = await loadRegistration(people.centreOfficer, roundId, provincial);
    const { id } = expectOk(await allBut(ready, seen));
    const third = await inProvince(people.centreOfficer, (tx) => findRegistration(tx, people.province, id));
    expect(new Set(third!.content.rows.map((row) => row.id))).toEqual(new Set([begun, request]));
    const page = await loadRegistration(people.departmentLeader, roundId, provincial);
    expect(page).toMatchObject({ mayMake: false, term: null, made: [{ no: 3 }, { no: 2 }, { no: 1 }] });
    const all = await candidatesFile(people.departmentLeader, roundId, provincial);
    const { rows } = (await readXlsx(new Uint8Array(await all.arrayBuffer()))).sheets[0]!;
    expect(rows.at(-1)!.slice(4, 6)).toEqual([1_900_000_000, 800_000_000]);
    await expect(loadRegistration(people.communeOfficer, roundId, provincial)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('gives table and letter as they were frozen, sums to the đồng', async () => {
    const { id } = expectOk(await make(people.centreOfficer, [ready, request]));
    const made = await inProvince(people.centreOfficer, (tx) => findRegistration(tx, people.province, id));
    expect(made).toMatchObject({ count: 2, cost: 1_300_000_000n, asked: 550_000_000n });
    const file = async (name: string) =>
      new Uint8Array(await (await registrationFile(people.centreOfficer, true, id, name)).arrayBuffer());
    const rows = (await readXlsx(await file('table.xlsx'))).sheets[0]!.rows;
    expect(rows.flat().join(' ')).toContain('Chưa đối chiếu với mẫu bảng của tỉnh');
    expect(rows.at(-1)!.slice(4, 7)).toEqual([1_300_000_000, 550_000_000, 750_000_000]);
    for (const name of ['table.pdf', 'letter.pdf']) {
      const bytes = await file(name);
      expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-');
      expect(bytes).toEqual(await file(name));
    }
    expect(new TextDecoder('latin1').decode((await file('letter.docx')).subarray(0, 4))).toBe(
      'PK\u0003\u0004',
    );
    await expect(file('other.pdf')).rejects.toMatchObject({ status: 404 });
    await expect(registrationFile(people.communeOfficer, true, id, 'letter.pdf')).rejects.toMatchObject({
      status: 404,
    });
  });

  it('is due by the day the law of its time says', async () => {
    const term = (procedure: 'national' | 'provincial', year: number) =>
      inProvince(people.centreOfficer, (tx) => registrationTerm(tx, people.province, procedure, year));
    expect(await term('national', 2027)).toMatchObject({
      ...{ day: '2026-06-20', before: true, document: '17/2018/TT-BCT', verification: 'excerpt' },
    });
    expect(await term('national', 2018)).toMatchObject({ day: '2017-06-15', document: '36/2013/TT-BCT' });
    expect(await term('national', 2014)).toBeUndefined();
    expect(await term('provincial', 2027)).toBeUndefined();
  });
});
