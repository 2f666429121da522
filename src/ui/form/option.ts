export interface Option {
  readonly value: string;
  readonly label: string;
  /** Help under a radio button or checkbox. */
  readonly hint?: string;
  /** Heading the option stands under in a select. */
  readonly group?: string;
}
