import { m } from '#messages';
import type { NoticeKind } from '#records';
import { noteUndelivered } from '#records/server';
import { noticeSentence } from '#text';
import { mailTasks, openMailer, type Letter, type Message } from '#platform/server';
import type { JobTools, Jobs } from './job-tools.ts';

type Sentence = (values: Readonly<Record<string, string>>, options: { locale: 'vi' | 'en' }) => string;

const sentences = m as unknown as Readonly<Record<string, Sentence | undefined>>;

/** The letter that carries one notice, mailed at once to who wishes so. */
function writeNotice({ to, locale, values }: Letter, origin: string): Message {
  const fills = JSON.parse(values['fills'] ?? '{}') as Record<string, string>;
  const what = noticeSentence({ kind: values['kind'] as NoticeKind, fills }, locale);
  const holes = { what, title: fills['title'] ?? '', link: `${origin}/notices` };
  return {
    to,
    subject: m.notices_letter_notice_subject(holes, { locale }),
    text: `${m.notices_letter_notice_text(holes, { locale })}\n\n${m.people_letter_end({}, { locale })}\n`,
  };
}

/** Writes a letter out: `people_letter_<letter>_subject` and `_text`, with `{link}` made a whole address. */
function writeLetter({ letter, to, locale, values }: Letter, origin: string): Message {
  const filled = { ...values, ...(values['path'] === undefined ? {} : { link: origin + values['path'] }) };
  const say = (part: string) => {
    const sentence = sentences[`people_letter_${letter}_${part}`];
    if (sentence === undefined) throw new Error(`no letter ${letter}`);
    return sentence(filled, { locale });
  };
  return { to, subject: say('subject'), text: `${say('text')}\n\n${m.people_letter_end({}, { locale })}\n` };
}

/** Sends letters. */
export function mailJobs({ settings, db, clock, log }: JobTools): Jobs {
  const mailer = openMailer(settings);
  return {
    tasks: mailTasks(
      mailer,
      (letter) =>
        letter.letter === 'notice'
          ? writeNotice(letter, settings.origin)
          : writeLetter(letter, settings.origin),
      async (undelivered) => {
        log.error(
          { letter: undelivered.letter.letter, reason: undelivered.reason },
          'a letter could not be delivered',
        );
        await noteUndelivered(db, undelivered, clock());
      },
    ),
    close: () => mailer?.close(),
  };
}
