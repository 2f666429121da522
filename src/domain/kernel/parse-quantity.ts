import { readNumber, type Decimal } from './number-notation.ts';
import { ok, refuse, type Result } from './result.ts';
import { floorDong, type Dong, type Rate } from './money.ts';

export type QuantityRefusal =
  'quantity_is_not_understood' | 'quantity_is_ambiguous' | 'quantity_is_zero' | 'quantity_is_too_fine';

/** An exact quantity as it is kept: "12", "2.5"; at most four decimals. */
export type Quantity = string & { readonly quantity: true };

const PLACES = 4;

/** Reads a quantity as typed or pasted: "1.500", "2,5", "1,436.5". "2.5" could be either and is asked back unless `english`. */
export function parseQuantity(text: string, { english = false } = {}): Result<Quantity, QuantityRefusal> {
  const figure = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const quote = figure.slice(0, 60);
  if (!/^\d[\d., ]*$/.test(figure) || figure.length > 24)
    return refuse('quantity_is_not_understood', { text: quote });
  const read = readNumber(figure, english ? 'en' : 'vi', false);
  if (read.kind === 'misgrouped') return refuse('quantity_is_not_understood', { text: quote });
  if (read.kind === 'ambiguous')
    return refuse('quantity_is_ambiguous', {
      text: quote,
      one: written(read.asDecimal).replace('.', ','),
      other: written(read.withoutMark),
    });
  if (read.value.digits === 0n) return refuse('quantity_is_zero');
  if (read.value.places > PLACES) return refuse('quantity_is_too_fine', { text: quote, most: PLACES });
  return ok(written(read.value) as Quantity);
}

function written({ digits, places }: Decimal): string {
  if (places === 0) return String(digits);
  const padded = String(digits).padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** quantity × price × (1 + VAT), rounded down once at the end to whole đồng (`floorDong`). */
export function priceOf(quantity: Quantity, unitPrice: Dong, vat: Rate): Dong {
  const [whole, fraction = ''] = quantity.split('.') as [string, string?];
  const digits = BigInt(whole + fraction);
  return floorDong(digits * unitPrice * (10_000n + vat), 10n ** BigInt(fraction.length) * 10_000n);
}
