import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { nameOf, type Head, type Manifest, type TableOf } from './format.ts';
import {
  foreignKeysOf,
  guardsOf,
  ledgerSums,
  quoted,
  tablesOf,
  triggersOf,
  type ForeignKey,
  type Trigger,
} from './schemas.ts';

/** How `alter table` says what the catalogue says of a trigger. */
const FIRES: Readonly<Record<string, string>> = {
  O: 'enable',
  D: 'disable',
  R: 'enable replica',
  A: 'enable always',
};

/**
 * Loads rows into a database that has exactly the migrations they were written under, in one transaction of its
 * owner: what guards the tables is taken away, and given back before the end, so that every foreign key is proven anew.
 */
export class DatabaseLoad {
  readonly #client: pg.Client;
  readonly #guards: string;
  readonly #keys: readonly ForeignKey[];
  readonly #triggers: readonly Trigger[];
  readonly #tables: readonly (TableOf & { isProtected: boolean })[];
  #copy: { readonly of: string; readonly stream: CopyStreamQuery; readonly done: Promise<void> } | undefined;
  readonly #rows = new Map<string, number>();

  private constructor(
    client: pg.Client,
    guards: string,
    keys: readonly ForeignKey[],
    triggers: readonly Trigger[],
    tables: readonly (TableOf & { isProtected: boolean })[],
  ) {
    this.#client = client;
    this.#guards = guards;
    this.#keys = keys;
    this.#triggers = triggers;
    this.#tables = tables;
  }

  static async begin(url: string): Promise<DatabaseLoad> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    await client.query(`begin; set local search_path = ''; set local client_encoding = 'UTF8';
      set local datestyle = 'ISO'; set local timezone = 'UTC'; set local maintenance_work_mem = '256MB'`);
    const tables = await tablesOf(client);
    const load = new DatabaseLoad(
      client,
      await guardsOf(client),
      await foreignKeysOf(client),
      await triggersOf(client),
      tables,
    );
    const unguard = [
      ...load.#keys.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
      ...tables.flatMap((table) => [
        `alter table ${quoted(table)} disable trigger user`,
        ...(table.isProtected ? [`alter table ${quoted(table)} no force row level security`] : []),
      ]),
      // What migrations put in is in the backup as it had become.
      `truncate ${tables.map(quoted).join(', ')}`,
    ];
    await client.query(unguard.join(';\n'));
    return load;
  }

  /** Tables and columns of the backup that are not here: of another version of the job queue. */
  lacking(head: Head): string[] {
    return head.tables.flatMap((table) => {
      const here = this.#tables.find((one) => nameOf(one) === nameOf(table));
      if (here === undefined) return [nameOf(table)];
      return table.columns
        .filter((column) => !here.columns.includes(column))
        .map((column) => `${nameOf(table)}.${column}`);
    });
  }

  async rows(table: TableOf, piece: Buffer): Promise<void> {
    const of = nameOf(table);
    if (this.#copy?.of !== of) {
      await this.endRows();
      const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      const stream = this.#client.query(copyFrom(`copy ${quoted(table)} (${columns}) from stdin`));
      const done = finished(stream);
      done.catch(() => {});
      this.#copy = { of, stream, done };
    }
    const { stream, done } = this.#copy;
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done]);
  }

  async endRows(): Promise<void> {
    if (this.#copy === undefined) return;
    const { of, stream, done } = this.#copy;
    this.#copy = undefined;
    stream.end();
    await done;
    this.#rows.set(of, stream.rowCount);
  }

  /** Gives the guards back. Answers what differs from what the backup says of itself; nothing when all is there. */
  async finish(head: Head, manifest: Manifest): Promise<string[]> {
    const { sequences } = head;
    for (const one of sequences)
      await this.#client.query(`select setval($1::regclass, $2::bigint, $3)`, [
        quoted(one),
        one.last,
        one.called,
      ]);
    const differing = await this.#differing(manifest);
    // One by one, so that a row without what it points to is named.
    for (const { table, name, definition } of this.#keys)
      await this.#client.query(`alter table ${table} add constraint ${name} ${definition}`);
    const guard = [
      ...this.#tables
        .filter((table) => table.isProtected)
        .map((table) => `alter table ${quoted(table)} force row level security`),
      ...this.#triggers.map(
        ({ table, name, state }) => `alter table ${table} ${FIRES[state] ?? 'enable'} trigger ${name}`,
      ),
    ];
    await this.#client.query(guard.join(';\n'));
    if ((await guardsOf(this.#client)) !== this.#guards) differing.push('guards');
    return differing;
  }

  async #differing(manifest: Manifest): Promise<string[]> {
    const differing: string[] = [];
    for (const [table, { rows }] of Object.entries(manifest.tables))
      if ((this.#rows.get(table) ?? 0) !== rows)
        differing.push(`${table}: ${this.#rows.get(table) ?? 0} ≠ ${rows}`);
    const sums = await ledgerSums(this.#client);
    for (const province of new Set([...Object.keys(sums), ...Object.keys(manifest.ledger)]))
      if (JSON.stringify(sums[province]) !== JSON.stringify(manifest.ledger[province]))
        differing.push(`funds.transfer ${province}`);
    return differing;
  }

  async commit(): Promise<void> {
    await this.#client.query('commit');
    await this.#client.query('analyze');
  }

  /** Ends the connection; what was not committed is as if it had never been. */
  async close(): Promise<void> {
    this.#copy?.stream.destroy();
    await this.#client.end();
  }
}
