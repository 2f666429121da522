import type pg from 'pg';

export interface Table {
  /** `funds.fund`, quoted where it must be. */
  readonly name: string;
  readonly secured: boolean;
  readonly forced: boolean;
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
  /** Columns one may give a value to. */
  readonly columns: readonly string[];
}

export interface Reference {
  readonly constraint: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')`;

/** Every table whose rows belong to a province, as the database itself lists them. */
export async function provinceTables(pool: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await pool.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as secured,
      c.relforcerowsecurity as forced,
      coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey::int2[])
        where i.indrelid = c.oid and i.indisprimary), '{}') as key,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${OURS} and n.nspname <> 'auth'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'province' and a.attnotnull and not a.attisdropped)
    order by 1`);
  return rows;
}

/**
 * Tables where a province may be missing: catalogues that say for which province a row holds (norms,
 * procedures), shared by all. Answers those that the application could write.
 */
export async function writableCatalogues(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'province' and not a.attnotnull and not a.attisdropped
    where c.relkind in ('r', 'p') and ${OURS} and n.nspname <> 'auth'
      and (has_any_column_privilege('kc_app', c.oid, 'insert, update') or has_table_privilege('kc_app', c.oid, 'delete'))`);
  return rows.map(({ name }) => name);
}

/** Every foreign key between two tables that have a column `province`. */
export async function provinceReferences(pool: pg.Pool): Promise<readonly Reference[]> {
  const names = new Set((await provinceTables(pool)).map(({ name }) => name));
  const { rows } = await pool.query<Reference>(`
    select k.conname as constraint, format('%I.%I', n.nspname, c.relname) as table,
      format('%I.%I', fn.nspname, f.relname) as target,
      (select array_agg(a.attname::text order by o.place) from unnest(k.conkey) with ordinality o(num, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = o.num) as columns,
      (select array_agg(a.attname::text order by o.place) from unnest(k.confkey) with ordinality o(num, place)
        join pg_attribute a on a.attrelid = f.oid and a.attnum = o.num) as "targetColumns"
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
    where k.contype = 'f' and k.conparentid = 0 order by 2, 1`);
  return rows.filter((row) => names.has(row.table) && names.has(row.target));
}

export interface Definer {
  readonly name: string;
  readonly openToAll: boolean;
  readonly fixedPath: boolean;
}

/** Functions of ours that run with their owner's rights. */
export async function definers(pool: pg.Pool): Promise<readonly Definer[]> {
  const { rows } = await pool.query<Definer>(`
    select format('%I.%I', n.nspname, p.proname) as name,
      exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = 0 and a.privilege_type = 'EXECUTE') as "openToAll",
      exists (select from unnest(coalesce(p.proconfig, '{}')) s where s like 'search_path=%') as "fixedPath"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and ${OURS}
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    order by 1`);
  return rows;
}
