import { readXlsx, writeXlsx } from 'hucre';
import { expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { tableAsExcel } from '../table-file.ts';
import { estimateTable, readEstimateFile } from './estimate-file.ts';

const fields = {
  ...{ 'lines.0.group': 'Máy', 'lines.0.label': '=1+1', 'lines.0.unit': 'bộ', 'lines.0.quantity': '2,5' },
  ...{
    'lines.0.unitPrice': '600000000',
    'lines.0.vat': '8',
    'lines.0.support': '290000000',
    'lines.0.other': '0',
  },
  ...{ 'lines.0.basis': '', 'lines.0.eligible': 'on' },
};
const book = async (table: ReturnType<typeof estimateTable>) =>
  new Uint8Array(await (await tableAsExcel(table)).arrayBuffer());

it('comes back as it went out, and a text that looks like a formula stays a text', async () => {
  const bytes = await book(estimateTable('Dự toán', fields));
  expect(expectOk(await readEstimateFile(bytes))).toEqual(fields);
  const { sheets } = await readXlsx(bytes, { readStyles: false });
  expect(sheets[0]!.rows[1]![1]).toBe('=1+1');
  expect(JSON.stringify([...(sheets[0]!.cells ?? [])])).not.toContain('formula');
});

it('is refused whole, every faulty cell named', async () => {
  const table = estimateTable('Dự toán', fields);
  const good = table.rows[0]!;
  const bad = good.with(3, 'hai').with(4, '-5');
  const refused = await readEstimateFile(await book({ ...table, rows: [good, bad, good.with(1, '')] }));
  const params = (cell: string) => expect.objectContaining({ sheet: 'Dự toán', cell }) as unknown;
  expect(refused).toMatchObject({
    refusal: {
      ...{ code: 'quantity_is_not_understood', params: params('D3') },
      also: [
        { code: 'amount_is_negative', params: params('E3') },
        { code: 'field_is_empty', params: params('B4') },
      ],
    },
  });
});

it('refuses other files, other heads, and what would unpack to more than an estimate', async () => {
  const code = async (bytes: Uint8Array) => {
    const read = await readEstimateFile(bytes);
    return read.ok ? 'read' : read.refusal.code;
  };
  expect(await code(new TextEncoder().encode('không phải Excel'))).toBe('estimate_file_is_no_book');
  expect(await code(new Uint8Array(1_000_001))).toBe('estimate_file_is_too_large');
  expect(await code(new Uint8Array(await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }] })))).toBe(
    'estimate_column_is_not_expected',
  );
  const long = estimateTable('A', fields);
  const zeros = await book({ ...long, rows: [long.rows[0]!.with(1, 'a'.repeat(25_000_000))] });
  expect(zeros.length).toBeLessThan(1_000_000);
  expect(await code(zeros)).toBe('estimate_file_is_too_large');
});
