import { formatDate, formatDateTime, type LocalDate } from '#kernel';
import type { IconShape } from './icon-shape.ts';

export interface TimelineEntry {
  /** Unique within the timeline. */
  readonly key: string;
  /** A moment, or only a day where no more is known. */
  readonly at: Date | LocalDate;
  readonly title: string;
  readonly text?: string;
  readonly icon?: IconShape;
}

/** `20/11/2026 · 16:12`, or the day alone; and the same for machines. */
export function timelineMoment(at: Date | LocalDate): { text: string; machine: string } {
  if (typeof at === 'string') return { text: formatDate(at), machine: at };
  const [time, date] = formatDateTime(at).split(' ');
  return { text: `${date} · ${time}`, machine: at.toISOString() };
}
