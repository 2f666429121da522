import { z } from 'zod';
import { DONG_LIMIT, dong, type Dong } from './money.ts';
import { ok, refuse, type Result } from './result.ts';

const CANONICAL = /^(0|-?[1-9]\d{0,18})$/;

/** How an amount travels in JSON: a decimal string, since JSON's numbers lose đồng beyond 2^53. */
export function dongJson(amount: Dong): string {
  return amount.toString();
}

function fits(text: string): boolean {
  if (!CANONICAL.test(text)) return false;
  const value = BigInt(text);
  return value < DONG_LIMIT && value > -DONG_LIMIT;
}

/** Reads back what `dongJson` wrote; numbers, signs, spaces and leading zeros are refused. */
export function parseDongJson(value: unknown): Result<Dong, 'amount_is_not_a_decimal_string'> {
  if (typeof value === 'string' && fits(value)) return ok(dong(value));
  return refuse('amount_is_not_a_decimal_string', { text: String(value).slice(0, 40) });
}

/**
 * The same for zod (API, jsonb): in a decimal string, out a `Dong`. A string only, so that OpenAPI can
 * describe it. Made by a pure call so that a page which does not use it ships no zod.
 */
export const dongSchema = /* @__PURE__ */ makeDongSchema();

function makeDongSchema() {
  return z
    .string()
    .refine(fits, { error: 'amount_is_not_a_decimal_string' })
    .transform((text) => dong(text));
}
