import type { Duplex } from 'node:stream';
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  sql,
  Transaction,
  type Compilable,
  type DatabaseConnection,
} from 'kysely';
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
    // What is asked without waiting for the answer before it goes out in one piece, and is answered in order.
    pipeline: true,
    ...(options.plainTypes ? {} : { types }),
    ...(settings.length > 0 ? { options: settings.join(' ') } : {}),
  });
  // A connection that dies is replaced at its next use; a query under way gets the error itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', askWell);
  return pool;
}

/** What a statement begins with that is asked on every page: its connection keeps it planned, under a name. */
const PREPARED = '/* prepared */';
const names = new Map<string, string>();

/** Plans are kept where asked for; what is asked in one turn of the process is written in one piece, not each by itself. */
function askWell(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as (...given: readonly unknown[]) => unknown;
  const { connection } = client as unknown as { readonly connection: { readonly stream: Duplex } };
  let held = false;
  const query = (text: unknown, ...rest: readonly unknown[]) => {
    if (!held) {
      held = true;
      connection.stream.cork();
      process.nextTick(() => {
        held = false;
        connection.stream.uncork();
      });
    }
    if (typeof text !== 'string' || !text.startsWith(PREPARED)) return ask(text, ...rest);
    const name = names.get(text) ?? `kc_${names.size}`;
    names.set(text, name);
    return ask({ name, text, values: rest[0] });
  };
  client.query = query as typeof client.query;
}

/** Asks what every page asks, keeping its plan on the connection; only for queries that name their columns. */
export async function prepared<Row>(tx: Tx, query: Compilable<Row>): Promise<Row[]> {
  const { sql: text, parameters } = query.compile();
  return (await tx.executeQuery<Row>(CompiledQuery.raw(`${PREPARED} ${text}`, [...parameters]))).rows;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/** From where somebody works; part of every event they cause. */
export interface Origin {
  readonly via: 'page' | 'command';
  /** This machine, an own network, or the internet; the network itself without the part that tells a home from its neighbours. */
  readonly address?: 'machine' | 'private' | 'public';
  readonly network?: string;
  /** Of the session its beginning: enough to tell two apart, useless to enter with. */
  readonly session?: string;
}

/** Where a transaction works: the database, and the province whose rows it may see. */
export interface Scope {
  readonly db: Database;
  readonly province: string;
  /** Who works, where it is a person: what they write in somebody's place says so by itself. */
  readonly actor?: {
    readonly accountId?: string;
    readonly standsInFor?: { readonly accountId: string };
  } | null;
  readonly origin?: Origin | undefined;
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
        const absent = scope.actor?.standsInFor?.accountId ?? '';
        const origin = scope.origin ? JSON.stringify(scope.origin) : '';
        await sql`select set_config('kc.province', ${scope.province}, true),
          set_config('kc.on_behalf_of', ${absent}, true), set_config('kc.origin', ${origin}, true)`.execute(
          tx,
        );
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

/**
 * Reads in one transaction that sees one province. Its beginning is not waited for: it goes out with the first question.
 * Questions that do not need each other's answers are best asked together (`Promise.all`): they go out together as well.
 */
export async function inProvince<T>(scope: Scope, read: (tx: Tx) => Promise<T>): Promise<T> {
  return scope.db.getExecutor().provideConnection(async (connection) => {
    const say = (text: string) => connection.executeQuery(CompiledQuery.raw(text));
    const begun = say(`begin; set local kc.province = ${pg.escapeLiteral(scope.province)}`).then(
      () => null,
      (error: Error) => error,
    );
    try {
      const found = await read(readerOf(scope.db, connection));
      const failed = await begun;
      if (failed !== null) throw failed;
      const { rows } = await say('commit');
      // What PostgreSQL says where an error was passed over.
      if ((rows[0] as { command?: string } | undefined)?.command === 'ROLLBACK')
        throw new Error('rolled back');
      return found;
    } catch (error) {
      await say('rollback').catch(() => {});
      throw (await begun) ?? error;
    }
  });
}

// A transaction asks for neither, as long as no other is begun inside it.
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('of no pool')) });
const driver = dialect.createDriver();

/** A transaction on a connection that takes questions while others are unanswered; Kysely's own holds them back. */
function readerOf(db: Database, connection: DatabaseConnection): Tx {
  const executor = db
    .getExecutor()
    .withConnectionProvider({ provideConnection: (consumer) => consumer(connection) });
  return new Transaction<DB>({ config: { dialect }, dialect, driver, executor });
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
