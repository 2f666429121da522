import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { type Refusal, type RefusalParams, type Result } from '#kernel';
import type { DB } from '#schema';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;

// Dates stay text (a business date has no hour), whole numbers beyond 2^53 become bigint.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens a pool on `url`. With `role`, every connection works as that role from its first
 * statement on (an external database where only the owner's connection is known). `plainTypes` keeps
 * pg's own reading of dates and whole numbers, which libraries with tables of their own expect.
 */
export function openPool(
  url: string,
  options: { max?: number; role?: string; searchPath?: string; plainTypes?: boolean } = {},
): pg.Pool {
  const settings = [
    ...(options.role ? [`-c role=${options.role}`] : []),
    ...(options.searchPath ? [`-c search_path=${options.searchPath}`] : []),
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    ...(options.plainTypes ? {} : { types }),
    ...(settings.length > 0 ? { options: settings.join(' ') } : {}),
  });
  // A connection that dies is replaced at its next use; a query under way gets the error itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/** Where a transaction works: the database, and the province whose rows it may see. */
export interface Scope {
  readonly db: Database;
  readonly province: string;
  /** Who works, where it is a person: what they write in somebody's place says so by itself. */
  readonly actor?: { readonly standsInFor?: { readonly accountId: string } } | null;
}

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Deadlocks and serialisation failures are tried again this often before they count as a bug. */
const TRIES = 4;

/**
 * Runs `work` in one transaction that sees one province (row-level security beneath). A refusal
 * rolls back and is returned; so is a refusal raised by the database itself (SQLSTATE KC001:
 * message = code, detail = JSON params).
 */
export async function transact<T>(scope: Scope, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await scope.db.transaction().execute(async (tx) => {
        await enterProvince(tx, scope.province);
        const absent = scope.actor?.standsInFor;
        if (absent) await sql`select set_config('kc.on_behalf_of', ${absent.accountId}, true)`.execute(tx);
        const result = await work(tx);
        if (!result.ok) throw new RolledBack(result.refusal);
        return result;
      });
    } catch (error) {
      if (error instanceof RolledBack) return { ok: false, refusal: error.refusal };
      const raised = refusalOf(error);
      if (raised) return { ok: false, refusal: raised };
      if (attempt < TRIES && isPassing(error)) continue;
      throw error;
    }
  }
}

/** Reads in one transaction that sees one province. */
export async function inProvince<T>(scope: Scope, read: (tx: Tx) => Promise<T>): Promise<T> {
  return scope.db.transaction().execute(async (tx) => {
    await enterProvince(tx, scope.province);
    return read(tx);
  });
}

/** Reads in one transaction that sees one province as it was at the first read: for long reports. */
export async function inSnapshot<T>(scope: Scope, read: (tx: Tx) => Promise<T>): Promise<T> {
  return scope.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await enterProvince(tx, scope.province);
      return read(tx);
    });
}

async function enterProvince(tx: Tx, province: string): Promise<void> {
  await sql`select set_config('kc.province', ${province}, true)`.execute(tx);
}

/**
 * A refusal raised by a database function, or undefined. Whole numbers in its parameters are amounts of
 * đồng (bigint here); the database gives everything else, years included, as text.
 */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== 'KC001') return undefined;
  const given = error.detail ? (JSON.parse(error.detail) as RefusalParams) : {};
  const params = Object.entries(given).map(([name, value]) => [
    name,
    typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value,
  ]);
  return { code: error.message, params: Object.fromEntries(params) as RefusalParams };
}

function isPassing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
}
