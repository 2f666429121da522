/** More than any address of ours has: with an invitation the way on is kept. */
const LONGEST = 4000;

/** A way within this site to go on to; anything else, an address of another site above all, is dropped. */
export function safeNext(wanted: string | null | undefined): string | null {
  if (!wanted?.startsWith('/') || wanted.length > LONGEST) return null;
  return /^\/[/\\]/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted) ? null : wanted;
}
