import { makeCast, type Cast } from '#app/demo/cast.ts';
import type { Database } from '#platform/server';

export { CAST_PROVINCE, type Cast } from '#app/demo/cast.ts';

/** A Monday at nine in Vietnam; nothing is closed that week. */
export const CAST_NOW = new Date('2026-11-23T02:00:00Z');

/** The cast of the sample province, in an ordinary province of its own. */
export function cast(
  db: Database,
  options: { province?: string; now?: Date; sample?: boolean } = {},
): Promise<Cast> {
  return makeCast(db, { now: CAST_NOW, ...options });
}
