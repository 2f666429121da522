import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  draftCells,
  draftRows,
  emptyCells,
  rowFields,
  withKeys,
  type DraftCell,
  type DraftRow,
} from './draft-rows.ts';
import { choiceOf, mergeDrafts, type Choices } from './merge-drafts.ts';

const row = (key: string | null, label: string, over: Partial<DraftRow['cells']> = {}): DraftRow => ({
  key,
  cells: { ...emptyCells, label, quantity: '1', unitPrice: '400000', ...over },
});
const kept = (base: DraftRow[], mine: DraftRow[], theirs: DraftRow[], choices?: Choices) =>
  mergeDrafts(base, mine, theirs, choices).rows.flatMap((one) => one.kept ?? []);

const anyRows = fc
  .uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 })
  .map((keys) => keys.map((key) => row(`k${key}`, `Dòng ${key}`)));
const edited = (rows: DraftRow[], cells: readonly DraftCell[]) =>
  fc
    .tuple(
      ...rows.map(() => fc.record(Object.fromEntries(cells.map((c) => [c, fc.constantFrom('', '1', '2')])))),
    )
    .map((overs) => rows.map((one, i) => ({ ...one, cells: { ...one.cells, ...(overs[i] as object) } })));

describe('two savings of one estimate', () => {
  it('are the one that altered something where the other did not, whatever was added, removed or altered', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (base, other) => {
        expect(kept(base, base, other)).toEqual(other);
        const mine = mergeDrafts(base, other, base);
        expect(mine.open).toEqual([]);
        expect(mine.rows.flatMap((one) => one.kept ?? [])).toHaveLength(other.length);
        expect(new Set(mine.rows.flatMap((one) => one.kept?.key ?? []))).toEqual(
          new Set(other.map((one) => one.key)),
        );
        expect(kept(base, other, other)).toEqual(other);
      }),
    );
  });

  it('keep what each altered in cells the other left alone', () => {
    const both = anyRows.chain((base) =>
      fc.tuple(
        fc.constant(base),
        edited(base, ['support', 'basis']),
        edited(base, ['unitPrice', 'vat', 'other']),
      ),
    );
    fc.assert(
      fc.property(both, ([base, mine, theirs]) => {
        const merge = mergeDrafts(base, mine, theirs);
        expect(merge.open).toEqual([]);
        for (const [i, one] of merge.rows.entries())
          for (const name of draftCells) {
            const whose = name === 'support' || name === 'basis' ? mine : theirs;
            expect(one.kept!.cells[name].trim() || '0').toBe(whose[i]!.cells[name].trim() || '0');
          }
      }),
    );
  });

  it('wait for a choice where both altered the same cell; the same said in other words is no conflict', () => {
    const base = [row('a', 'Máy cắt', { support: '200000000', vat: '8' })];
    const mine = [row('a', 'Máy cắt', { support: '150 triệu', vat: '8%', unitPrice: '400.000' })];
    const theirs = [row('a', 'Máy cắt', { support: '180.000.000', vat: '10', basis: 'Báo giá 07' })];
    const merge = mergeDrafts(base, mine, theirs);
    expect(merge.open).toEqual(['choose.a.support']);
    expect(merge.rows[0]!.cells.map((cell) => [cell.name, cell.holds])).toEqual([
      ['vat', 'theirs'],
      ['support', null],
      ['basis', 'theirs'],
    ]);
    const choose = (support: string) => kept(base, mine, theirs, { 'choose.a.support': support })[0]!.cells;
    expect(choose('mine')).toMatchObject({ support: '150 triệu', vat: '10', basis: 'Báo giá 07' });
    expect(choose('theirs')).toMatchObject({ support: '180.000.000', vat: '10' });
    expect(mergeDrafts(base, mine, theirs, { 'choose.a.support': 'nobody' }).open).toHaveLength(1);
    const alike = [row('a', 'Máy cắt', { support: '150.000.000', vat: '8' })];
    expect(mergeDrafts(base, mine, alike).open).toEqual([]);
  });

  it('ask whether a line stays that one removed and the other altered, and keep the lines both added', () => {
    const base = [row('a', 'Máy cắt'), row('b', 'Lắp đặt'), row('c', 'Vận chuyển')];
    const mine = [base[0]!, row(null, 'Móng máy'), row(null, 'Điện', { support: '5' }), base[2]!];
    const theirs = [
      base[0]!,
      row('b', 'Lắp đặt', { support: '9' }),
      row('r2x4', 'Điện'),
      row('r2x5', 'Thử máy'),
    ];
    const merge = mergeDrafts(base, mine, theirs);
    expect(merge.open).toEqual([choiceOf('b', 'row')]);
    const labels = (choice: string) =>
      kept(base, mine, theirs, { [choiceOf('b', 'row')]: choice }).map(({ cells }) => cells.label);
    // Theirs removed what I left alone; mine stands after the line it was written after.
    expect(labels('theirs')).toEqual(['Máy cắt', 'Móng máy', 'Lắp đặt', 'Điện', 'Thử máy']);
    expect(labels('mine')).toEqual(['Máy cắt', 'Móng máy', 'Điện', 'Thử máy']);
    expect(merge.rows.find((one) => one.mine?.cells.label === 'Điện')!.kept!.cells.support).toBe('5');
  });

  it('know their rows by a key each is given once; a key told twice is believed once', () => {
    const fields = {
      'lines.0.label': 'Máy',
      'lines.2.label': 'Cát',
      'lines.1.eligible': 'on',
      'keys.2': 'Ồ',
    };
    const first = withKeys(fields, 'r1');
    expect(first).toMatchObject({ 'keys.0': 'r1x0', 'keys.2': 'r1x2' });
    expect(first).not.toHaveProperty('keys.1');
    expect(withKeys(first, 'r2')).toEqual(first);
    expect(draftRows({ ...first, 'keys.2': 'r1x0' }).map(({ key }) => key)).toEqual(['r1x0', null]);
    expect(draftRows(rowFields(draftRows(first)))).toEqual(draftRows(first));
  });
});
