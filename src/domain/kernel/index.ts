export { ok, refuse, refuseAll, expectOk } from './result.ts';
export type { Result, Ok, Refused, Refusal, RefusalParams } from './result.ts';
export { kernelRefusals } from './refusals.ts';
export type { KernelRefusal } from './refusals.ts';

export { newId, isId } from './identifier.ts';

export {
  dong,
  addDong,
  subtractDong,
  negateDong,
  sumDong,
  minDong,
  maxDong,
  compareDong,
  isNegative,
  floorDong,
  multiplyRatio,
  percent,
  percentOf,
  ZERO_DONG,
  MILLION,
  BILLION,
  DONG_LIMIT,
} from './money.ts';
export type { Dong, Rate } from './money.ts';
export { splitProportionally } from './split-money.ts';
export { dongJson, parseDongJson, dongSchema } from './money-json.ts';
export { formatDong, formatMillions, formatBillions, formatRate } from './format-money.ts';
export type { Locale, AmountFormat } from './format-money.ts';
export { docTien, amountInEnglish } from './money-words.ts';
export type { WordsFormat } from './money-words.ts';
export { parseAmount } from './parse-money.ts';
export type { AmountRefusal } from './parse-money.ts';
export { parseShare } from './parse-share.ts';
export type { ShareRefusal } from './parse-share.ts';
export { parseQuantity, priceOf } from './parse-quantity.ts';
export type { Quantity, QuantityRefusal } from './parse-quantity.ts';

export {
  parseLocalDate,
  localDate,
  isLocalDate,
  compareDates,
  yearOf,
  addDays,
  daysBetween,
  dayOfWeek,
  dayNumber,
  dateOfDayNumber,
} from './local-date.ts';
export type { LocalDate, DateRefusal } from './local-date.ts';
export { todayIn, formatDate, formatDateTime } from './vietnam-time.ts';
export { dateInterval, contains, overlaps } from './date-interval.ts';
export type { DateInterval } from './date-interval.ts';
export { workingCalendar, isWorkingDay, addWorkingDays, workingDaysBetween } from './working-days.ts';
export type { WorkingCalendar } from './working-days.ts';

export { foldText, squeezeSpaces, nameKey, sameName, collator, initials, slug } from './vietnamese-text.ts';
export { parseTaxCode, taxCodeKind, mainTaxCode } from './tax-code.ts';
export type { TaxCode, TaxCodeKind, TaxCodeRefusal } from './tax-code.ts';
export { canonicalJson } from './json.ts';

export {
  readForm,
  textField,
  optionalTextField,
  amountField,
  optionalAmountField,
  dateField,
  optionalDateField,
  countField,
  quantityField,
  shareField,
  choiceField,
  tickField,
  commitmentField,
  rowsField,
  formRefusals,
} from './form.ts';
export type { FormFields } from './form.ts';
export { readJson } from './read-json.ts';
