import type { Row, SetBlock } from './layout.ts';

/** A paper ready to be set: the head and foot of decree 30/2020/NĐ-CP around what it says. All Vietnamese texts. */
export interface FinishedPaper {
  /** The office above the one that issues; empty where there is none. */
  readonly above: string;
  readonly issuer: string;
  readonly sign: string;
  readonly place: string;
  readonly day: { readonly ngay: string; readonly thang: string; readonly nam: string };
  readonly title: string;
  readonly about: string;
  /** "Mẫu 9 – Thông tư 36/2013/TT-BCT"; empty where the law gives no form. */
  readonly form: string;
  readonly blocks: readonly SetBlock[];
  readonly recipients: readonly string[];
  /** Null where the blocks end with the signatures. */
  readonly signer: { readonly title: string; readonly name: string } | null;
  /** Where anybody sees whether it is genuine; the code beside it in groups. */
  readonly proof: { readonly address: string; readonly code: string; readonly qr: string } | null;
  readonly sample: boolean;
  /** Not issued: shown to look at. */
  readonly draft: boolean;
}

/** The same as fields for a Word template. */
export type WordData = Readonly<
  Record<string, string | boolean | readonly Row[] | { readonly qr: Uint8Array }>
>;
