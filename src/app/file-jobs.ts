import { installedProvinces } from '#people/server';
import { openDisk, scanLater } from '#records/server';
import type { JobTools, Jobs } from './job-tools.ts';

/** Shows clamd the files that came while it was away, or before there was one. */
export function fileJobs({ db, settings, clock }: JobTools): Jobs {
  const disk = openDisk(settings.dataDir, settings.clamd);
  return {
    tasks: {
      'records.scan_files': async () => {
        if (settings.clamd === undefined) return;
        for (const { province } of await installedProvinces(db))
          await scanLater({ db, province }, disk, clock());
      },
    },
    timetable: [{ task: 'records.scan_files', match: '*/10 * * * *' }],
  };
}
