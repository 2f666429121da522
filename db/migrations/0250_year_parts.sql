-- What the decision of a plan promised a project of the years after it. A part is taken, once, from a fund of its year
-- by a later plan's decision; until then no money stands behind it.

create table projects.year_part (
  province   text        not null,
  project_id uuid        not null,
  year       int         not null check (year between 2003 and 2110),
  amount     bigint      not null check (amount > 0),
  -- The plan that promised it, and its decision.
  plan_id    uuid        not null,
  decision_number text   not null,
  promised_by uuid       not null,
  promised_at timestamptz not null,
  -- The plan that took it, how much of it was still needed, and out of which fund; all null until then.
  taken_plan_id uuid,
  taken_amount bigint    check (taken_amount >= 0),
  fund_id    uuid,
  taken_by   uuid,
  taken_at   timestamptz,
  primary key (province, project_id, year),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, promised_by) references people.account (province, id),
  foreign key (province, taken_by) references people.account (province, id),
  check (taken_amount <= amount),
  check ((taken_at is null) = (taken_plan_id is null) and (taken_at is null) = (taken_amount is null)
    and (taken_at is null) = (taken_by is null)),
  check (fund_id is null or taken_at is not null)
);
-- What waits for a year's plan; few, and gone from here once taken.
create index year_part_open on projects.year_part (province, year) where taken_at is null;
call platform.protect('projects.year_part');
grant select, insert on projects.year_part to kc_app;
grant update (taken_plan_id, taken_amount, fund_id, taken_by, taken_at) on projects.year_part to kc_app;

-- What was promised and what was taken stay.
create function projects.keep_taken_part() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'a part that was taken does not change';
end $$;
revoke all on function projects.keep_taken_part from public;
create trigger keep_taken_part before update on projects.year_part
  for each row when (old.taken_at is not null) execute function projects.keep_taken_part();
