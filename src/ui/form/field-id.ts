/** The id of a field's control: where its label points and where the error summary leads. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/-$/, '')}`;
}
