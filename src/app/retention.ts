import { forgetPlaces } from '#disbursements/server';
import { installedProvinces } from '#people/server';
import type { JobTools, Jobs } from './job-tools.ts';

/** Once a night what is personal and need not be kept is forgotten; what was removed is told in the trail of forgetting. */
export function retentionJobs({ db, clock }: Pick<JobTools, 'db' | 'clock'>): Jobs {
  return {
    tasks: {
      'records.retention': async () => {
        for (const { province } of await installedProvinces(db))
          await forgetPlaces({ db, province }, clock());
      },
    },
    timetable: [{ task: 'records.retention', match: '20 19 * * *' }],
  };
}
