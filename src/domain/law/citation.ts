/** How far a rule was checked against the official text. */
export const verifications = ['full_text', 'excerpt', 'inferred', 'memory'] as const;
export type Verification = (typeof verifications)[number];

/** Read in the text itself or in an excerpt of it. Everything else is shown as not yet verified. */
export function isVerified(verification: Verification): boolean {
  return verification === 'full_text' || verification === 'excerpt';
}

/**
 * Where a rule stands, as it may be printed. A clause number that was only inferred is not part of
 * it: reference files keep those under `probable`, and nothing of that is ever shown.
 */
export interface Citation {
  /** The instrument, e.g. `28/2018/TT-BTC`. */
  readonly document: string;
  readonly article: string | null;
  readonly clause: string | null;
  readonly point: string | null;
}

/** Both languages of a text that comes from data and not from the message catalogue. */
export interface TwoLanguages {
  readonly vi: string;
  readonly en: string;
}
