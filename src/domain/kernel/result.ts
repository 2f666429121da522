/**
 * What a rule or a use case answers: a value, or a refusal.
 *
 * A refusal is a value with a sentence code (`support_exceeds_norm`), never an exception: exceptions
 * are bugs. Codes are declared next to the rule that refuses; `src/text/refusals.ts` gives each its
 * sentence in both languages, and a test demands one for every code.
 */
export type Result<T, C extends string = string> = Ok<T> | Refused<C>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<C extends string = string> {
  readonly ok: false;
  readonly refusal: Refusal<C>;
}

/** Values that fill the holes of a refusal's sentence. Amounts are bigint đồng, dates `YYYY-MM-DD`. */
export type RefusalParams = Readonly<Record<string, string | number | bigint>>;

export interface Refusal<C extends string = string> {
  readonly code: C;
  readonly params: RefusalParams;
  /** The form field the sentence belongs beside, as the form names it; absent for the whole form. */
  readonly field?: string;
  /** Further refusals found in the same pass: bad input is answered whole, not one error at a time. */
  readonly also?: readonly Refusal[];
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refuse<C extends string>(code: C, params: RefusalParams = {}, field?: string): Refused<C> {
  return { ok: false, refusal: { code, params, ...(field === undefined ? {} : { field }) } };
}

/** One refusal carrying all that was found. Throws on an empty list: that is a bug of the caller. */
export function refuseAll(found: readonly Refusal[]): Refused {
  const [first, ...also] = found;
  if (first === undefined) throw new Error('refuseAll: nothing to refuse');
  return { ok: false, refusal: also.length === 0 ? first : { ...first, also } };
}

/** Unwraps a result where a refusal would be a bug (tests, seeds). Throws with the refusal's code. */
export function expectOk<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, params } = result.refusal;
  throw new Error(
    `refused: ${code} ${JSON.stringify(params, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))}`,
  );
}
