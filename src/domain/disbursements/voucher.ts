import { foldText, sumDong, ZERO_DONG, type Dong, type LocalDate, type Rate } from '#kernel';

/** Whose money paid: the programme's (form 8a), the establishment's own, another source. All together are form 8b. */
export const voucherSources = ['support', 'own', 'other'] as const;
export type VoucherSource = (typeof voucherSources)[number];

export interface NewVoucher {
  /** Of the estimate, from 1. */
  readonly line: number;
  readonly source: VoucherSource;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly seller: string;
  readonly sellerTax: string | null;
  readonly description: string | null;
  /** With VAT. */
  readonly amount: Dong;
  readonly vat: Dong;
  /** Of a paper divided over lines or sources: its whole sum. */
  readonly invoiceTotal: Dong | null;
  readonly payer: string | null;
}

export interface Voucher extends NewVoucher {
  readonly id: string;
  readonly documentId: string | null;
}

/** A number or a name as it is compared: signs, spaces and case do not make another paper. */
const comparable = (text: string): string => foldText(text).replaceAll(/[^a-z0-9]/g, '') || text.trim();

export const numberKey = (voucher: Pick<NewVoucher, 'number'>): string => comparable(voucher.number);
export const sellerKey = (voucher: Pick<NewVoucher, 'seller'>): string => comparable(voucher.seller);

/** What the papers of one line come to, by source. */
export interface LineSum {
  readonly line: number;
  readonly source: VoucherSource;
  readonly count: number;
  readonly amount: Dong;
  readonly vat: Dong;
}

export interface LineAgainstEstimate {
  readonly label: string;
  readonly eligible: boolean;
  readonly estimated: Dong;
  readonly actual: Dong;
  readonly vat: Dong;
  readonly difference: Dong;
  readonly count: number;
  readonly bySource: Readonly<Record<VoucherSource, Dong>>;
  /** The difference is so large that it must be explained. */
  readonly mustExplain: boolean;
}

/** Each line of the estimate beside what its papers come to. `threshold`: from which share of the estimate a difference is explained. */
export function againstEstimate(
  lines: readonly { readonly label: string; readonly eligible: boolean; readonly amount: Dong }[],
  sums: readonly LineSum[],
  threshold: Rate,
): LineAgainstEstimate[] {
  return lines.map(({ label, eligible, amount: estimated }, i) => {
    const own = sums.filter((sum) => sum.line === i + 1);
    const of = (source: VoucherSource) =>
      sumDong(own.filter((sum) => sum.source === source).map((s) => s.amount));
    const actual = sumDong(own.map((sum) => sum.amount));
    const difference = (actual - estimated) as Dong;
    const size = difference < 0n ? 0n - difference : difference;
    return {
      ...{ label, eligible, estimated, actual, difference },
      vat: own.length > 0 ? sumDong(own.map((sum) => sum.vat)) : ZERO_DONG,
      count: own.reduce((count, sum) => count + sum.count, 0),
      bySource: { support: of('support'), own: of('own'), other: of('other') },
      mustExplain: size > 0n && size * 10_000n > estimated * BigInt(threshold),
    };
  });
}

/** Where a paper stands already. */
export interface VoucherUse {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly seller: string;
  readonly numberKey: string;
  readonly sellerKey: string;
  readonly sellerTax: string | null;
  readonly projectId: string;
  readonly projectNumber: string | null;
  readonly line: number;
  readonly amount: Dong;
  readonly invoiceTotal: Dong | null;
  readonly part: number;
}

type Compared = Pick<VoucherUse, 'numberKey' | 'sellerKey' | 'sellerTax' | 'issuedOn'>;

/** The same paper: number, day and seller, known by the name or by the tax code. */
const isSamePaper = (a: Compared, b: Compared): boolean =>
  a.numberKey === b.numberKey &&
  a.issuedOn === b.issuedOn &&
  (a.sellerKey === b.sellerKey || (a.sellerTax !== null && a.sellerTax === b.sellerTax));

export interface PlacedVoucher {
  readonly voucher: NewVoucher;
  readonly part: number;
}

export interface VoucherFault {
  /** Which of the new ones. */
  readonly at: number;
  readonly code: 'voucher_is_used' | 'voucher_stands_twice' | 'voucher_parts_exceed_whole';
  readonly use: VoucherUse;
}

/**
 * Places new papers beside those that stand. One that stands in another project is refused; within one project a paper may
 * be divided over lines and sources where every part names the same whole, and the parts come to no more than it.
 */
export function placeVouchers(
  project: { readonly id: string; readonly number: string | null },
  added: readonly NewVoucher[],
  standing: readonly VoucherUse[],
): { readonly placed: readonly PlacedVoucher[]; readonly faults: readonly VoucherFault[] } {
  const byNumber = new Map<string, VoucherUse[]>();
  const keep = (use: VoucherUse) => {
    const key = `${use.numberKey} ${use.issuedOn}`;
    const there = byNumber.get(key);
    if (there) there.push(use);
    else byNumber.set(key, [use]);
  };
  standing.forEach(keep);
  const placed: PlacedVoucher[] = [];
  const faults: VoucherFault[] = [];
  for (const [at, voucher] of added.entries()) {
    const compared = { ...voucher, numberKey: numberKey(voucher), sellerKey: sellerKey(voucher) };
    const same = (byNumber.get(`${compared.numberKey} ${voucher.issuedOn}`) ?? []).filter((use) =>
      isSamePaper(use, compared),
    );
    const [first] = same;
    const elsewhere = same.find((use) => use.projectId !== project.id);
    const parts = same.filter((use) => use.projectId === project.id);
    const undivided = parts.find(
      (use) => use.invoiceTotal === null || use.invoiceTotal !== voucher.invoiceTotal,
    );
    const inParts = parts.reduce((sum, use) => sum + use.amount, 0n) + voucher.amount;
    if (elsewhere) faults.push({ at, code: 'voucher_is_used', use: elsewhere });
    else if (undivided) faults.push({ at, code: 'voucher_stands_twice', use: undivided });
    else if (first && inParts > voucher.invoiceTotal!)
      faults.push({ at, code: 'voucher_parts_exceed_whole', use: first });
    const part = Math.max(0, ...parts.map((use) => use.part)) + 1;
    placed.push({ voucher, part });
    keep({
      ...compared,
      ...{ projectId: project.id, projectNumber: project.number, part },
    });
  }
  return { placed, faults };
}
