import type pg from 'pg';
import type { CronItem, Database, Log, Settings, TaskList } from '#platform/server';

/** What the jobs of every chapter may use; each names the parts it wants as its own parameter type. */
export interface JobTools {
  readonly db: Database;
  /** The schema's owner, for what loads reference data and sums. */
  readonly owner: pg.Pool;
  readonly settings: Settings;
  readonly log: Log;
  /** The clock of jobs: read once a job, handed on as `now`. */
  readonly clock: () => Date;
}

/** A chapter's jobs: handlers by task name, and what runs by the clock (UTC). */
export interface Jobs {
  readonly tasks: TaskList;
  readonly timetable?: readonly CronItem[];
  /** Lets go of what the handlers hold open (a mail server's connection). */
  readonly close?: () => void | Promise<void>;
}
