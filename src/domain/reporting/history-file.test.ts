import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { textOfFile } from './file-text.ts';
import { readHistoryFile } from './history-file.ts';
import { periodText } from './stated-figure.ts';

const REAL = readFileSync(path.join(import.meta.dirname, 'reference/nghe-an-2002-2018.csv'), 'utf8');
const HEADER = 'fiscal_year,source,kind,amount_vnd,unit_note,basis';
const file = (...rows: string[]) => [HEADER, ...rows].join('\n');
const row = (amount: string, unit = 'VND') => `2002,local,yearly_stated,"${amount}",${unit},bài viết`;

const amountOf = (text: string) => expectOk(readHistoryFile(text))[0]!.amount;

/** Each error as "line:column code". */
function errorsOf(text: string): string[] {
  const read = readHistoryFile(text);
  if (read.ok) return [];
  return [read.refusal, ...(read.refusal.also ?? [])].map(
    ({ code, params }) => `${params['line']}:${params['column']} ${code}`,
  );
}

describe('the real file', () => {
  const figures = expectOk(readHistoryFile(REAL));

  it('has 17 years, two totals and a headline', () => {
    expect(figures).toHaveLength(20);
    expect(figures.at(-1)).toMatchObject({ source: 'all', kind: 'headline_stated', amount: 70_000_000_000n });
  });

  it('gives the average a year where its basis states one', () => {
    const averages = figures.filter((figure) => figure.yearlyAverage !== null);
    expect(averages.map((figure) => [figure.source, figure.yearlyAverage])).toEqual([
      ['central', 1_160_000_000n],
    ]);
  });

  it('reads the same with semicolons, tabs, a byte-order mark, Windows line ends, and as UTF-16', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const split = (sign: string) =>
      REAL.split('\n')
        .map((line) => line.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, sign))
        .join('\r\n');
    const utf16 = Buffer.from(`\ufeff${split('\t')}`, 'utf16le');
    for (const shape of [bytes(split(';')), bytes(split('\t')), bytes(`\ufeff${REAL}`), utf16])
      expect(expectOk(readHistoryFile(expectOk(textOfFile(shape))))).toEqual(figures);
  });

  it('reads the columns in any order', () => {
    const turned = file('2002,local,yearly_stated,2000000000,VND,bài viết')
      .split('\n')
      .map((line) => line.split(',').reverse().join(','))
      .join('\n');
    expect(amountOf(turned)).toBe(2_000_000_000n);
  });
});

describe('amounts', () => {
  it.each([
    ['2000000000', 'VND', 2_000_000_000n],
    ['2.000.000.000', 'VND', 2_000_000_000n],
    ['2,000,000,000', 'đồng', 2_000_000_000n],
    ['2000000000', '', 2_000_000_000n],
    ['1.436,5', 'triệu đồng', 1_436_500_000n],
    ['43,735 tỷ', 'VND', 43_735_000_000n],
    ['43,735', 'tỷ đồng', 43_735_000_000n],
    ['4,5 tỷ', '', 4_500_000_000n],
    ['0', 'VND', 0n],
  ])('%s in %s', (amount, unit, dong) => {
    expect(amountOf(file(row(amount, unit)))).toBe(dong);
  });

  it.each([
    ['4.5 tỷ', 'VND', '2:4 amount_is_ambiguous'],
    ['4.5', 'tỷ đồng', '2:4 amount_is_ambiguous'],
    ['hai tỷ', 'VND', '2:4 amount_is_not_understood'],
    ['-2000000000', 'VND', '2:4 amount_is_negative'],
    ['', 'VND', '2:4 amount_is_empty'],
    ['2000,5', 'VND', '2:4 amount_is_not_whole_dong'],
    ['2.00.000', 'VND', '2:4 amount_is_misgrouped'],
    ['99999999999', 'tỷ', '2:4 amount_is_too_large'],
    ['4,5 tỷ', 'triệu', '2:4 amount_has_two_units'],
    ['4,5', 'bó', '2:5 unit_is_not_understood'],
  ])('%s in %s is asked back', (amount, unit, error) => {
    expect(errorsOf(file(row(amount, unit)))).toEqual([error]);
  });
});

