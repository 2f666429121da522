import { priceOf, type Dong, type LocalDate, type Quantity, type Rate, type Refusal } from '#kernel';
import type { FundedLine } from '../request.ts';

/** A line is known by its group and its description, as between versions of an estimate. */
export interface LineName {
  /** Empty: no group. */
  readonly group: string;
  readonly label: string;
}

/** For one unit, before VAT. */
interface QuotedPrice extends LineName {
  readonly unitPrice: Dong;
  readonly vat: Rate;
}

export interface Quotation {
  readonly id: string;
  readonly supplier: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly validUntil: LocalDate | null;
  readonly documentId: string;
  readonly addedBy: string;
  readonly prices: readonly QuotedPrice[];
}

/** Whose price a line took, and why where another quotation was lower. */
export interface TakenPrice extends LineName {
  readonly quotationId: string;
  readonly reason: string | null;
}

export interface Quoted {
  readonly quotations: readonly Quotation[];
  readonly taken: readonly TakenPrice[];
}

/** A line as it stands in the estimate; no price while it cannot be read. */
export interface PricedLine extends LineName {
  readonly unit: string;
  readonly price: { readonly unitPrice: Dong; readonly vat: Rate } | null;
}

interface Offer {
  readonly quotationId: string;
  readonly supplier: string;
  /** One unit with VAT, rounded down to the đồng. */
  readonly withVat: Dong;
  readonly expired: boolean;
  /** No valid quotation asks less. */
  readonly lowest: boolean;
  readonly taken: boolean;
}

export interface ComparedLine {
  readonly line: PricedLine;
  /** What the estimate reckons with for one unit, with VAT. */
  readonly withVat: Dong | null;
  /** In the order of the quotations; null where one says nothing of the line. */
  readonly offers: readonly (Offer | null)[];
  readonly reason: string | null;
}

type Price = Pick<QuotedPrice, 'unitPrice' | 'vat'>;
/** Ten thousand times the price with VAT: exact, so that rounding hides no difference. */
const exact = ({ unitPrice, vat }: Price): bigint => unitPrice * (10_000n + vat);
export const unitWithVat = ({ unitPrice, vat }: Price): Dong => priceOf('1' as Quantity, unitPrice, vat);

export const sameLine = (a: LineName, b: LineName): boolean => a.group === b.group && a.label === b.label;
export const isExpired = (quotation: Pick<Quotation, 'validUntil'>, on: LocalDate): boolean =>
  quotation.validUntil !== null && quotation.validUntil < on;

export const pricedLine = (line: FundedLine): PricedLine => ({
  ...{ group: line.group ?? '', label: line.label, unit: line.unit },
  price: { unitPrice: line.unitPrice, vat: BigInt(line.vat ?? '0') as Rate },
});

/** The lowest valid price of a line; null where none is quoted. */
export function lowestOf(line: LineName, quotations: readonly Quotation[], on: LocalDate) {
  let lowest: { price: QuotedPrice; quotation: Quotation } | null = null;
  for (const quotation of quotations) {
    const price = quotation.prices.find((p) => sameLine(p, line));
    if (!price || isExpired(quotation, on)) continue;
    if (lowest === null || exact(price) < exact(lowest.price)) lowest = { price, quotation };
  }
  return lowest;
}

/** Lines down, quotations across. */
export function compareQuotations(
  lines: readonly PricedLine[],
  { quotations, taken }: Quoted,
  on: LocalDate,
): ComparedLine[] {
  return lines.map((line) => {
    const lowest = lowestOf(line, quotations, on);
    const choice = taken.find((t) => sameLine(t, line));
    const offers = quotations.map((quotation): Offer | null => {
      const price = quotation.prices.find((p) => sameLine(p, line));
      if (!price) return null;
      const expired = isExpired(quotation, on);
      return {
        ...{ quotationId: quotation.id, supplier: quotation.supplier, expired },
        withVat: unitWithVat(price),
        lowest: lowest !== null && !expired && exact(price) === exact(lowest.price),
        taken: choice?.quotationId === quotation.id,
      };
    });
    const withVat = line.price === null ? null : unitWithVat(line.price);
    return { line, withVat, offers, reason: choice?.reason ?? null };
  });
}

/**
 * What is wrong with the prices of an estimate put forward: a line above the lowest valid quotation without a reason, or
 * above the very quotation it names. Lines nobody quotes are not judged.
 */
export function faultyPrices(
  lines: readonly PricedLine[],
  { quotations, taken }: Quoted,
  on: LocalDate,
): Refusal[] {
  return lines.flatMap((line, i): Refusal[] => {
    const lowest = lowestOf(line, quotations, on);
    if (lowest === null || line.price === null || exact(line.price) <= exact(lowest.price)) return [];
    const choice = taken.find((t) => sameLine(t, line));
    const chosen = quotations.find((q) => q.id === choice?.quotationId);
    const price = chosen?.prices.find((p) => sameLine(p, line));
    const fault = (code: string, of: Price, supplier: string): Refusal => ({
      ...{ code, field: `lines.${i}.unitPrice` },
      params: { line: i + 1, price: unitWithVat(line.price!), quoted: unitWithVat(of), supplier },
    });
    if (!price || !choice || choice.reason === null)
      return [fault('estimate_price_is_not_lowest', lowest.price, lowest.quotation.supplier)];
    return exact(line.price) > exact(price)
      ? [fault('estimate_price_exceeds_quotation', price, chosen!.supplier)]
      : [];
  });
}
