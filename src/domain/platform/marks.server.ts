/** The marks of everything, as one transaction found them; not there: nothing may be kept of it. */
export type Marks = ReadonlyMap<string, string>;

/**
 * Answers made from the database, in memory for as long as the marks of what they were made of stay. No answer can be
 * older than the marks it is asked for with. The ones not asked for the longest go first.
 */
export class Kept {
  readonly #most: number;
  readonly #answers = new Map<string, { readonly marks: string; readonly answer: unknown }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @param key all that the answer depends on besides what is marked: its name, the province, the filter, the day */
  async of<T>(key: string, marks: Marks, whats: readonly string[], make: () => T | Promise<T>): Promise<T> {
    const found = whats.map((what) => marks.get(what));
    if (found.includes(undefined)) return make();
    const now = found.join(' ');
    const known = this.#answers.get(key);
    if (known?.marks === now) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known.answer as T;
    }
    const answer = await make();
    this.#answers.delete(key);
    this.#answers.set(key, { marks: now, answer });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  /** Knows no more than a process that has just begun. */
  forget(): void {
    this.#answers.clear();
  }
}
