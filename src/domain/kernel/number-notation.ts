/** How a text writes numbers: in Vietnamese 1.436,5; in English 1,436.5. */
export type Notation = 'vi' | 'en';

/** An exact decimal: `digits` × 10^-`places`. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

export type NumberReading =
  | { readonly kind: 'number'; readonly value: Decimal }
  /** One mark that is a decimal mark only in the other notation: `4.5` in Vietnamese. */
  | { readonly kind: 'ambiguous'; readonly asDecimal: Decimal; readonly withoutMark: Decimal }
  | { readonly kind: 'misgrouped' };

const MARKS = { vi: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;

/**
 * Reads an unsigned number of digits, points, commas and spaces.
 *
 * Forms that can mean one thing only are read whatever the notation: `1.436,5`, `1,436.5`,
 * `2.000.000`, `2,000,000`, `300 000`. A single mark is read by the notation: in Vietnamese `1.500` is
 * fifteen hundred and `43,735` is a decimal, in English the reverse. What the notation cannot read but
 * the other can (`4.5` in Vietnamese) is ambiguous.
 *
 * `whole`: a fraction makes no sense here (đồng), so a single mark before three digits groups, either one.
 */
export function readNumber(text: string, notation: Notation, whole: boolean): NumberReading {
  if (text.includes(' ')) return readSpaced(text, notation);
  const marks = text.replace(/[0-9]/g, '');
  if (marks === '') return number(text, '');
  const kinds = new Set(marks);
  if (kinds.size === 2) return readMixed(text, marks);

  const mark = marks[0]!;
  if (marks.length > 1)
    return grouped(text, mark) ? number(text.replaceAll(mark, ''), '') : { kind: 'misgrouped' };

  const [before, after] = text.split(mark) as [string, string];
  const groups = grouped(text, mark);
  if (groups && (whole || mark === MARKS[notation].group)) return number(before + after, '');
  if (mark === MARKS[notation].decimal) return number(before, after);
  return { kind: 'ambiguous', asDecimal: decimal(before, after), withoutMark: decimal(before + after, '') };
}

/** Digits in groups of three by spaces, then perhaps one decimal mark. */
function readSpaced(text: string, notation: Notation): NumberReading {
  const match = /^(\d{1,3}(?: \d{3})+)(?:([.,])(\d+))?$/.exec(text);
  if (match === null) return { kind: 'misgrouped' };
  const [, groups, mark, fraction = ''] = match;
  if (mark !== undefined && mark !== MARKS[notation].decimal && fraction.length === 3)
    return { kind: 'misgrouped' };
  return number(groups!.replaceAll(' ', ''), fraction);
}

/** Both marks: the last one, if it comes once, is the decimal mark, and the other must group well. */
function readMixed(text: string, marks: string): NumberReading {
  const mark = marks.at(-1)!;
  if (marks.indexOf(mark) !== marks.length - 1) return { kind: 'misgrouped' };
  const group = mark === ',' ? '.' : ',';
  const [before, after] = text.split(mark) as [string, string];
  return grouped(before, group) ? number(before.replaceAll(group, ''), after) : { kind: 'misgrouped' };
}

/** `1.500.000`: one to three digits without a leading zero, then groups of exactly three. */
function grouped(text: string, mark: string): boolean {
  const [first, ...rest] = text.split(mark);
  return /^[1-9]\d{0,2}$/.test(first!) && rest.length > 0 && rest.every((group) => /^\d{3}$/.test(group));
}

function number(whole: string, fraction: string): NumberReading {
  return { kind: 'number', value: decimal(whole, fraction) };
}

function decimal(whole: string, fraction: string): Decimal {
  const kept = fraction.replace(/0+$/, '');
  return { digits: BigInt(whole + kept), places: kept.length };
}
