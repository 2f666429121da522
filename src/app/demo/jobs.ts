import { finishSampleLoading, noteSampleProgress, SAMPLE_TASK } from '#people/server';
import { openDisk } from '#records/server';
import type { JobTools, Jobs } from '../job-tools.ts';
import { loadDemo } from './index.ts';
import type { Progress } from './make/progress.ts';

/** Set-up by one click: makes the sample province while the set-up page shows how far it has come. */
export function demoJobs({ db, owner, settings, log, clock }: JobTools): Jobs {
  let told = -1;
  /** The page reads one row; telling it every thousandth step would be work for nobody. */
  const progress = ({ stage, done, total }: Progress) => {
    const part = Math.floor((done * 50) / total);
    if (part === told) return;
    told = part;
    void noteSampleProgress(db, { note: stage, done, total }).catch(() => {});
  };
  return {
    tasks: {
      [SAMPLE_TASK]: async () => {
        try {
          const opened = { db, files: openDisk(settings.dataDir) };
          await loadDemo({ opened, owner, note: (line) => log.info(line), progress });
        } catch (error) {
          log.error({ err: error }, 'the sample province could not be made');
          await finishSampleLoading(db, clock(), true);
        }
      },
    },
  };
}
