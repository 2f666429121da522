import type pg from 'pg';
import { credentialJobs } from '#people/server';
import { startJobs, type Runner, type TaskList } from '#platform/server';
import { demoJobs } from './demo/jobs.ts';
import type { JobTools, Jobs } from './job-tools.ts';
import { fileJobs } from './file-jobs.ts';
import { mailJobs } from './letters.ts';
import { simulationJobs } from './norms/simulation-file.ts';
import { reminderJobs } from './reminders.ts';
import { retentionJobs } from './retention.ts';
import { sealJobs } from './seals/seal-jobs.ts';
import { webhookJobs } from './webhooks.ts';
import { proposalJobs } from './plans/proposal-jobs.ts';
import { exportJobs } from './project-export.ts';

/** Every chapter that has jobs, in the order of the chapters. */
const sources: readonly ((tools: JobTools) => Jobs)[] = [
  mailJobs,
  credentialJobs,
  exportJobs,
  simulationJobs,
  reminderJobs,
  retentionJobs,
  webhookJobs,
  sealJobs,
  fileJobs,
  proposalJobs,
  demoJobs,
];

export interface Worker {
  /** Takes no new job and waits for those under way, `patience` ms at most; a job cut off is run again. */
  stop(patience: number): Promise<void>;
}

/** Starts working on jobs; undefined when no chapter has any. */
export async function startWorker(
  owner: pg.Pool,
  given: Omit<JobTools, 'owner'>,
): Promise<Worker | undefined> {
  const all = sources.map((source) => source({ ...given, owner }));
  const tasks: TaskList = Object.assign({}, ...all.map((jobs) => jobs.tasks)) as TaskList;
  if (Object.keys(tasks).length === 0) return undefined;
  const timetable = all.flatMap((jobs) => jobs.timetable ?? []);
  const runner = await startJobs(owner, tasks, timetable, given.log);
  return {
    stop: async (patience) => {
      await stopWithin(runner, patience);
      for (const jobs of all) await jobs.close?.();
    },
  };
}

async function stopWithin(runner: Runner, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([runner.stop().catch(() => {}), late]);
  clearTimeout(timer);
}
