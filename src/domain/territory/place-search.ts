import { foldText, nameKey } from '#kernel';

/** What officers type for the kinds of units, old and new; expanded only where the whole word stands. */
const SHORT: Readonly<Record<string, readonly string[] | undefined>> = {
  tp: ['thanh', 'pho'],
  tx: ['thi', 'xa'],
  tt: ['thi', 'tran'],
  hcm: ['ho', 'chi', 'minh'],
  tphcm: ['thanh', 'pho', 'ho', 'chi', 'minh'],
};
const DOTTED: Readonly<Record<string, string | undefined>> = {
  p: 'phuong',
  x: 'xa',
  h: 'huyen',
  q: 'quan',
  t: 'tinh',
};
/** Words for the kind of a unit, as they stand before its name. */
const KINDS = /^(xa|phuong|dac khu|thi tran|huyen|quan|thi xa|thanh pho|tinh) (?=.)/;
const MOST_WORDS = 10;

/** Words in one spelling: no accents, no signs, apostrophes dropped ("Ea H'leo" → ea hleo). */
function wordsOf(text: string): string[] {
  return foldText(text)
    .replace(/['`´]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function spelledWords(text: string): string[] {
  return nameKey(text)
    .normalize('NFC')
    .replace(/['‘’`´]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** How a name is stored to be found: a space before each word. "" for no words. */
export function searchKey(text: string): string {
  return wordsOf(text)
    .map((word) => ` ${word}`)
    .join('');
}

/** The same with its accents, to tell Vinh from Vĩnh among what was found. */
export function spelledKey(text: string): string {
  return spelledWords(text)
    .map((word) => ` ${word}`)
    .join('');
}

export interface PlaceQuery {
  /** Folded words, letters and digits only; all must be found. Empty for nothing searchable. */
  readonly words: readonly string[];
  /** The same as one text, without a leading word for the kind of unit: "xã Con Cuông" → "con cuong". */
  readonly name: string;
  /** The words as typed, accents kept. */
  readonly spelled: readonly string[];
}

/**
 * What a person typed, as what to look for: "TP. Vinh" → thanh pho vinh, "h.Con Cuông" → huyen con cuong.
 * At most ten words; the rest is not looked at.
 */
export function placeQuery(text: string): PlaceQuery {
  const written = text.replace(/(?<![\p{L}\p{M}\p{N}])([pxhqt])\./giu, (_, letter: string) => {
    const word = DOTTED[letter.toLowerCase()];
    return word === undefined ? letter : `${word} `;
  });
  const words = wordsOf(written)
    .flatMap((word) => SHORT[word] ?? [word])
    .slice(0, MOST_WORDS);
  return {
    words,
    name: words.join(' ').replace(KINDS, ''),
    spelled: spelledWords(text).slice(0, MOST_WORDS),
  };
}
