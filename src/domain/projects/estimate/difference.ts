import type { FundedLine } from '../request.ts';

/** What became of one line between two versions. */
export interface LineChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: FundedLine | null;
  readonly after: FundedLine | null;
}

const keyOf = (line: FundedLine) => `${line.group ?? ''}\u0000${line.label}`;
const said = ({ unit, exactQuantity, quantity, unitPrice, vat, support, other, eligible }: FundedLine) =>
  [unit, exactQuantity ?? quantity, unitPrice, vat ?? '0', support, other, eligible].join('\u0000');

/** Line by line: a line is the same as long as its group and description are; equal ones are paired in order. */
export function differenceOf(before: readonly FundedLine[], after: readonly FundedLine[]): LineChange[] {
  const left = [...before];
  const changes = after.flatMap((line): LineChange[] => {
    const at = left.findIndex((old) => keyOf(old) === keyOf(line));
    if (at < 0) return [{ kind: 'added', before: null, after: line }];
    const [old] = left.splice(at, 1);
    return said(old!) === said(line) ? [] : [{ kind: 'changed', before: old!, after: line }];
  });
  return [...changes, ...left.map((line) => ({ kind: 'removed' as const, before: line, after: null }))];
}
