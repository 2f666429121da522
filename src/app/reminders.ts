import { installedProvinces } from '#people/server';
import { morningRound } from '#projects/server';
import type { JobTools, Jobs } from './job-tools.ts';

/**
 * The round of each working morning. Looked for every half hour from 07:05 to 17:35 in Vietnam, so that a machine
 * that was off at seven still reminds that day; done once a day and province.
 */
export function reminderJobs({ db, clock }: Pick<JobTools, 'db' | 'clock'>): Jobs {
  return {
    tasks: {
      'projects.morning': async () => {
        for (const { province } of await installedProvinces(db))
          await morningRound({ db, province }, clock());
      },
    },
    timetable: [{ task: 'projects.morning', match: '5,35 0-10 * * *' }],
  };
}
