import { m } from '#messages';
import { installedProvinces } from '#people/server';
import { noteUndelivered } from '#records/server';
import { mailTasks, openMailer, type Letter, type Message } from '#platform/server';
import type { JobTools, Jobs } from './job-tools.ts';
import { writeDigest, writeNotice } from './notice-letters.ts';

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

/** Letters that are more than two sentences with holes. */
const writers: Readonly<Record<string, typeof writeLetter | undefined>> = {
  notice: writeNotice,
  digest: writeDigest,
};

/** Sends letters. */
export function mailJobs({ settings, db, clock, log }: JobTools): Jobs {
  const mailer = openMailer(settings);
  return {
    tasks: mailTasks(mailer, (letter) => (writers[letter.letter] ?? writeLetter)(letter, settings.origin), {
      giveUp: async (undelivered) => {
        log.error(
          { letter: undelivered.letter.letter, reason: undelivered.reason },
          'a letter could not be delivered',
        );
        await noteUndelivered(db, undelivered, clock());
      },
      isSample: async (province) =>
        (await installedProvinces(db)).some((one) => one.province === province && one.sample),
    }),
    close: () => mailer?.close(),
  };
}
