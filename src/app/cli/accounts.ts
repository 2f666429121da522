import { z } from 'zod';
import { ok } from '#kernel';
import { m } from '#messages';
import { linkByOperator, openAuth } from '#people/server';
import { openLog } from '#platform/server';
import { command, type Command } from './command.ts';

/** `kc account link ADDRESS`: for an administrator who cannot get in. */
const linkCommand = command({
  name: 'account link',
  summary: () => m.people_cli_link_summary(),
  positionals: ['email'],
  options: z.object({ email: z.string().min(3), province: z.string().optional() }),
  run: async ({ db, owner, settings, now }, { email, province }) => {
    const { connectionString = '' } = owner.options;
    const auth = openAuth(connectionString, settings, openLog('silent'));
    try {
      const made = await linkByOperator(db, auth, { email, province: province ?? null }, now);
      if (!made.ok) return made;
      const link = settings.origin + made.value.path;
      return ok({ ok: true, text: m.people_cli_link({ link }), json: { ok: true, link } });
    } finally {
      await auth.close();
    }
  },
});

export const accountCommands: readonly Command[] = [linkCommand];
