import { maxDong, type Dong } from '#kernel';

export interface ApprovalLevel {
  readonly role: string;
  /** Null: any amount. */
  readonly upTo: Dong | null;
  readonly basis: string;
}

/** Undefined: the province has set no levels, so whoever the procedure names approves any amount. Null: any amount. */
export type ApprovalLimit = Dong | null | undefined;

/** The highest amount the roles approve; nothing at all for roles the levels do not name. */
export function limitOf(levels: readonly ApprovalLevel[], roles: readonly string[]): ApprovalLimit {
  if (levels.length === 0) return undefined;
  const own = levels.filter((level) => roles.includes(level.role));
  if (own.some((level) => level.upTo === null)) return null;
  return maxDong(0n as Dong, ...own.map((level) => level.upTo!));
}
