import { parseAmount, parseLocalDate, type Dong, type LocalDate, type Refusal } from '#kernel';
import type { TwoLanguages, Verification } from '#law';

type LayoutField =
  'no' | 'project' | 'payee' | 'account' | 'bank' | 'amount' | 'text' | 'contract' | 'on' | 'voucher';

/** How a file for or from the treasury is laid out: columns in order, by data. */
export interface TreasuryLayout {
  readonly code: string;
  readonly direction: 'orders' | 'statement';
  readonly name: TwoLanguages;
  readonly columns: readonly { readonly title: string; readonly field: LayoutField }[];
  readonly verification: Verification;
}

export interface StatementLine {
  readonly on: LocalDate;
  readonly voucher: string;
  readonly amount: Dong;
  readonly payee: string;
  readonly text: string;
}

const MOST_STATEMENT_LINES = 5000;

const letter = (column: number): string => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column] ?? '?';

/**
 * The lines of a statement read by its layout, or every fault in it by cell. Whole or nothing: a statement read in part
 * would hide what is missing.
 */
export function readStatement(
  rows: readonly (readonly string[])[],
  layout: TreasuryLayout,
): { readonly lines: readonly StatementLine[]; readonly faults: readonly Refusal[] } {
  const faults: Refusal[] = [];
  const fault = (code: string, cell: string, params: Refusal['params'] = {}) =>
    faults.push({ code, params: { cell, ...params }, field: 'file' });
  const [head = [], ...body] = rows;
  for (const [c, { title }] of layout.columns.entries())
    if ((head[c] ?? '').trim() !== title)
      fault('statement_column_is_not_expected', `${letter(c)}1`, { title });
  if (faults.length > 0) return { lines: [], faults };
  const lines: StatementLine[] = [];
  for (const [r, row] of body.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue;
    const cellOf = (field: LayoutField) => layout.columns.findIndex((one) => one.field === field);
    const text = (field: LayoutField) => (row[cellOf(field)] ?? '').trim();
    const at = (field: LayoutField) => `${letter(cellOf(field))}${r + 2}`;
    const on = parseLocalDate(text('on'));
    if (!on.ok) fault('statement_date_is_wrong', at('on'), { text: text('on') });
    const amount = parseAmount(text('amount'));
    if (!amount.ok || amount.value <= 0n)
      fault('statement_amount_is_wrong', at('amount'), { text: text('amount') });
    if (text('voucher') === '') fault('statement_voucher_is_missing', at('voucher'));
    if (on.ok && amount.ok)
      lines.push({
        ...{ on: on.value, voucher: text('voucher'), amount: amount.value },
        ...{ payee: text('payee'), text: text('text') },
      });
  }
  if (lines.length === 0 && faults.length === 0) fault('statement_is_empty', 'A2');
  if (lines.length > MOST_STATEMENT_LINES)
    fault('statement_is_too_long', `A${MOST_STATEMENT_LINES + 2}`, { rows: String(MOST_STATEMENT_LINES) });
  return { lines, faults };
}

/** A payment as the ledger has it: what left the treasury by one act. */
export interface PaidOut {
  readonly actId: string;
  readonly projectId: string;
  readonly projectNumber: string | null;
  readonly voucher: string;
  readonly on: LocalDate;
  readonly cash: Dong;
}

/** Blanks and the size of letters tell no vouchers apart. */
const plainVoucher = (voucher: string): string => voucher.replaceAll(/\s/g, '').toUpperCase();

/** Pairs that speak for themselves: the same voucher and amount, and no second one like it on either side. */
export function plainMatches<L extends Pick<StatementLine, 'voucher' | 'amount'>>(
  lines: readonly L[],
  paid: readonly PaidOut[],
): readonly { readonly line: L; readonly paid: PaidOut }[] {
  const keyOf = (voucher: string, amount: Dong) => `${plainVoucher(voucher)} ${amount}`;
  const ofPaid = Map.groupBy(paid, (one) => keyOf(one.voucher, one.cash));
  const ofLine = Map.groupBy(lines, (one) => keyOf(one.voucher, one.amount));
  return [...ofLine].flatMap(([key, alike]) => {
    const found = ofPaid.get(key) ?? [];
    return alike.length === 1 && found.length === 1 ? [{ line: alike[0]!, paid: found[0]! }] : [];
  });
}

/** One order as its file says it, by the fields of a layout. */
export interface OrderRow {
  readonly no: number;
  readonly project: string;
  readonly payee: string;
  readonly account: string;
  readonly bank: string;
  readonly amount: Dong;
  readonly text: string;
  readonly contract: string;
}

export const orderCells = (layout: TreasuryLayout, order: OrderRow): (string | number | bigint | null)[] =>
  layout.columns.map(({ field }) => (field in order ? order[field as keyof OrderRow] : null));
