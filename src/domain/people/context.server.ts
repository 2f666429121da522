import type { Database, Origin, Scope } from '#platform/server';
import type { Actor } from './actor.ts';

/** What every use case receives: who acts, when, and where. The clock is an argument, never read inside. */
export interface Context extends Scope {
  readonly db: Database;
  readonly province: string;
  readonly actor: Actor;
  readonly now: Date;
}

export function contextOf(db: Database, actor: Actor, now: Date, origin?: Origin): Context {
  return { db, province: actor.province, actor, now, origin };
}
