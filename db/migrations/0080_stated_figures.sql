-- Figures of the years before this system: stated somewhere, without vouchers. They never enter the
-- ledger; they stand beside each other and are reconciled.

create schema reporting;
grant usage on schema reporting to kc_app;

create table reporting.stated_figure (
  province text not null,
  id uuid not null,
  from_year int not null check (from_year between 1945 and 2100),
  to_year int not null check (to_year between from_year and 2100),
  source text not null check (source in ('local', 'central', 'all')),
  kind text not null check (kind in ('yearly_stated', 'period_total_stated', 'headline_stated')),
  amount bigint not null check (amount >= 0),
  yearly_average bigint check (yearly_average > 0),
  basis text not null check (basis = btrim(basis) and char_length(basis) between 1 and 500),
  primary key (province, id),
  unique (province, from_year, to_year, source, kind),
  check (kind <> 'yearly_stated' or from_year = to_year),
  check (kind = 'yearly_stated' or from_year < to_year),
  check ((kind = 'headline_stated') = (source = 'all'))
);
comment on column reporting.stated_figure.basis is 'where it is stated: document, date, words';
comment on column reporting.stated_figure.yearly_average is 'the average a year that the same place states';
call platform.protect('reporting.stated_figure');
grant select, insert, update, delete on reporting.stated_figure to kc_app;

-- An officer's word on a difference between stated figures, with the document that settles it. It holds for
-- the two sums it was given for: when figures change, the difference is open again.
create table reporting.resolution (
  province text not null,
  id uuid not null,
  check_code text not null,
  stated bigint not null,
  computed bigint not null,
  explanation text not null check (char_length(explanation) between 1 and 2000),
  source text not null check (char_length(source) between 1 and 300),
  resolved_by uuid not null,
  resolved_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (province, id),
  foreign key (province, resolved_by) references people.account (province, id),
  foreign key (province, withdrawn_by) references people.account (province, id),
  check ((withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_by is null) = (withdrawn_reason is null))
);
call platform.protect('reporting.resolution');
grant select, insert on reporting.resolution to kc_app;
grant update (withdrawn_by, withdrawn_at, withdrawn_reason) on reporting.resolution to kc_app;

-- Two officers cannot settle the same difference twice.
create unique index resolution_in_force on reporting.resolution (province, check_code, stated, computed)
  where withdrawn_at is null;

do $$
begin
  execute format('create policy owner_reads on reporting.stated_figure for select to %I using (true)', current_user);
end $$;

-- Which provinces have a history to show: asked by the public page, before any province is entered.
create function reporting.provinces_with_history() returns table (province text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select distinct f.province from reporting.stated_figure f order by f.province $$;
revoke all on function reporting.provinces_with_history from public;
grant execute on function reporting.provinces_with_history to kc_app;
