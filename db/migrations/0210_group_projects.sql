-- Đề án nhóm: a project that enters the plan without place and beneficiary. The beneficiaries are attached later, each
-- with its own eligibility and cap.

alter table projects.project
  add column kind text not null default 'single' check (kind in ('single', 'group')),
  -- Who carries a group project out, and asks for it.
  add column implementing_unit uuid,
  -- How many units of count the norm was asked for; as many beneficiaries at most.
  add column units_foreseen int check (units_foreseen between 1 and 1000),
  alter column establishment_id drop not null,
  alter column commune_code drop not null,
  add constraint implementing_unit foreign key (province, implementing_unit) references people.unit (province, id),
  add constraint single_names_its_place check (
    (kind = 'single') = (establishment_id is not null) and (kind = 'single') = (commune_code is not null)),
  add constraint group_foresees_units check (
    (kind = 'group') = (implementing_unit is not null) and (kind = 'group') = (units_foreseen is not null));

create table projects.beneficiary (
  province         text        not null,
  id               uuid        not null,
  project_id       uuid        not null,
  establishment_id uuid        not null,
  commune_code     text        not null references territory.commune (code),
  eligible_cost    bigint      not null check (eligible_cost > 0),
  amount           bigint      not null check (amount > 0),
  -- What the norms frozen on the project allowed it on its own, with what it was granted before, and why.
  permitted        bigint      not null,
  norm_set_id      text        not null,
  verified         boolean     not null,
  explanation      jsonb       not null,
  eligibility      text        not null check (eligibility in ('eligible', 'to_be_shown')),
  attached_on      date        not null,
  attached_by      uuid        not null,
  attached_at      timestamptz not null,
  detached_by      uuid,
  detached_at      timestamptz,
  detach_reason    text,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, establishment_id) references establishments.establishment (province, id),
  foreign key (province, attached_by) references people.account (province, id),
  foreign key (province, detached_by) references people.account (province, id),
  check (amount <= permitted and amount <= eligible_cost),
  check ((detached_at is null) = (detached_by is null)),
  check ((detached_at is null) = (detach_reason is null) and detach_reason <> '')
);
create index beneficiary_of_project on projects.beneficiary (province, project_id, attached_at, id);
-- What a business had: looked for by its establishments, of every province.
create index beneficiary_establishment on projects.beneficiary (province, establishment_id) where detached_at is null;
create unique index beneficiary_once on projects.beneficiary (province, project_id, establishment_id) where detached_at is null;
call platform.protect('projects.beneficiary');
do $$
begin
  execute format('create policy owner_reads on projects.beneficiary for select to %I using (true)', current_user);
end $$;
grant select, insert on projects.beneficiary to kc_app;
grant update (detached_by, detached_at, detach_reason) on projects.beneficiary to kc_app;

-- Whatever the application believed it saw: never more units than foreseen, nor more money than the project has.
create function projects.keep_within_group() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  most  bigint;
  units int;
  sum   bigint;
  count int;
begin
  select coalesce(p.contract_support, p.estimate_support, p.planned_support), p.units_foreseen into most, units
    from projects.project p where p.province = new.province and p.id = new.project_id and p.kind = 'group' for update;
  select coalesce(sum(b.amount), 0), count(*) into sum, count
    from projects.beneficiary b
   where b.province = new.province and b.project_id = new.project_id and b.detached_at is null;
  if most is null or count >= units or sum + new.amount > most then
    raise exception 'beneficiaries pass what their group project has';
  end if;
  return new;
end $$;
revoke all on function projects.keep_within_group from public;
create trigger keep_within_group before insert on projects.beneficiary
  for each row execute function projects.keep_within_group();

create function projects.keep_detached() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'a detached beneficiary does not change';
end $$;
revoke all on function projects.keep_detached from public;
create trigger keep_detached before update on projects.beneficiary
  for each row when (old.detached_at is not null) execute function projects.keep_detached();

-- As before (0085), with what a business has as a beneficiary of group projects: from the day it was attached.
create or replace function projects.support_of_tax_code(p_tax_code text)
returns table (
  province text, project_id uuid, number text, title text, content_code text, fiscal_year int, procedure text,
  state text, granted boolean, amount bigint, on_date date, granted_at timestamptz, establishment_name text, machines jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.province, p.id, p.number, p.title, p.content_code, p.fiscal_year, p.procedure, p.state,
    plan.on_date is not null and p.state <> 'stopped' and (p.state <> 'closed' or p.settled_support > 0),
    coalesce(p.settled_support, p.contract_support, p.estimate_support, p.planned_support, p.asked_support),
    coalesce(plan.on_date, sent.on_date), plan.at, e.name,
    coalesce((select v.request -> 'machines' from projects.version v
               where v.province = p.province and v.project_id = p.id order by v.no desc limit 1), '[]')
  from establishments.establishment e
  join projects.project p on p.province = e.province and p.establishment_id = e.id
  left join lateral (select a.on_date, a.at from projects.act a
    where a.province = p.province and a.project_id = p.id and a.event = 'approve_plan' order by a.seq desc limit 1) plan on true
  left join lateral (select a.on_date from projects.act a
    where a.province = p.province and a.project_id = p.id and a.event = 'submit' order by a.seq limit 1) sent on true
  where split_part(e.tax_code, '-', 1) = split_part(p_tax_code, '-', 1)
    and p.state not in ('draft', 'rejected', 'withdrawn')
  union all
  select p.province, p.id, p.number, p.title, p.content_code, p.fiscal_year, p.procedure, p.state,
    p.state <> 'stopped' and (p.state <> 'closed' or p.settled_support > 0), b.amount, b.attached_on, b.attached_at,
    e.name, '[]'
  from establishments.establishment e
  join projects.beneficiary b on b.province = e.province and b.establishment_id = e.id and b.detached_at is null
  join projects.project p on p.province = b.province and p.id = b.project_id
  where split_part(e.tax_code, '-', 1) = split_part(p_tax_code, '-', 1)
    and p.state not in ('rejected', 'withdrawn')
  order by 11, 2
$$;
