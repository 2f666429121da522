import type { MinutesPress } from '#appraisal/server';
import { expectOk } from '#kernel';
import { storeFile, type Disk } from '#records/server';
import { minutesPdf } from './minutes-pdf.ts';
import { minutesWord } from './minutes-word.ts';
import { minutesPaper } from './minutes-words.ts';

/** Sets minutes in both forms and stores them. */
export function minutesPress(disk: Disk, province: string, sample: boolean): MinutesPress {
  return async (content, hash) => {
    const paper = minutesPaper(content, hash, sample);
    const name = `bien-ban-hoi-dong-${content.session.heldOn}-${paper.shortHash}`;
    const store = async (bytes: Uint8Array, extension: string) =>
      expectOk(await storeFile(disk, province, { name: `${name}.${extension}`, bytes }));
    return {
      pdf: await store(minutesPdf(paper), 'pdf'),
      word: await store(await minutesWord(paper), 'docx'),
    };
  };
}
