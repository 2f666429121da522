import { personalNumberFault, type PersonalNumberRefusal } from './personal-number.ts';
import { ok, refuse, type Result } from './result.ts';

declare const taxCodeBrand: unique symbol;

/**
 * A Vietnamese tax code in its canonical form: `NNNNNNNNNN` (organisation), `NNNNNNNNNN-NNN` (its
 * dependent unit), or the 12 digits of a personal identity number (household business, individual).
 *
 * Structure: Circular 86/2024/TT-BTC, article 5 (before 6 February 2025: Circular 105/2020/TT-BTC,
 * article 5). Since 1 July 2025 the personal identity number serves as tax code of individuals and
 * household businesses (the same circular). Neither circular publishes the formula of the check digit;
 * the one used here is the common one, tried on codes of well-known companies. A well-formed code need
 * not exist: only the tax authority's register knows that.
 */
export type TaxCode = string & { readonly [taxCodeBrand]: true };

export type TaxCodeKind = 'organisation' | 'branch' | 'person';

export type TaxCodeRefusal =
  | 'tax_code_is_empty'
  | 'tax_code_has_other_signs'
  | 'tax_code_has_wrong_length'
  | 'tax_code_check_digit_is_wrong'
  | 'tax_code_is_never_issued'
  | PersonalNumberRefusal;

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/** Accepts spaces, dots and hyphens anywhere between the digits. */
export function parseTaxCode(text: string): Result<TaxCode, TaxCodeRefusal> {
  const digits = text.normalize('NFKC').replace(/[\s.\-‐-―]/g, '');
  if (digits === '') return refuse('tax_code_is_empty');
  const strange = /[^0-9]+/.exec(digits);
  if (strange !== null) return refuse('tax_code_has_other_signs', { found: strange[0].slice(0, 20) });
  if (digits.length === 12) {
    return personalNumberFault(digits) ?? ok(digits as TaxCode);
  }
  if (digits.length !== 10 && digits.length !== 13) {
    return refuse('tax_code_has_wrong_length', { digits: digits.length });
  }
  const expected = checkDigit(digits);
  if (expected === 10 || digits.slice(2, 9) === '0000000' || digits.slice(10) === '000') {
    return refuse('tax_code_is_never_issued', { text: digits });
  }
  if (expected !== Number(digits[9])) {
    return refuse('tax_code_check_digit_is_wrong', { expected, found: digits[9]! });
  }
  const branch = digits.slice(10);
  return ok((branch === '' ? digits : `${digits.slice(0, 10)}-${branch}`) as TaxCode);
}

export function taxCodeKind(code: TaxCode): TaxCodeKind {
  return code.length === 10 ? 'organisation' : code.length === 12 ? 'person' : 'branch';
}

/** The organisation a branch's code belongs to; any other code is its own. */
export function mainTaxCode(code: TaxCode): TaxCode {
  return taxCodeKind(code) === 'branch' ? (code.slice(0, 10) as TaxCode) : code;
}

/** 10 less the weighted sum modulo 11. A body that would need 10 is left out of the numbering. */
function checkDigit(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return 10 - (sum % 11);
}
