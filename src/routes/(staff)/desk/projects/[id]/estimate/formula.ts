import { amountInEnglish, docTien, formatDong, formatRate, type Dong, type Locale, type Rate } from '#kernel';
import { m } from '#messages';
import type { FundedLine } from '#projects';

/** "2,5 × 40.000 × (1 + 8%) = 108.000" */
export function formulaOf(line: FundedLine, locale: Locale): string {
  const quantity = line.exactQuantity ?? String(line.quantity);
  return m.estimates_formula({
    quantity: locale === 'vi' ? quantity.replace('.', ',') : quantity,
    price: formatDong(line.unitPrice, locale),
    vat: formatRate(BigInt(line.vat ?? '0') as Rate, locale),
    amount: formatDong(line.amount, locale),
  });
}

/** An amount in words, as a signed paper states it. */
export const inWords = (amount: Dong, locale: Locale): string =>
  locale === 'vi' ? docTien(amount, { capital: true }) : amountInEnglish(amount, { capital: true });

/** Lines gathered by group, in the order in which groups first come. */
export function groupsOf<T extends { readonly group?: string | null }>(
  lines: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const line of lines) groups.set(line.group ?? '', [...(groups.get(line.group ?? '') ?? []), line]);
  return groups;
}

export const totalOf = <T>(lines: readonly T[], amount: (line: T) => bigint): Dong =>
  lines.reduce((sum, line) => sum + amount(line), 0n) as Dong;
