/** A machine as its quotation names it. Prices in million đồng, from the cheapest to the dearest offer. */
export interface Offer {
  readonly name: string;
  readonly origin: string;
  readonly capacity: string;
  readonly unit: string;
  readonly price: readonly [number, number];
}

/** What a workshop makes, and with what it could make it better. Invented, but as it could be. */
export interface Trade {
  readonly sector: string;
  readonly product: string;
  /** Why the old way no longer does; one is chosen. */
  readonly needs: readonly string[];
  readonly gain: string;
  readonly machines: readonly Offer[];
  /** The parts of one complete technology line. */
  readonly line: { readonly name: string; readonly parts: readonly Offer[] };
  /** What a demonstration model would show. */
  readonly model: string;
  /** What of its waste could be treated. */
  readonly waste: string;
}

/** Reads `tên | xuất xứ | công suất | đơn vị | giá thấp-giá cao`, one machine a line. */
export function offers(table: string): Offer[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', origin = '', capacity = '', unit = '', price = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const [low, high] = price.split('-').map(Number);
      return { name, origin, capacity, unit, price: [low!, high!] };
    });
}
