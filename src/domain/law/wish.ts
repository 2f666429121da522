import type { TwoLanguages } from './citation.ts';

/** What an establishment asks for itself. */
export interface WishedContent {
  readonly content: string;
  /** The part of the public form it stands in. */
  readonly group: string;
  /** What the content asks of who has the wish, in short words. */
  readonly needs: TwoLanguages;
  /** Contents that the same money might also come under, if what they need is met. */
  readonly instead: readonly string[];
}

/** By content, in the order of the form. */
export type WishBook = ReadonlyMap<string, WishedContent>;