describe('a bad file', () => {
  it.each([
    ['nothing', '', ['undefined:undefined import_file_is_empty']],
    ['only a header', HEADER, ['1:1 file_has_no_rows']],
    ['a column missing', 'fiscal_year,source,kind,amount_vnd,basis\n', ['1:1 column_is_missing']],
    ['a column unknown', `${HEADER},note\n`, ['1:7 column_is_unknown']],
    ['a column twice', `${HEADER},source\n`, ['1:7 column_is_repeated']],
    ['no header', REAL.slice(REAL.indexOf('\n') + 1), [expect.stringMatching(/^1:1 column_is_unknown/)]],
    ['too few cells', file('2002,local,yearly_stated'), ['2:3 row_has_other_cells']],
    ['too many cells', file('2002,local,yearly_stated,1,VND,a,b'), ['2:6 row_has_other_cells']],
    ['a year in words', file('năm 2002,local,yearly_stated,1,VND,a'), ['2:1 period_is_not_understood']],
    ['a year of another age', file('1802,local,yearly_stated,1,VND,a'), ['2:1 period_is_not_understood']],
    ['years reversed', file('2018-2002,local,period_total_stated,1,VND,a'), ['2:1 period_is_reversed']],
    ['an unknown source', file('2002,quỹ,yearly_stated,1,VND,a'), ['2:2 source_is_unknown']],
    ['an unknown kind', file('2002,local,spent,1,VND,a'), ['2:3 kind_is_unknown']],
    ['no basis', file('2002,local,yearly_stated,1,VND,'), ['2:6 basis_is_missing']],
    ['a long basis', file(`2002,local,yearly_stated,1,VND,${'a'.repeat(501)}`), ['2:6 basis_is_too_long']],
    ['a yearly period', file('2002-2018,local,yearly_stated,1,VND,a'), ['2:1 yearly_figure_needs_one_year']],
    ['a total of one year', file('2002,local,period_total_stated,1,VND,a'), ['2:1 total_needs_a_period']],
    [
      'a local headline',
      file('2002-2018,local,headline_stated,1,VND,a'),
      ['2:2 headline_is_for_all_sources'],
    ],
    ['a yearly figure of all', file('2002,all,yearly_stated,1,VND,a'), ['2:2 headline_is_for_all_sources']],
    ['a row twice', file(row('1'), row('2')), ['3:1 figure_is_repeated']],
    ['an open quote', file('2002,local,yearly_stated,1,VND,"a'), ['2:6 quote_is_not_closed']],
    ['text after a quote', file('2002,local,yearly_stated,"1"2,VND,a'), ['2:4 text_follows_a_quote']],
  ])('with %s is refused with its place', (_, text, errors) => {
    expect(errorsOf(text).slice(0, errors.length)).toEqual(errors);
  });

  it('is refused with every error at once, by the line of the file', () => {
    const text = file(
      row('1'),
      '2003,x,y,4.5 tỷ,VND,',
      '',
      '"2004",local,yearly_stated,"1",VND,"hai\ndòng"',
      '20x,a',
    );
    expect(errorsOf(text)).toEqual([
      '3:2 source_is_unknown',
      '3:3 kind_is_unknown',
      '3:6 basis_is_missing',
      '3:4 amount_is_ambiguous',
      '7:2 row_has_other_cells',
    ]);
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'2002,;\t"\n\rlocalđ. -') }), (text) => {
        readHistoryFile(`${HEADER}\n${text}`);
      }),
    );
  });
});

describe('the bytes of a file', () => {
  const codeOf = (bytes: Uint8Array) => {
    const text = textOfFile(bytes);
    return text.ok ? 'read' : `${text.refusal.code} ${text.refusal.params['line'] ?? ''}`.trim();
  };

  it('are refused in an old encoding, by line', () => {
    const windows = Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.from([0x6e, 0xe3, 0x6d, 0x0a])]);
    expect(codeOf(windows)).toBe('file_is_not_utf8 2');
  });

  it('are refused when they are an Excel book, too many, or none', () => {
    expect(codeOf(Buffer.from('PK\u0003\u0004'))).toBe('file_is_a_spreadsheet');
    expect(codeOf(Buffer.alloc(5 * 1024 * 1024 + 1, 0x20))).toBe('import_file_is_too_large');
    expect(codeOf(Buffer.alloc(0))).toBe('import_file_is_empty');
  });

  it('join letters and their accents, so that names compare', () => {
    expect(expectOk(textOfFile(Buffer.from('Nghệ An'.normalize('NFD'))))).toBe('Nghệ An');
  });
});

it('a period is written as the file writes it', () => {
  expect(periodText({ from: 2002, to: 2018 })).toBe('2002-2018');
});
