import { z } from 'zod';
import { ok } from '#kernel';
import { m } from '#messages';
import { migrate } from '#platform/server';
import { loadReferenceData } from '../reference-data.ts';
import { command } from './command.ts';

/** `kc migrate`: what `npm start` does before it serves, for operators who start several processes. */
export const migrateCommand = command({
  name: 'migrate',
  summary: () => m.cli_migrate_summary(),
  options: z.object({}),
  anySchema: true,
  run: async ({ owner }) => {
    const applied = await migrate(owner);
    await loadReferenceData(owner);
    const text =
      applied.length === 0 ? m.cli_migrate_nothing() : m.cli_migrate_applied({ names: applied.join(', ') });
    return ok({ ok: true, text, json: { ok: true, applied } });
  },
});
