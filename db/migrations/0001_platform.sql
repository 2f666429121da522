-- The ground everything stands on: roles, text search, and the province every row belongs to.

do $$
begin
  if not exists (select from pg_roles where rolname = 'kc_app') then
    create role kc_app nologin;
  end if;
  if not pg_has_role(current_user, 'kc_app', 'member') then
    execute format('grant kc_app to %I', current_user);
  end if;
end $$;

create schema if not exists platform;
grant usage on schema platform to kc_app;
grant select on platform.migration to kc_app;

create extension if not exists unaccent with schema platform;
create extension if not exists pg_trgm with schema platform;
create extension if not exists btree_gist with schema platform;

-- Vietnamese order for lists of names; ICU's vi puts đ after d and the tones in dictionary order.
create collation platform.vietnamese (provider = icu, locale = 'vi-VN');

-- Same folding as foldText in the kernel: 'Hoà', 'Hòa' and 'hoa' are one.
create function platform.fold(x text) returns text
language sql immutable strict parallel safe
as $$ select platform.unaccent('platform.unaccent'::regdictionary, lower(normalize(x, NFC))) $$;

-- The province this transaction works in. Raises when nothing was set: forgetting it must fail
-- loudly, not return no rows.
create function platform.current_province() returns text
language plpgsql stable parallel safe
as $$
declare
  p text := current_setting('kc.province', true);
begin
  if p is null or p = '' then
    raise exception using errcode = 'KC002', message = 'province_not_set';
  end if;
  return p;
end $$;

-- A refusal the application maps to a sentence: message = code, detail = JSON parameters.
create function platform.refuse(code text, params jsonb default '{}') returns void
language plpgsql
as $$
begin
  raise exception using errcode = 'KC001', message = code, detail = params::text;
end $$;

-- Row-level security for a table whose first key column is `province`. The sub-select makes the
-- planner ask once a statement and use the index; a bare call would run once a row.
create procedure platform.protect(target regclass)
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_province on %s using (province = (select platform.current_province())) with check (province = (select platform.current_province()))',
    target);
end $$;

-- The job queue's tables have row-level security without policies; this is the one way in.
create function platform.enqueue(task text, payload json, run_at timestamptz default null, job_key text default null, max_attempts int default null)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform graphile_worker.add_job(task, payload => payload, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $$;
revoke all on function platform.enqueue from public;
grant execute on function platform.enqueue to kc_app;
