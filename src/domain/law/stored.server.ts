import { percent, type Rate } from '#kernel';
import type { TwoLanguages } from './citation.ts';

/** Basis points as stored → a rate. */
export function rateOf(basisPoints: number): Rate {
  return percent((basisPoints / 100).toFixed(2));
}

/** Two nullable columns → a text in both languages, or none. */
export function textIn(vi: string | null, en: string | null): TwoLanguages | null {
  return vi === null || en === null ? null : { vi, en };
}
