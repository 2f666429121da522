import { z } from 'zod';
import { readAuthSecret } from '#people/server';
import { openVault, type Settings, type Vault } from '#platform/server';
import { events } from '#projects';
import { DELIVER_WEBHOOK, deliverWebhook } from '#records/server';
import { sendSigned } from './send-signed.ts';
import type { JobTools, Jobs } from './job-tools.ts';

/** What a province's own systems can be told of. */
export const webhookKinds: readonly string[] = [
  ...events.map((event) => `project.${event}`),
  'deadline.moved',
];

/** Only an installation that itself is reached on this machine alone, without TLS, may send to this machine. */
export function loopbackAllowed({ origin }: Pick<Settings, 'origin'>): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** What seals the secrets of webhooks: drawn from the installation's secret, and from the one before where it is named. */
export function webhookVault(settings: Pick<Settings, 'authSecret' | 'authSecretBefore' | 'dataDir'>): Vault {
  const before = settings.authSecretBefore === undefined ? [] : [settings.authSecretBefore];
  return openVault([readAuthSecret(settings), ...before], 'webhook');
}

/** Delivers events to registered addresses; the queue waits longer after each attempt that failed. */
export function webhookJobs({ db, settings, clock }: JobTools): Jobs {
  const vault = webhookVault(settings);
  const payload = z.object({ province: z.string(), id: z.uuid() });
  return {
    tasks: {
      [DELIVER_WEBHOOK]: async (given) => {
        const { province, id } = payload.parse(given);
        const about = {
          now: clock(),
          origin: settings.origin,
          loopbackAllowed: loopbackAllowed(settings),
          vault,
          send: sendSigned,
        };
        await deliverWebhook({ db, province }, id, about);
      },
    },
  };
}
