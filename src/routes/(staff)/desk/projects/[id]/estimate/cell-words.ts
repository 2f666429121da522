import { dong, formatDong } from '#kernel';
import { m } from '#messages';
import type { DraftCell } from '#projects';

/** The columns of an estimate's table, by the names of its cells. */
export const cellLabels: Readonly<Record<DraftCell, () => string>> = {
  group: m.estimates_group,
  label: m.estimates_line,
  unit: m.estimates_unit,
  quantity: m.estimates_quantity,
  unitPrice: m.estimates_price,
  vat: m.estimates_vat,
  support: m.estimates_support,
  other: m.estimates_other,
  basis: m.estimates_basis,
  eligible: m.estimates_eligible,
};

/** What was typed into a cell, as it is read beside another hand's: digits grouped, nothing as a dash. */
export function saidCell(name: DraftCell, typed: string): string {
  const text = typed.trim();
  if (name === 'eligible') return text === 'on' ? m.estimates_yes() : m.estimates_no();
  if (['unitPrice', 'support', 'other'].includes(name) && /^\d{1,18}$/.test(text))
    return text === '0' ? '–' : formatDong(dong(text), 'vi');
  return text === '' ? '–' : text;
}
