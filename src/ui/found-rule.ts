/** A rule applied, as a list of findings shows it. */
export interface FoundRule {
  readonly key: string;
  readonly status: 'passed' | 'failed' | 'to_be_shown';
  /** The status in a word of the page's language. */
  readonly word: string;
  readonly sentence: string;
  readonly citation: string | null;
  readonly verified: boolean;
  /** Where the thing it speaks of is shown. */
  readonly href?: string | null;
}
