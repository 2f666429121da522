import { parseAmount, type FormFields } from '#kernel';

/** The form's tables, and how many rows a fresh form shows. */
export const requestTables = { machines: 1, costLines: 3, timetable: 2 } as const;
export type RequestTable = keyof typeof requestTables;

export interface CostSoFar {
  readonly amount: bigint;
  readonly eligible: boolean;
}

/**
 * What the form's live sum needs, read leniently from whatever is typed so far. Without the form's
 * schema: this runs in the browser, where a schema library would be most of the page's script.
 */
export function roughCost(fields: FormFields): {
  contentCode: string;
  technologyLine: boolean;
  lines: CostSoFar[];
} {
  const lines: CostSoFar[] = [];
  const typed = (i: number, name: string) => fields[`costLines.${i}.${name}`];
  for (let i = 0; typed(i, 'label') !== undefined || typed(i, 'unitPrice') !== undefined; i++) {
    const price = parseAmount(typed(i, 'unitPrice') ?? '');
    if (!price.ok) continue;
    const count = (typed(i, 'quantity') ?? '').replaceAll(/[\s.]/g, '');
    const quantity = /^[1-9]\d{0,8}$/.test(count) ? BigInt(count) : 1n;
    lines.push({ amount: price.value * quantity, eligible: typed(i, 'eligible') === 'on' });
  }
  return {
    contentCode: fields['contentCode'] ?? '',
    technologyLine: fields['technologyLine'] === 'on',
    lines,
  };
}
