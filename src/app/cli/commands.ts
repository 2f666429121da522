import { accountCommands } from './accounts.ts';
import { backupCommands } from './backup.ts';
import type { Command } from './command.ts';
import { doctorCommands } from './doctor.ts';
import { historyCommands } from './history.ts';
import { ledgerCommands } from './ledger.ts';
import { migrateCommand } from './migrate.ts';
import { normFileCommands } from './norm-files.ts';
import { normCommands } from './norms.ts';
import { sealCommands } from './seals.ts';
import { restoreCommands } from './restore.ts';
import { statusCommand } from './status.ts';

/** Every command of `kc`, in the order its help lists them. */
export const commands: readonly Command[] = [
  statusCommand,
  migrateCommand,
  ...doctorCommands,
  ...backupCommands,
  ...restoreCommands,
  ...ledgerCommands,
  ...sealCommands,
  ...normCommands,
  ...normFileCommands,
  ...historyCommands,
  ...accountCommands,
];
