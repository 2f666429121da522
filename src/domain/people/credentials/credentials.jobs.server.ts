import type pg from 'pg';
import type { CronItem, TaskList } from '#platform/server';
import { clearExpired } from './expired.store.server.ts';

const CLEAR_EXPIRED = 'people.clear_expired';

/** Every hour: nobody's session, link, tried code or counted try is kept longer than it is of use. */
export function credentialJobs({ owner, clock }: { owner: pg.Pool; clock: () => Date }): {
  readonly tasks: TaskList;
  readonly timetable: readonly CronItem[];
} {
  return {
    tasks: { [CLEAR_EXPIRED]: async () => void (await clearExpired(owner, clock())) },
    timetable: [{ task: CLEAR_EXPIRED, match: '45 * * * *' }],
  };
}
