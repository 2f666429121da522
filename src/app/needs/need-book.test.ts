import { readXlsx, writeXlsx } from 'hucre';
import { beforeAll, expect, it } from 'vitest';
import { cast, registered, testDatabase, type Cast } from '#testing';
import { expectOk, localDate, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { needColumns, needFilterFrom } from '#programmes';
import { countNeeds, enterNeed, importNeeds, openRound, takeRightRows } from '#programmes/server';
import { readNeed } from '#programmes';
import { loadImportResult, rejectedRowsFile } from './import-page.ts';
import { columnTitle, needTemplate, readNeedBook } from './need-book.ts';

type Cell = string | number | boolean | null;

let people: Cast;
let roundId: string;
let year = 2027;

beforeAll(async () => {
  const { db } = await testDatabase({ max: 8 });
  people = await cast(db);
  await registered(people);
});

async function newRound(): Promise<void> {
  const round = { fiscalYear: year++, name: 'Khảo sát', closesOn: localDate('2026-12-31'), note: null };
  roundId = expectOk(await openRound(people.centreOfficer, round)).id;
}

const titles = needColumns.map((_, i) => columnTitle(i));
/** A right row; every one is another household's. */
const row = (i: number): Cell[] => [
  ...[`Hộ kinh doanh số ${i}`, null, i % 2 ? 'Quỳ Hợp' : 'xã Quỳ Hợp', 912345678, 'MM-01', 'Địa phương'],
  ...[
    'Mua máy',
    i % 3 ? 'Máy xẻ' : null,
    i % 3 ? 'Báo giá' : null,
    600_000_000,
    '300 triệu',
    'x',
    true,
    '',
    null,
  ],
];
const book = async (rows: readonly Cell[][], head: readonly string[] = titles) =>
  new Uint8Array(await writeXlsx({ sheets: [{ name: 'Nhu cầu', rows: [[...head], ...rows] }] }));
const at = (rows: Cell[][], index: number, column: (typeof needColumns)[number], cell: Cell) => {
  rows[index]![needColumns.indexOf(column)] = cell;
};
async function send(cx: Context, bytes: Uint8Array): Promise<Result<{ id: string }>> {
  const read = await readNeedBook(bytes);
  return read.ok ? importNeeds(cx, { roundId, fileName: 'nhu-cau.xlsx', ...read.value }) : read;
}
const count = () =>
  inProvince(people.centreOfficer, (tx) =>
    countNeeds(tx, roundId, needFilterFrom(new URLSearchParams()), null, 20_000),
  );
const code = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);

it('refuses a book of 10,000 needs with 37 wrong rows whole, names all 37, and takes the others in only when asked', async () => {
  await newRound();
  const rows = Array.from({ length: 10_000 }, (_, i) => row(i));
  const bad: [number, (typeof needColumns)[number], Cell, string][] = [];
  const faults: [(typeof needColumns)[number], Cell, string][] = [
    ['name', null, 'Hãy chọn cơ sở hoặc ghi tên cơ sở.'],
    ['taxCode', '123', 'số'],
    ['commune', 'Xã Không Có', 'Không có xã, phường “Xã Không Có” trong tỉnh.'],
    ['content', 'XX-99', 'Không có nội dung hỗ trợ mã XX-99.'],
    ['procedure', 'Huyện', 'Chương trình ghi “Địa phương” hoặc “Quốc gia”.'],
    ['title', '', 'Ô này còn trống.'],
    ['cost', 'sáu trăm', 'sáu trăm'],
    ['asked', 900_000_000, 'Đề nghị 900.000.000 đồng, nhiều hơn tổng chi phí 600.000.000 đồng.'],
  ];
  for (let n = 0; n < 36; n++) {
    const [column, cell, said] = faults[n % faults.length]!;
    bad.push([n * 271 + 5, column, cell, said]);
  }
  bad.push([9_999, 'name', 'HỘ KINH DOANH SỐ 17', 'Trùng với dòng 19: cùng cơ sở, cùng nội dung.']);
  for (const [index, column, cell] of bad) at(rows, index, column, cell);

  const { id } = expectOk(await send(people.centreOfficer, await book(rows)));
  const refused = await loadImportResult(people.centreOfficer, 'vi', id);
  expect(refused).toMatchObject({ sheet: 'Nhu cầu', rowCount: 10_000, wrongCount: 37, takenCount: null });
  expect(refused.faults.map((fault) => [fault.row, fault.column])).toEqual(
    bad.map(([index, column]) => [
      index + 2,
      `${'ABCDEFGHIJKLMNO'[needColumns.indexOf(column)]}: ${columnTitle(needColumns.indexOf(column))}`,
    ]),
  );
  refused.faults.forEach((fault, i) => expect(fault.what).toContain(bad[i]![3]));
  expect(await count()).toBe(0);

  // Asked twice at once: taken in once.
  const taken = await Promise.all([1, 2].map(() => takeRightRows(people.centreOfficer, id)));
  expect(taken.map(code).toSorted()).toEqual(['done', 'need_import_was_taken']);
  expect(await count()).toBe(9_963);

  const back = await readXlsx(
    new Uint8Array(await (await rejectedRowsFile(people.centreOfficer, 'vi', id)).arrayBuffer()),
  );
  expect(back.sheets[0]!.rows).toHaveLength(38);
  expect(back.sheets[0]!.rows[1]!.at(-1)).toContain('Tên cơ sở: Hãy chọn cơ sở');
  expect(back.sheets[0]!.rows[8]![needColumns.indexOf('asked')]).toBe(900_000_000);

  // What was given back, once mended, goes in as it is.
  const mended = back.sheets[0]!.rows.slice(1).map((cells, i) => [
    ...row(20_000 + i),
    cells.at(-1) as string,
  ]);
  const again = expectOk(await send(people.centreOfficer, await book(mended, [...titles, 'Sai gì'])));
  expect(await loadImportResult(people.centreOfficer, 'vi', again.id)).toMatchObject({
    takenCount: 37,
    wrongCount: 0,
  });
  expect(await count()).toBe(10_000);
}, 60_000);

