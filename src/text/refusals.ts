import { m } from '#messages';
import { citationText, documentTitle } from './citations.ts';
import { AREAS, LEVELS } from './law-families.ts';
import { dong, formatDate, formatDong, isLocalDate, type Locale, type Refusal } from '#kernel';

type Sentence = (inputs: Readonly<Record<string, string>>, options: { locale: Locale }) => string;

// Looked up by name: the codes are declared next to their rules, all over the chapters.
const sentences = m as unknown as Readonly<Record<string, Sentence | undefined>>;

/**
 * The sentence of a refusal, its holes filled: amounts with their digits grouped (the sentence says
 * the unit), dates as dd/mm/yyyy. A code without a sentence is shown itself; a test sees to it that
 * there is none.
 */
export function refusalSentence(refusal: Refusal, locale: Locale): string {
  const sentence = sentences[`refusal_${refusal.code}`];
  if (sentence === undefined) return refusal.code;
  const { params } = refusal;
  const shown = Object.entries(params).map(([name, value]) => {
    // A text out of the law's data comes in both languages: `where` and `whereEn`.
    const inEnglish = locale === 'en' ? params[`${name}En`] : undefined;
    if (name === 'document') return [name, documentTitle(String(value), locale)] as const;
    if (name === 'place') return [name, place(String(value), locale)] as const;
    if (name === 'circumstances') return [name, circumstances(String(value), locale)] as const;
    return [name, show(inEnglish ?? value, locale)] as const;
  });
  return sentence(Object.fromEntries(shown), { locale });
}

/** "36/2013/TT-BCT 8 2 " → "Thông tư 36/2013/TT-BCT, Điều 8 khoản 2". */
function place(text: string, locale: Locale): string {
  const [document = '', article, clause, point] = text.split(' ');
  return citationText(
    { document, article: article || null, clause: clause || null, point: point || null },
    locale,
  );
}

/** "difficult line" → ", địa bàn khó khăn, dây chuyền đồng bộ"; nothing for nothing. */
function circumstances(codes: string, locale: Locale): string {
  const words = codes.split(' ').filter(Boolean);
  const word = (code: string) =>
    code === 'line'
      ? m.norms_circumstance_line({}, { locale })
      : (AREAS[code] ?? LEVELS[code])?.({}, { locale });
  return words.map((code) => `, ${word(code) ?? code}`).join('');
}

/** All sentences of a refusal: its own, then those found in the same pass, with the field each belongs beside. */
export function refusalSentences(
  refusal: Refusal,
  locale: Locale,
): readonly { readonly field: string | undefined; readonly sentence: string }[] {
  return [refusal, ...(refusal.also ?? [])].map((one) => ({
    field: one.field,
    sentence: refusalSentence(one, locale),
  }));
}

function show(value: string | number | bigint, locale: Locale): string {
  if (typeof value === 'bigint') return formatDong(dong(value), locale);
  if (typeof value === 'string' && isLocalDate(value)) return formatDate(value);
  // A factor: 1.5 in English, 1,5 in Vietnamese.
  if (locale === 'vi' && typeof value === 'string' && /^\d+\.\d+$/.test(value))
    return value.replace('.', ',');
  return String(value);
}
