import { installedProvinces } from '#people/server';
import { sealTrail } from '#records/server';
import type { JobTools, Jobs } from '../job-tools.ts';

/** Seals each province's trail every minute. What a minute could not seal, the next one does. */
export function sealJobs({ db, clock }: Pick<JobTools, 'db' | 'clock'>): Jobs {
  return {
    tasks: {
      'records.seal': async () => {
        for (const { province } of await installedProvinces(db)) await sealTrail({ db, province }, clock());
      },
    },
    timetable: [{ task: 'records.seal', match: '* * * * *' }],
  };
}
