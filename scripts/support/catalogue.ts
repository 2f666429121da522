// One query a kind of thing, each answering rows of finished SQL text in a fixed order. Only what
// PostgreSQL 15 to 18 describe alike is asked for: no not-null constraints (rows only since 18), no
// MAINTAIN privilege (only since 17).

/** Objects of extensions are the extension's affair. */
const ours = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

const mine = `n.nspname = any($1)`;
const named = `quote_ident(n.nspname) || '.' || quote_ident(c.relname)`;

export interface Line {
  /** The thing the text belongs to (a table's name, say); texts of one thing stay together. */
  readonly thing: string;
  readonly text: string;
}

/** Grants to others than the owner, one statement for each grantee. */
const grants = (what: string, name: string, acl: string, owner: string, kind: string) => `
  select '${what} ' || ${name} as thing,
    'grant ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) || ' on ${what} ' || ${name} || ' to ' ||
      case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end ||
      case when a.is_grantable then ' with grant option' else '' end || ';' as text
  from lateral aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a
  where a.grantee <> ${owner} and a.privilege_type <> 'MAINTAIN'
  group by a.grantee, a.is_grantable`;

export const queries: Readonly<Record<string, string>> = {
  extensions: `
    select e.extname as thing, format('create extension %I schema %I;', e.extname, n.nspname) as text
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where ${mine}`,

  schemas: `
    select n.nspname as thing, format('create schema %I;', n.nspname) as text from pg_namespace n where ${mine}
    union all
    select n.nspname, g.text from pg_namespace n,
      lateral (${grants('schema', 'quote_ident(n.nspname)', 'n.nspacl', 'n.nspowner', 'n')}) g where ${mine}`,

  collations: `
    select c.collname as thing, format('create collation %I.%I (provider = %s, locale = %L, deterministic = %s);', n.nspname, c.collname,
      c.collprovider, coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate), c.collisdeterministic) as text
    from pg_collation c join pg_namespace n on n.oid = c.collnamespace where ${mine}`,

  types: `
    select n.nspname || '.' || t.typname as thing,
      case t.typtype
        when 'd' then format('create domain %I.%I as %s%s%s%s;', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
          coalesce(' default ' || t.typdefault, ''), case when t.typnotnull then ' not null' else '' end,
          coalesce((select string_agg(' ' || pg_get_constraintdef(k.oid), '' order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'), ''))
        when 'e' then format('create type %I.%I as enum (%s);', n.nspname, t.typname,
          (select string_agg(quote_literal(v.enumlabel), ', ' order by v.enumsortorder) from pg_enum v where v.enumtypid = t.oid))
        else format('create type %I.%I as (%s);', n.nspname, t.typname,
          (select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) from pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
      end as text
    from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
    where ${mine} and (t.typtype in ('d', 'e') or (t.typtype = 'c' and c.relkind = 'c')) and ${ours('pg_type', 't.oid')}`,

  sequences: `
    select ${named} as thing, format('create sequence %s as %s start %s increment %s%s;', ${named}, format_type(s.seqtypid, null), s.seqstart, s.seqincrement,
      case when s.seqcycle then ' cycle' else '' end) as text
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
    where ${mine} and ${ours('pg_class', 'c.oid')}
      and not exists (select from pg_depend i where i.classid = 'pg_class'::regclass and i.objid = c.oid and i.deptype = 'i')`,

  tables: `
    select ${named} as thing, 'create table ' || ${named} || E' (\\n' ||
      (select string_agg('  ' || l.line, E',\\n' order by l.part, l.place, l.line) from (
        select 1 as part, a.attnum as place, quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) ||
          case when a.attcollation <> ty.typcollation then (select ' collate ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname) from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace where co.oid = a.attcollation) else '' end ||
          case a.attgenerated when 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            when 'v' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') virtual'
            else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end ||
          case a.attidentity when 'a' then ' generated always as identity' when 'd' then ' generated by default as identity' else '' end ||
          case when a.attnotnull then ' not null' else '' end as line
        from pg_attribute a join pg_type ty on ty.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        union all
        select 2, position(k.contype::text in 'puxcf'), 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'c', 'f') and k.conparentid = 0
      ) l) || E'\\n)' ||
      case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end ||
      coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || ';' ||
      case when c.relispartition then E'\\n-- a partition: ' || pg_get_expr(c.relpartbound, c.oid) else '' end as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${mine} and c.relkind in ('r', 'p') and ${ours('pg_class', 'c.oid')}`,

  indexes: `
    select ${named} as thing, pg_get_indexdef(i.indexrelid) || ';' as text
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${mine} and ${ours('pg_class', 'c.oid')} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,

  triggers: `
    select ${named} as thing, pg_get_triggerdef(t.oid) || ';' as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${mine} and not t.tgisinternal and t.tgparentid = 0`,

  security: `
    select ${named} as thing, 'alter table ' || ${named} || ' enable row level security;' ||
      case when c.relforcerowsecurity then E'\\nalter table ' || ${named} || ' force row level security;' else '' end as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${mine} and c.relrowsecurity
    union all
    select ${named}, format('create policy %I on %s as %s for %s to %s', p.polname, ${named}, case when p.polpermissive then 'permissive' else 'restrictive' end,
      case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      (select string_agg(case when r = 0 then 'public' else quote_ident(pg_get_userbyid(r)) end, ', ' order by r) from unnest(p.polroles) r)) ||
      coalesce(E'\\n  using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(E'\\n  with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') || ';'
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${mine}`,

  views: `
    select ${named} as thing, 'create ' || case c.relkind when 'm' then 'materialized ' else '' end || 'view ' || ${named} ||
      coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || E' as\\n' || pg_get_viewdef(c.oid, true) as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${mine} and c.relkind in ('v', 'm') and ${ours('pg_class', 'c.oid')}`,

  table_grants: `
    select ${named} as thing, g.text from pg_class c join pg_namespace n on n.oid = c.relnamespace,
      lateral (${grants('table', named, 'c.relacl', 'c.relowner', 'r')}) g
    where ${mine} and c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ours('pg_class', 'c.oid')}
    union all
    select ${named}, g.text from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid,
      lateral (
        select 'grant ' || lower(x.privilege_type) || ' (' || quote_ident(a.attname) || ') on table ' || ${named} || ' to ' ||
          case when x.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end || ';' as text
        from aclexplode(a.attacl) x where x.grantee <> c.relowner
      ) g
    where ${mine} and not a.attisdropped and ${ours('pg_class', 'c.oid')}`,

  functions: `
    select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as thing, rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${mine} and p.prokind in ('f', 'p', 'w') and ${ours('pg_proc', 'p.oid')}`,

  function_grants: `
    select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as thing, g.text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
      lateral (${grants('routine', `n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'`, 'p.proacl', 'p.proowner', 'f')}) g
    where ${mine} and ${ours('pg_proc', 'p.oid')}`,

  comments: `
    select ${named} as thing, format('comment on %s is %L;', case when d.objsubid = 0 then 'table ' || ${named}
      else 'column ' || ${named} || '.' || (select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = d.objsubid) end, d.description) as text
    from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass join pg_namespace n on n.oid = c.relnamespace
    where ${mine} and c.relkind in ('r', 'p', 'v', 'm') and ${ours('pg_class', 'c.oid')}`,
};
