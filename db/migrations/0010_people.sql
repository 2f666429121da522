-- Units, the accounts of people in a province, and the roles they hold on units.

create schema people;
grant usage on schema people to kc_app;

-- The provinces this installation serves. `sample` marks invented data: every page of such a
-- province carries a banner.
create table people.installation (
  province text primary key check (province ~ '^[0-9]{2}$'),
  sample boolean not null,
  opened_at timestamptz not null
);
call platform.protect('people.installation');
grant select, insert on people.installation to kc_app;

-- Organisation names change and bodies merge: units are dated and point to their successor.
create table people.unit (
  province text not null references people.installation (province),
  id uuid not null,
  kind text not null check (kind in (
    'cuc', 'department', 'centre', 'finance_department', 'people_committee', 'treasury', 'commune',
    'establishment')),
  name text not null check (name = btrim(name) and char_length(name) between 2 and 200),
  short_name text check (short_name = btrim(short_name) and char_length(short_name) between 1 and 60),
  commune_code text,
  parent_id uuid,
  valid_from date not null,
  valid_to date,
  successor_id uuid,
  created_at timestamptz not null,
  primary key (province, id),
  unique (province, id, kind),
  foreign key (province, parent_id) references people.unit (province, id),
  foreign key (province, successor_id) references people.unit (province, id),
  check (valid_to is null or valid_to > valid_from),
  check (successor_id is null or (valid_to is not null and successor_id <> id)),
  check (kind <> 'commune' or commune_code is not null)
);
call platform.protect('people.unit');
grant select, insert on people.unit to kc_app;
grant update (name, short_name, commune_code, parent_id, valid_to, successor_id) on people.unit to kc_app;

-- One commune office a commune at a time.
create unique index unit_one_office_per_commune on people.unit (province, commune_code)
  where kind = 'commune' and valid_to is null;

-- A person in one province. The credentials (auth_user_id) may serve several provinces; they are
-- missing until the invitation is accepted.
create table people.account (
  province text not null references people.installation (province),
  id uuid not null,
  auth_user_id text,
  name text not null check (name = btrim(name) and char_length(name) between 2 and 120),
  email text not null check (email = lower(btrim(email)) and email like '%_@_%'),
  phone text check (char_length(phone) between 8 and 20),
  active boolean not null default true,
  created_at timestamptz not null,
  created_by uuid,
  primary key (province, id),
  unique (province, email),
  unique (province, auth_user_id),
  foreign key (province, created_by) references people.account (province, id)
);
call platform.protect('people.account');
grant select, insert on people.account to kc_app;
grant update (auth_user_id, name, email, phone, active) on people.account to kc_app;

-- At sign-in: all provinces where one person has an account.
create index account_by_auth_user on people.account (auth_user_id) where auth_user_id is not null;

-- The pairs of role and unit kind repeat `unitKindsOfRole` in membership.ts; a test compares them.
create table people.membership (
  province text not null,
  id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  unit_kind text not null,
  role text not null,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  ended_by uuid,
  primary key (province, id),
  foreign key (province, account_id) references people.account (province, id),
  foreign key (province, unit_id, unit_kind) references people.unit (province, id, kind),
  foreign key (province, granted_by) references people.account (province, id),
  foreign key (province, ended_by) references people.account (province, id),
  -- Ended on the day it was granted: empty, kept for the record.
  check (valid_to is null or valid_to >= valid_from),
  constraint role_fits_the_unit check (case role
    when 'establishment_owner' then unit_kind = 'establishment'
    when 'establishment_staff' then unit_kind = 'establishment'
    when 'commune_officer' then unit_kind = 'commune'
    when 'centre_officer' then unit_kind = 'centre'
    when 'centre_accountant' then unit_kind = 'centre'
    when 'centre_director' then unit_kind = 'centre'
    when 'department_specialist' then unit_kind = 'department'
    when 'department_leader' then unit_kind = 'department'
    when 'finance_officer' then unit_kind = 'finance_department'
    when 'provincial_approver' then unit_kind = 'people_committee'
    when 'cuc_officer' then unit_kind = 'cuc'
    when 'auditor' then unit_kind in ('cuc', 'department', 'finance_department', 'people_committee', 'treasury')
    when 'administrator' then unit_kind in ('cuc', 'department', 'centre')
    else false end),
  constraint role_held_once exclude using gist (
    province with =, account_id with =, unit_id with =, role with =,
    daterange(valid_from, valid_to) with &&)
);
call platform.protect('people.membership');
grant select, insert on people.membership to kc_app;
grant update (valid_to, ended_by) on people.membership to kc_app;

-- Who works in a unit: one look-up for its page and for notices to everyone holding a role there.
create index membership_by_unit on people.membership (province, unit_id, role);
-- An actor's roles at each request (the exclusion's own index is GiST and slower for this).
create index membership_by_account on people.membership (province, account_id);

-- The functions below run as the owner, who may look across provinces for one purpose: to find out
-- where a person who signed in belongs. kc_app itself never sees another province.
do $$
begin
  execute format('create policy owner_reads on people.installation for select to %I using (true)', current_user);
  execute format('create policy owner_reads on people.unit for select to %I using (true)', current_user);
  execute format('create policy owner_reads on people.account for select to %I using (true)', current_user);
  execute format('create policy owner_reads on people.membership for select to %I using (true)', current_user);
end $$;

-- The actor of one account on a day: null when the account is closed.
create function people.actor_json(p_province text, p_account uuid, p_on date) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'accountId', a.id, 'province', a.province, 'name', a.name,
    'memberships', coalesce((
      select jsonb_agg(jsonb_build_object(
        'unitId', u.id, 'unitKind', u.kind, 'unitName', u.name, 'role', m.role,
        'communeCode', u.commune_code) order by m.valid_from, m.id)
      from people.membership m
      join people.unit u on u.province = m.province and u.id = m.unit_id
      where m.province = a.province and m.account_id = a.id
        and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
        and (u.valid_to is null or u.valid_to > p_on)), '[]'))
  from people.account a
  where a.province = p_province and a.id = p_account and a.active
$$;

-- Which provinces this installation serves: asked before anyone is signed in.
create function people.installed_provinces() returns table (province text, sample boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select i.province, i.sample from people.installation i order by i.province $$;
revoke all on function people.installed_provinces from public;
grant execute on function people.installed_provinces to kc_app;
