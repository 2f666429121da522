import { refuse, type Refused } from './result.ts';

export type PersonalNumberRefusal = 'personal_number_place_is_unknown' | 'personal_number_century_is_wrong';

/**
 * The 63 codes of the province where the birth was registered. Numbers are for life, so the mergers of
 * 2025 leave this list alone.
 */
const BIRTH_PROVINCES = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 ' +
    '034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 ' +
    '067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
  ).split(' '),
);

/**
 * What is wrong with the form of a 12-digit personal identity number, or null: three digits of the place
 * where the birth was registered (a province, or from 100 on a country), one of century and sex (0/1 for
 * 1900–1999 man/woman, 2/3 for 2000–2099), two of the year of birth, six arbitrary (Law on Identity
 * 26/2023/QH15, article 12; Decree 137/2015/NĐ-CP, article 13). It carries no check digit, so a mistyped
 * number mostly passes.
 */
export function personalNumberFault(digits: string): Refused<PersonalNumberRefusal> | null {
  const place = digits.slice(0, 3);
  if (place < '100' && !BIRTH_PROVINCES.has(place)) {
    return refuse('personal_number_place_is_unknown', { place });
  }
  if (digits[3]! > '3') return refuse('personal_number_century_is_wrong', { found: digits[3]! });
  return null;
}
