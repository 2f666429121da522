declare const dongBrand: unique symbol;
declare const rateBrand: unique symbol;

/**
 * An amount of whole đồng, possibly negative (a correction, a difference), |amount| < 2^63 so that
 * PostgreSQL's `bigint` holds it. The only type for money; arithmetic on it stays in this folder.
 */
export type Dong = bigint & { readonly [dongBrand]: true };

/** A share in basis points: 1 % = 100n, so a percentage of the law has at most two decimals. */
export type Rate = bigint & { readonly [rateBrand]: true };

/** PostgreSQL's bigint reaches from -2^63 to 2^63 - 1; both ends are kept symmetric here. */
export const DONG_LIMIT = 2n ** 63n;
const ORDINARY = 2n ** 62n - 1n;
const WHOLE = 10_000n;
const DECIMAL_INTEGER = /^-?\d{1,19}$/;

/**
 * Makes an amount out of a bigint, a whole number within ±2^53, or a decimal string (`"-1500"`).
 * Throws RangeError on anything else: what people type goes through `parseAmount`, which refuses.
 */
export function dong(amount: bigint | number | string): Dong {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) {
    throw new RangeError(`dong: not a whole number: ${amount}`);
  }
  if (typeof amount === 'string' && !DECIMAL_INTEGER.test(amount)) {
    throw new RangeError(`dong: not a decimal integer: ${JSON.stringify(amount)}`);
  }
  return typeof amount === 'bigint' ? within(amount) : within(BigInt(amount));
}

/** Every sum comes through here: what any programme pays is told by two comparisons, the rest is looked at closely. */
function within(value: bigint): Dong {
  return value <= ORDINARY && value >= -ORDINARY ? (value as Dong) : atTheEdge(value);
}

function atTheEdge(value: bigint): Dong {
  if (value >= DONG_LIMIT || value <= -DONG_LIMIT) throw new RangeError(`dong: beyond 2^63: ${value}`);
  return value as Dong;
}

export const ZERO_DONG = 0n as Dong;
export const MILLION = 1_000_000n as Dong;
export const BILLION = 1_000_000_000n as Dong;

export function addDong(a: Dong, b: Dong): Dong {
  return within(a + b);
}

export function subtractDong(a: Dong, b: Dong): Dong {
  return within(a - b);
}

export function negateDong(amount: Dong): Dong {
  return (0n - amount) as Dong;
}

export function sumDong(amounts: Iterable<Dong>): Dong {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return within(total);
}

export function minDong(first: Dong, ...others: readonly Dong[]): Dong {
  let least = first;
  for (const amount of others) if (amount < least) least = amount;
  return least;
}

export function maxDong(first: Dong, ...others: readonly Dong[]): Dong {
  let most = first;
  for (const amount of others) if (amount > most) most = amount;
  return most;
}

/** For `toSorted`: ascending. */
export function compareDong(a: Dong, b: Dong): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isNegative(amount: Dong): boolean {
  return amount < 0n;
}

/**
 * `numerator / denominator` rounded down to whole đồng (towards minus infinity): public money is
 * never rounded up in favour of who receives it. Throws RangeError when the denominator is not positive.
 */
export function floorDong(numerator: bigint, denominator: bigint): Dong {
  if (denominator <= 0n) throw new RangeError(`floorDong: denominator ${denominator} is not positive`);
  const quotient = numerator / denominator;
  return within(numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient);
}

/** `amount × numerator / denominator`, floored once at the end (`multiplyRatio(x, 3n, 2n)` = x × 1.5). */
export function multiplyRatio(amount: Dong, numerator: bigint, denominator: bigint): Dong {
  return floorDong(amount * numerator, denominator);
}

/** 50 → 5000n, `"12.5"` → 1250n. Throws RangeError on a negative, or on more than two decimals. */
export function percent(share: number | string): Rate {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(String(share));
  if (match === null) throw new RangeError(`percent: not a percentage of two decimals: ${share}`);
  return (BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))) as Rate;
}

/** The share of an amount, floored: `percentOf(amount, percent(50))`. */
export function percentOf(amount: Dong, share: Rate): Dong {
  return floorDong(amount * share, WHOLE);
}
