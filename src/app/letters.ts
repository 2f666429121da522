import { m } from '#messages';
import { mailTasks, openMailer, type Letter, type Message } from '#platform/server';
import type { JobTools, Jobs } from './job-tools.ts';

type Sentence = (values: Readonly<Record<string, string>>, options: { locale: 'vi' | 'en' }) => string;

const sentences = m as unknown as Readonly<Record<string, Sentence | undefined>>;

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
export function mailJobs({ settings }: JobTools): Jobs {
  const mailer = openMailer(settings);
  return {
    tasks: mailTasks(mailer, (letter) => writeLetter(letter, settings.origin)),
    close: () => mailer?.close(),
  };
}
