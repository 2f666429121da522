const MARKS = /\p{M}/gu;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const SPACES = /[\s\u200b\ufeff]+/gu;

/** What word processors make of plain signs; unaccent takes it back, so we do. */
const TYPOGRAPHY: Readonly<Record<string, string>> = {
  đ: 'd',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
};

/**
 * Text for searching without accents: "Đồng Hới" → "dong hoi". For Vietnamese the same as PostgreSQL's
 * `unaccent(lower(normalize(x, NFC)))`, so an application-side key meets the database's index. Letters
 * and signs that Vietnamese text does not have (ø, ß, ½, №) are left alone; unaccent rewrites those too.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đ‘’“”–—…]/g, (sign) => TYPOGRAPHY[sign]!);
}

/** One space for any run of white space (no-break and zero-width too), none at the ends; NFC. */
export function squeezeSpaces(text: string): string {
  return text.normalize('NFC').replace(SPACES, ' ').trim();
}

/**
 * A key under which the same Vietnamese name written in two ways is one: spacing, capitals, Unicode
 * form and the place of the tone mark ("Hoà" and "Hòa") do not count; tones and letters do ("Hoa" is
 * another name). A syllable has one tone, so the mark is moved to the syllable's end.
 */
export function nameKey(name: string): string {
  return squeezeSpaces(name)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{L}\p{M}]+/gu, (syllable) => {
      const tones = syllable.match(TONES);
      return tones === null ? syllable : syllable.replace(TONES, '') + tones.join('');
    });
}

export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** Vietnamese alphabetical order (a ă â b … d đ e ê), figures by value: "Tổ 2" before "Tổ 10". */
export const collator: Intl.Collator = /* @__PURE__ */ new Intl.Collator('vi-VN', { numeric: true });

/** At most two letters for an avatar, of the first and the last word: "Nguyễn Thị Minh Khai" → "NK". */
export function initials(name: string): string {
  const words = squeezeSpaces(name).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => String.fromCodePoint(word.codePointAt(0)!).toUpperCase()).join('') || '?';
}

/** For addresses and file names: "Máy CNC (Nghệ An)" → "may-cnc-nghe-an". Empty when nothing is left. */
export function slug(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
