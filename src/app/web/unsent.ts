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
