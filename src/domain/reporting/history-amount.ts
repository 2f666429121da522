import { foldText, parseAmount, refuse, type AmountRefusal, type Dong, type Result } from '#kernel';

const CURRENCY = /^(vnd|vnđ|dong|d|₫)?$/;

/**
 * The amount of a row: the figure with the unit noted beside it ("43,735" and "tỷ đồng"), or with its own
 * ("4,5 tỷ" and "VND"). Refuses as `parseAmount` does; `amount_has_two_units` when both name one; with
 * `field` "unit" when it is the note that is not understood.
 */
export function readStatedAmount(
  figure: string,
  unitNote: string,
): Result<Dong, AmountRefusal | 'amount_has_two_units' | 'unit_is_not_understood'> {
  const hasOwnUnit = /\p{L}/u.test(figure.replace(/vn[dđ]|₫/giu, ''));
  const notesScale = !CURRENCY.test(foldText(unitNote));
  if (hasOwnUnit) {
    if (notesScale) return refuse('amount_has_two_units', { text: figure, unit: unitNote });
    return parseAmount(figure);
  }
  if (figure !== '' && !parseAmount(`1 ${unitNote}`).ok)
    return refuse('unit_is_not_understood', { text: unitNote.slice(0, 40) }, 'unit');
  return parseAmount(figure === '' ? '' : `${figure} ${unitNote}`);
}

const AVERAGES = [
  /([\d.,]+ (?:bn|billion|m|mn|million)(?: đồng| dong| VND)?)(?: a | per )year on average/i,
  /bình quân ([\d.,]+ (?:tỷ|tỉ|triệu)(?: đồng)?) ?(?:\/ ?|một |mỗi )năm/i,
];

/** The average a year that a basis mentions ("1.16 bn a year on average"); null when it mentions none. */
export function readYearlyAverage(basis: string): Dong | null {
  for (const pattern of AVERAGES) {
    const figure = pattern.exec(basis)?.[1];
    const amount = figure === undefined ? undefined : parseAmount(figure);
    if (amount?.ok) return amount.value;
  }
  return null;
}
