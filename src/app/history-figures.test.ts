import { beforeAll, describe, expect, it } from 'vitest';
import ExcelJS from 'exceljs';
import { expectOk } from '#kernel';
import { importHistory, loadHistory } from '#reporting/server';
import { CAST_NOW, testDatabase, type TestDatabase } from '#testing';
import { figuresForPeople, figuresForPrograms, historyFor } from './history-figures.ts';
import { tableAsCsv, tableAsExcel } from './table-file.ts';

let t: TestDatabase;
const visitor = (province: string | null) =>
  ({ db: t.db, now: CAST_NOW, province, locale: 'vi' }) as unknown as App.Locals;
const operator = () => ({ db: t.db, province: '40', actor: null, now: CAST_NOW });

beforeAll(async () => {
  t = await testDatabase();
});

describe('the history to take away', () => {
  it('is empty, and no error, before any figures', async () => {
    expect(await historyFor(visitor('40'))).toMatchObject({ summary: undefined, province: null });
  });

  it('is that of the visited province, or of the first that has one', async () => {
    expectOk(await loadHistory(operator()));
    for (const province of ['40', '38', null])
      expect((await historyFor(visitor(province))).province).toEqual({ code: '40', name: 'Nghệ An' });
  });

  it('comes back in as it went out: the CSV file is what the import reads', async () => {
    const file = tableAsCsv(figuresForPrograms(await historyFor(visitor('40'))));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const again = expectOk(await importHistory(operator(), { bytes, fileName: 'x.csv' }));
    expect(again).toMatchObject({ outcome: 'unchanged', rows: 20 });
  });

  it('opens in a spreadsheet with its amounts as numbers, in the language of the page', async () => {
    const file = await tableAsExcel(figuresForPeople(await historyFor(visitor('40')), 'vi'));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await file.arrayBuffer());
    const sheet = book.worksheets[0]!;
    expect(sheet.getRow(1).getCell(4).value).toBe('Số tiền (đồng)');
    const rows = Array.from({ length: 20 }, (_, i) => sheet.getRow(i + 2));
    const yearly = rows.filter((row) => row.getCell(3).value === 'Từng năm');
    expect(yearly.reduce((sum, row) => sum + Number(row.getCell(4).value), 0)).toBe(60_000_000_000);
    expect(rows.map((row) => row.getCell(5).value)).toContain(
      'bài viết ngày 09/08/2018: ngân sách trung ương 16,3 tỷ đồng, 1,16 tỷ đồng bình quân một năm',
    );
    expect(file.headers.get('content-disposition')).toContain('kinh-phi-khuyen-cong-nghe-an-2002-2018.xlsx');
  });
});

it('a text that a spreadsheet would run is written as text', async () => {
  const file = tableAsCsv({
    name: 'x',
    columns: [{ title: 'a' }],
    rows: [['=1+1'], ['a "b", c'], [null], [5n]],
  });
  expect(await file.text()).toBe(`a\r\n'=1+1\r\n"a ""b"", c"\r\n\r\n5\r\n`);
});