it('leaves out, when taking the right rows, what others have entered since', async () => {
  await newRound();
  const rows = [row(1), row(2), row(3)];
  at(rows, 2, 'title', '');
  const { id } = expectOk(await send(people.centreOfficer, await book(rows)));
  const fields = {
    name: 'Hộ kinh doanh số 1',
    commune: '17035',
    content: 'MM-01',
    procedure: 'provincial',
    title: 'Máy',
  };
  const input = expectOk(readNeed(fields));
  expectOk(await enterNeed(people.communeOfficer, { roundId, clientKey: crypto.randomUUID(), input }));
  expect(expectOk(await takeRightRows(people.centreOfficer, id))).toEqual({ taken: 1 });
  const result = await loadImportResult(people.centreOfficer, 'vi', id);
  expect(result).toMatchObject({ takenCount: 1, wrongCount: 2 });
  expect(result.faults[0]?.what).toContain('đã có nhu cầu cùng nội dung');
  await expect(loadImportResult(people.secondOfficer, 'vi', id)).rejects.toMatchObject({ status: 404 });
});

it('holds a commune’s officer to their commune, knows the registered by tax code, and mends lost zeros', async () => {
  await newRound();
  const rows = [row(1), row(2)];
  at(rows, 0, 'taxCode', 100109106); // 0100109106 typed as a number
  at(rows, 1, 'commune', '16690');
  const { id } = expectOk(await send(people.communeOfficer, await book(rows)));
  const { faults, wrongCount } = await loadImportResult(people.communeOfficer, 'vi', id);
  expect(wrongCount).toBe(1);
  expect(faults[0]).toMatchObject({ row: 3, column: 'C: Xã, phường' });
  expect(code(await takeRightRows(people.centreOfficer, id))).toBe('need_import_not_found');
  expectOk(await takeRightRows(people.communeOfficer, id));
  expect(code(await send(people.owner, await book([row(5)])))).toBe('not_permitted');
});

it('refuses what is no such book, and an empty template', async () => {
  await newRound();
  const refusal = async (bytes: Uint8Array) => code(await readNeedBook(bytes));
  expect(await refusal(new TextEncoder().encode('không phải Excel'))).toBe('need_book_is_no_book');
  expect(await refusal(new Uint8Array(8_000_001))).toBe('need_book_is_too_large');
  expect(await refusal(await book([row(1)], ['Tên']))).toBe('need_book_column_is_not_expected');
  const template = await needTemplate({ contents: [{ value: 'MM-01', label: 'Máy' }], communes: [] });
  expect(await refusal(template)).toBe('need_book_is_empty');
});
