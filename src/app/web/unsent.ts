/**
 * Data of a page without script: rendered here and sent nowhere else. Kit writes the data of every page down for
 * the script that would take it over, wanted or not; for a whole answer that was a tenth of the work.
 */
export class Unsent<T> {
  readonly value: T;
  constructor(value: T) {
    this.value = value;
  }
}

/** What a page without script shows: unsent, but for a page with script that goes on to it and asks for its data alone. */
export function shownBy<T>(
  { isDataRequest }: { readonly isDataRequest: boolean },
  value: T,
): Unsent<T> | { readonly value: T } {
  return isDataRequest ? { value } : new Unsent(value);
}
