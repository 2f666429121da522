/** A column of DataTable. */
export interface Column {
  readonly label: string;
  /** Amounts and counts: to the right, figures of equal width. */
  readonly end?: boolean;
  /** The label is only read out (a column of buttons). */
  readonly silent?: boolean;
  /** Address of this list sorted by the column; `now` when it is sorted so. */
  readonly sort?: { readonly href: string; readonly now?: 'ascending' | 'descending' };
  readonly class?: string;
}
