import pg from 'pg';
import type { Head, TableOf } from './format.ts';

/** What is ours in a database: every schema but PostgreSQL's own. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'restore_unfinished')`;
const NOT_OF_AN_EXTENSION = `not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')`;

export const quoted = (one: { readonly schema: string; readonly name: string }) =>
  `${pg.escapeIdentifier(one.schema)}.${pg.escapeIdentifier(one.name)}`;

/**
 * Every table with rows of ours, in the order of their names. The queue's own list of migrations stays out:
 * it says how its tables were made where they are, not what is in them.
 */
export async function tablesOf(client: pg.ClientBase): Promise<(TableOf & { isProtected: boolean })[]> {
  const { rows } = await client.query<TableOf & { isProtected: boolean }>(`
    select n.nspname as schema, c.relname as name, c.relforcerowsecurity as "isProtected",
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'r' and ${NOT_OF_AN_EXTENSION}
      and not (n.nspname = 'graphile_worker' and c.relname = 'migrations')
    order by n.nspname collate "C", c.relname collate "C"`);
  return rows;
}

/** Every sequence, those of identity columns included, with where it stands. */
export async function sequencesOf(client: pg.ClientBase): Promise<Head['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'S' and ${NOT_OF_AN_EXTENSION} order by 1, 2`);
  const found = [];
  for (const one of rows) {
    const { rows: stands } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(one)}`,
    );
    found.push({ ...one, ...stands[0]! });
  }
  return found;
}

/** What loading takes away for its time and must give back: foreign keys, triggers, row-level security; as one text. */
export async function guardsOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ guards: string }>(`
    select string_agg(line, E'\\n' order by line) as guards from (
      select format('%I.%I key %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS}
      union all
      select format('%I.%I trigger %I %s', n.nspname, c.relname, t.tgname, t.tgenabled)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and not t.tgisinternal
      union all
      select format('%I.%I security %s %s', n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind = 'r'
    ) said`);
  return rows[0]?.guards ?? '';
}

/** Names of our schemas that stand in the database. */
export async function schemasOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname::text as name from pg_namespace n where ${OURS} order by 1`,
  );
  return rows.map(({ name }) => name);
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export async function foreignKeysOf(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and k.contype = 'f' and k.conparentid = 0`);
  return rows;
}

export interface Trigger {
  readonly table: string;
  readonly name: string;
  /** As the catalogue says it: O fires always but on a replica, D never, R and A as their names. */
  readonly state: string;
}

export async function triggersOf(client: pg.ClientBase): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(t.tgname) as name, t.tgenabled::text as state
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'r' and not t.tgisinternal`);
  return rows;
}

/** đồng and number of the transfers a transaction sees, by province. */
export async function ledgerSums(
  client: pg.ClientBase,
): Promise<Record<string, { transfers: string; amount: string }>> {
  const { rows } = await client.query<{ province: string; transfers: string; amount: string }>(
    `select province, count(*)::text as transfers, sum(amount)::text as amount from funds.transfer group by province`,
  );
  return Object.fromEntries(rows.map(({ province, ...sums }) => [province, sums]));
}
