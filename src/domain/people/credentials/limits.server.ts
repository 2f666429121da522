import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import { ok, refuse, type Result } from '#kernel';

/** Tries allowed in so many seconds. */
const RULES = {
  /** Wrong passwords for one account from one place; also how long it then waits. */
  password: { points: 5, duration: 15 * 60 },
  /** Wrong passwords from one address for any accounts. */
  address: { points: 60, duration: 60 * 60 },
  /** Letters sent to one mailbox at a stranger's request. */
  letter: { points: 3, duration: 60 * 60 },
  /** Forms that anyone may send, from one address. */
  form: { points: 20, duration: 60 * 60 },
  /** Questions of other programs, and look-ups of tax codes, from one address. */
  check: { points: 600, duration: 60 * 60 },
} as const;
type Rule = keyof typeof RULES;

/** Counted in this process alone: written to disk, the count took longer than the answer it guards. */
const UNWRITTEN: readonly Rule[] = ['check'];

type LimitRefusal = 'too_many_tries';

export interface Limits {
  /** Takes one try; refused, with the minutes to wait, when none is left. */
  take(rule: Rule, ...key: readonly string[]): Promise<Result<void, LimitRefusal>>;
  /** Gives one try back. */
  giveBack(rule: Rule, ...key: readonly string[]): Promise<void>;
  /** Gives all tries back: the person proved to be the right one. */
  forget(rule: Rule, ...key: readonly string[]): Promise<void>;
}

export function openLimits(pool: pg.Pool): Limits {
  const limiter = (rule: Rule) => {
    if (UNWRITTEN.includes(rule)) return new RateLimiterMemory({ keyPrefix: rule, ...RULES[rule] });
    return new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'auth',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: rule,
      ...RULES[rule],
    });
  };
  const limiters = Object.fromEntries(
    Object.keys(RULES).map((rule) => [rule, limiter(rule as Rule)]),
  ) as Record<Rule, RateLimiterMemory | RateLimiterPostgres>;
  return {
    take: async (rule, ...key) => {
      try {
        await limiters[rule].consume(digest(key));
        return ok(undefined);
      } catch (left) {
        if (!(left instanceof RateLimiterRes)) throw left;
        return refuse('too_many_tries', { minutes: Math.max(1, Math.ceil(left.msBeforeNext / 60_000)) });
      }
    },
    giveBack: async (rule, ...key) => {
      await limiters[rule].reward(digest(key));
    },
    forget: async (rule, ...key) => {
      await limiters[rule].delete(digest(key));
    },
  };
}

/** Names and addresses of people stay out of the table. */
function digest(key: readonly string[]): string {
  return createHash('sha256').update(key.join('\n')).digest('base64url');
}

/** One household has a whole /64 of IPv6 addresses; counting them singly would count nothing. */
export function placeOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail = ''] = address.split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = address.includes('::') ? tail.split(':').filter(Boolean) : [];
  const zeros = address.includes('::')
    ? Array.from({ length: 8 - left.length - right.length }, () => '0')
    : [];
  return [...left, ...zeros, ...right].slice(0, 4).join(':') + '::/64';
}
