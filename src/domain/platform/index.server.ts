export { readSettings, type Settings } from './settings.server.ts';
export { StartFailure } from './failure.server.ts';
export { freePort } from './free-port.server.ts';
export { makeDataFolder } from './data-folder.server.ts';
export {
  startEmbeddedPostgres,
  runningEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedConnections,
} from './embedded-postgres.server.ts';
export {
  openPool,
  openDatabase,
  prepared,
  transact,
  inProvince,
  inSnapshot,
  refusalOf,
  type Database,
  type Tx,
  type Scope,
  type Origin,
} from './database.server.ts';
export { Kept, type Marks } from './marks.server.ts';
export { migrate, migrationsOf, isCurrent, type Migration } from './migrate.server.ts';
export { enqueue, startJobs, type CronItem, type TaskList, type Runner } from './jobs.server.ts';
export { openVault, type Vault } from './vault.server.ts';
export { openLog, type Log } from './log.server.ts';
export {
  openMailer,
  post,
  mailTasks,
  MAIL_TASK,
  type Letter,
  type Mailer,
  type Message,
  type Undelivered,
} from './mail.server.ts';
