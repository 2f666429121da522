import { addDays, dayOfWeek, localDate, type LocalDate, type Locale } from '#kernel';

const MONDAY = localDate('2024-01-01');

/** "Thứ Hai", "Monday". */
export function weekdayName(date: LocalDate, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(date));
}

/** Heads of the columns of a month, Monday first: what is shown, and what it stands for. */
export function weekdayHeads(locale: Locale): readonly { readonly short: string; readonly long: string }[] {
  const short =
    locale === 'vi' ? ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] : ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
  return short.map((text, i) => ({ short: text, long: weekdayName(addDays(MONDAY, i), locale) }));
}

/** The days of a month in weeks, Monday first; null where a week reaches into another month. */
export function weeksOf(year: number, month: number): readonly (readonly (LocalDate | null)[])[] {
  const first = localDate(`${year}-${String(month).padStart(2, '0')}-01`);
  const cells: (LocalDate | null)[] = Array.from({ length: dayOfWeek(first) - 1 }, () => null);
  for (let day = first; Number(day.slice(5, 7)) === month; day = addDays(day, 1)) cells.push(day);
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}
