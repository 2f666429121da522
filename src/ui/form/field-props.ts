/** What every field of a form is given. What was typed comes back as `value`, whatever happened. */
export interface FieldProps {
  readonly label: string;
  readonly name: string;
  /** One sentence of help, read out with the field. */
  readonly hint?: string | undefined;
  /** The sentence of the refusal beside the field. */
  readonly error?: string | undefined;
  /** Marked in words and by a sign; the server decides, so that its sentence is what people read. */
  readonly required?: boolean | undefined;
}
