import { CSV_MARK, csvLine } from '#app/csv.ts';
import { formatDate } from '#kernel';
import { m } from '#messages';
import type { EndedWaits } from '#projects';
import { eventLabel, roleLabel, stageLabel } from '#text';
import type { loadWaits } from './waits-page.ts';

/** The table of "where it waits": a line a desk, with both years beside each other. */
export function waitsCsv({ filter, groups }: Awaited<ReturnType<typeof loadWaits>>, locale: 'vi' | 'en') {
  const number = (value: number | null | undefined) =>
    value === null || value === undefined
      ? ''
      : locale === 'vi'
        ? String(value).replace('.', ',')
        : String(value);
  const ofYear = (year: number) =>
    [
      m.waits_ended(),
      m.waits_median(),
      m.waits_ninetieth(),
      m.waits_given(),
      m.waits_ended_late(),
      m.waits_unknown(),
    ].map((head) => `${head} ${year}`);
  const figures = (row: EndedWaits | null) =>
    [row?.ended, row?.median, row?.ninetieth, row?.given, row?.late, row?.unknown].map(number);
  const lines = groups.flatMap(({ stage, rows }) =>
    rows.map((row) => [
      stageLabel(stage),
      eventLabel(row.step),
      roleLabel(row.role),
      ...figures(row.year),
      ...figures(row.before),
      ...[row.open?.open, row.open?.late, row.open?.soon].map(number),
      row.open ? formatDate(row.open.oldest) : '',
    ]),
  );
  const heads = [
    m.waits_stage(),
    m.waits_step(),
    m.waits_desk(),
    ...ofYear(filter.year),
    ...ofYear(filter.year - 1),
    m.waits_open(),
    m.waits_late(),
    m.waits_soon(),
    m.waits_oldest(),
  ];
  return CSV_MARK + [heads, ...lines].map(csvLine).join('');
}
