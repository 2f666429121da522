import { foldText } from '#kernel';

export interface Quote {
  readonly before: string;
  readonly found: string;
  readonly after: string;
}

/** The words around the first place in a text where the query's first found word stands, accents aside. */
export function quoteAround(text: string, query: string, around = 12): Quote | null {
  const words = text.split(/\s+/);
  const asked: readonly string[] = foldText(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  const folded = words.map((word) => foldText(word).replace(/[^\p{L}\p{N}]/gu, ''));
  const whole = folded.findIndex((_, i) => asked.every((part, j) => folded[i + j] === part));
  const single = folded.findIndex((word) => asked.includes(word));
  const at = whole >= 0 ? whole : single;
  if (at < 0) return null;
  const end = at + (whole >= 0 ? asked.length : 1);
  return {
    before: `${at > around ? '… ' : ''}${words.slice(Math.max(0, at - around), at).join(' ')}`,
    found: words.slice(at, end).join(' '),
    after: `${words.slice(end, end + around).join(' ')}${words.length > end + around ? ' …' : ''}`,
  };
}
