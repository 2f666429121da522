import type { LocalDate } from '#kernel';
import type { Citation, TwoLanguages } from './citation.ts';

/** The kinds of things in the system that rest on a document, in the order a page shows them. */
export const restingKinds = [
  'norm_set',
  'norm',
  'eligibility',
  'sector',
  'enterprise_size',
  'procedure',
  'procedure_step',
  'advance_rule',
  'dossier_item',
] as const;
export type RestingKind = (typeof restingKinds)[number];

export interface Resting {
  readonly kind: RestingKind;
  /** The row it stands in: a norm set's id, a procedure's. */
  readonly id: string;
  readonly name: TwoLanguages;
  readonly province: string | null;
  readonly from: LocalDate | null;
  /** The first day it no longer counts. */
  readonly until: LocalDate | null;
  /** The place it cites; null where it names the whole document. */
  readonly place: Citation | null;
}
