/** A way within this site to go on to; anything else, an address of another site above all, is dropped. */
export function safeNext(wanted: string | null | undefined): string | null {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted)) return null;
  return wanted;
}
