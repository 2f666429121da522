import { isLocalDate } from '#kernel';
import { keyFrom, type ListKey } from '#projects';

/** A place in a list sorted by days, or by numbers of days, from its address; null where the text is no such place. */
export function listKey(text: string | null, by: 'day' | 'number'): ListKey | null {
  const key = keyFrom(text);
  if (key === null) return null;
  return (by === 'day' ? isLocalDate(key.value) : /^-?\d{1,6}$/.test(key.value)) ? key : null;
}
