import { createHash } from 'node:crypto';
import type { Origin } from '#platform/server';
import { isLoopback, isPublicAddress } from '#records/server';

/** From where a page was asked for, as the trail keeps it: never the whole address, and nothing that opens a session. */
export function cameFrom(locals: Pick<App.Locals, 'visitor' | 'session'>): Origin {
  const { address } = locals.visitor;
  const session = locals.session?.sessionId;
  return {
    via: 'page',
    address: isLoopback(address) ? 'machine' : isPublicAddress(address) ? 'public' : 'private',
    network: networkOf(address),
    ...(session ? { session: createHash('sha256').update(session).digest('hex').slice(0, 12) } : {}),
  };
}

/** Of an IPv4 address the first three parts, of an IPv6 one the first 48 bits. */
function networkOf(address: string): string {
  if (!address.includes(':')) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail] = address.split('::');
  const parts = head.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - parts.length - tail.split(':').filter(Boolean).length;
  const whole = [...parts, ...Array.from({ length: Math.max(0, zeros) }, () => '0')];
  return `${whole.slice(0, 3).join(':')}::/48`;
}
