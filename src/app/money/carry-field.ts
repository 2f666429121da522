/** The name of a row's field in the carry-over form. */
export function rowField(station: string, projectId: string | null): string {
  return `carry-${station}-${projectId ?? 'fund'}`;
}
