/** One thing to mend in a form: the sentence, and the field it belongs to when it has one. */
export interface FormError {
  readonly field?: string | undefined;
  readonly message: string;
}

/** The sentence beside a field: the first error that names it. */
export function errorOf(errors: readonly FormError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}
