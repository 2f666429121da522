/** The list's address with some of its query changed; null takes a value out. */
export function listAddress(query: string, changes: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return `/desk/projects?${params}`;
}
