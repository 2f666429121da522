import { formatDate, localDate } from '#kernel';
import { m } from '#messages';
import type { Letter, Message } from '#platform/server';
import type { Event } from '#projects';
import type { NoticeKind } from '#records';
import { eventLabel, noticeSentence } from '#text';

/** The letter that carries one notice, mailed at once to who wishes so. */
export function writeNotice({ to, locale, values }: Letter, origin: string): Message {
  const fills = JSON.parse(values['fills'] ?? '{}') as Record<string, string>;
  const what = noticeSentence({ kind: values['kind'] as NoticeKind, fills }, locale);
  const holes = { what, title: fills['title'] ?? '', link: `${origin}/notices` };
  return {
    to,
    subject: m.notices_letter_notice_subject(holes, { locale }),
    text: `${m.notices_letter_notice_text(holes, { locale })}\n\n${m.people_letter_end({}, { locale })}\n`,
  };
}

interface Line {
  readonly number: string;
  readonly step: Event;
  readonly due: string;
  readonly title: string;
}
interface Lines {
  readonly today: readonly Line[];
  readonly late: readonly Line[];
  readonly fresh: readonly { readonly kind: NoticeKind; readonly fills: Readonly<Record<string, string>> }[];
}

/** The one mail of a working day: what is due today, what is late, what is new. */
export function writeDigest({ to, locale, values }: Letter, origin: string): Message {
  const { today, late, fresh } = JSON.parse(values['lines'] ?? '{}') as Lines;
  const say = { locale };
  const wait = ({ number, step, due, title }: Line) =>
    m.notices_letter_digest_line(
      { number, step: eventLabel(step, locale), due: formatDate(localDate(due)), title },
      say,
    );
  const part = (head: string, count: number, lines: readonly string[]) =>
    count === 0
      ? []
      : [
          [
            head,
            ...lines.map((line) => `- ${line}`),
            ...(count > lines.length
              ? [m.notices_letter_digest_more({ count: count - lines.length }, say)]
              : []),
          ].join('\n'),
        ];
  const counts = {
    today: values['today'] ?? '0',
    late: values['late'] ?? '0',
    fresh: values['fresh'] ?? '0',
  };
  const parts = [
    ...part(
      m.notices_letter_digest_today({ count: counts.today }, say),
      Number(counts.today),
      today.map(wait),
    ),
    ...part(m.notices_letter_digest_late({ count: counts.late }, say), Number(counts.late), late.map(wait)),
    ...part(
      m.notices_letter_digest_fresh({ count: counts.fresh }, say),
      Number(counts.fresh),
      fresh.map((notice) => noticeSentence(notice, locale)),
    ),
  ];
  const text = m.notices_letter_digest_text(
    {
      name: values['name'] ?? '',
      parts: parts.join('\n\n'),
      link: `${origin}/notices`,
      wishes: `${origin}/account/notices`,
    },
    say,
  );
  return {
    to,
    subject: m.notices_letter_digest_subject(
      { day: formatDate(localDate(values['day'] ?? '')), ...counts },
      say,
    ),
    text: `${text}\n\n${m.people_letter_end({}, say)}\n`,
  };
}
