import type { DateRefusal } from './local-date.ts';
import type { AmountRefusal } from './parse-money.ts';
import type { ShareRefusal } from './parse-share.ts';
import type { TaxCodeRefusal } from './tax-code.ts';

export type KernelRefusal =
  AmountRefusal | DateRefusal | ShareRefusal | TaxCodeRefusal | 'amount_is_not_a_decimal_string';

/** Written as an object so that the compiler misses no code; `refusal_<code>` is its sentence. */
const CODES: Readonly<Record<KernelRefusal, true>> = {
  amount_is_empty: true,
  amount_is_negative: true,
  amount_is_not_understood: true,
  amount_is_misgrouped: true,
  amount_is_ambiguous: true,
  amount_is_not_whole_dong: true,
  amount_is_too_large: true,
  amount_is_not_a_decimal_string: true,
  share_is_not_understood: true,
  share_is_out_of_range: true,
  date_is_empty: true,
  date_is_not_understood: true,
  date_does_not_exist: true,
  tax_code_is_empty: true,
  tax_code_has_other_signs: true,
  tax_code_has_wrong_length: true,
  tax_code_check_digit_is_wrong: true,
  tax_code_is_never_issued: true,
  personal_number_place_is_unknown: true,
  personal_number_century_is_wrong: true,
};

/** Every refusal code of this chapter. */
export const kernelRefusals = Object.keys(CODES) as readonly KernelRefusal[];
