/**
 * Areas that projects are preferred for (Decree 45/2012/NĐ-CP, article 6), most preferred first within the
 * geographic kinds. A commune may be on several lists.
 */
export const priorityAreas = [
  'upland',
  'island',
  'border',
  'minority',
  'poor_district',
  'new_rural',
  'difficult',
  'especially_difficult',
] as const;
export type PriorityArea = (typeof priorityAreas)[number];

/** What is known of a commune's priority on a day. */
export interface AreaStanding {
  readonly areas: readonly PriorityArea[];
  /** False: no list was brought in for this province; the commune then counts as normal, unverified. */
  readonly known: boolean;
  /** Someone compared every list the commune stands on with the official text. */
  readonly verified: boolean;
}

/** A commune on a list. Dates are `YYYY-MM-DD`, both included. */
export interface ListedArea {
  readonly communeCode: string;
  readonly area: string;
  readonly from: string;
  readonly to: string | null;
  /** Decision and date: "Quyết định 861/QĐ-TTg ngày 04/06/2021". */
  readonly basis: string;
  readonly verified: boolean;
}
