-- Who acts for whom while they are away: one role on one unit, all of its acts or some, from one day to another, both
-- included. Nothing passes on: neither end of a delegation is an end of another in the same days.
select set_config('kc.province', '-', true);

create table people.delegation (
  province     text        not null,
  id           uuid        not null,
  from_account uuid        not null,
  to_account   uuid        not null check (to_account <> from_account),
  unit_id      uuid        not null,
  role         text        not null,
  -- Acts of a project's life; null: all the role may do.
  events       text[]      check (cardinality(events) > 0),
  first_day    date        not null,
  last_day     date        not null check (last_day >= first_day),
  reason       text        not null check (reason <> ''),
  at           timestamptz not null,
  ended_at     timestamptz,
  ended_by     uuid,
  primary key (province, id),
  foreign key (province, from_account) references people.account (province, id),
  foreign key (province, to_account) references people.account (province, id),
  foreign key (province, ended_by) references people.account (province, id),
  foreign key (province, unit_id) references people.unit (province, id),
  check ((ended_at is null) = (ended_by is null)),
  constraint one_delegate_at_a_time exclude using gist
    (province with =, from_account with =, unit_id with =, role with =, daterange(first_day, last_day, '[]') with &&)
    where (ended_at is null)
);
-- For whom a person acts: read with each request.
create index delegation_to on people.delegation (province, to_account, last_day) where ended_at is null;
-- Who takes part in what, newest first: one's own page, the administrator's page by key.
create index delegation_from on people.delegation (province, from_account, first_day desc);
create index delegation_newest on people.delegation (province, first_day desc, id desc);
call platform.protect('people.delegation');
do $$
begin
  -- An actor is read with their session, before a province is chosen.
  execute format('create policy owner_reads on people.delegation for select to %I using (true)', current_user);
end $$;
grant select, insert, update (ended_at, ended_by) on people.delegation to kc_app;

create function people.refuse_chain() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtext('people.delegation'), hashtext(new.province));
  if exists (select from people.delegation d
              where d.province = new.province and d.id <> new.id and d.ended_at is null
                and daterange(d.first_day, d.last_day, '[]') && daterange(new.first_day, new.last_day, '[]')
                and (d.to_account = new.from_account or d.from_account = new.to_account)) then
    perform platform.refuse('delegation_would_chain');
  end if;
  return new;
end $$;
create trigger refuse_chain before insert on people.delegation for each row execute function people.refuse_chain();

-- What is in force on a day: while the one who is away still has the role, and the other still works in the unit.
create function people.delegations_on(p_province text, p_on date) returns setof people.delegation
language sql stable rows 5
as $$
  select d.*
    from people.delegation d
    join people.account f on f.province = d.province and f.id = d.from_account and f.active
    join people.unit u on u.province = d.province and u.id = d.unit_id and (u.valid_to is null or u.valid_to > p_on)
   where d.province = p_province and d.ended_at is null and d.first_day <= p_on and d.last_day >= p_on
     and exists (select from people.membership m
                  where m.province = d.province and m.account_id = d.from_account and m.unit_id = d.unit_id
                    and m.role = d.role and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on))
     and exists (select from people.membership m
                  where m.province = d.province and m.account_id = d.to_account and m.unit_id = d.unit_id
                    and m.role not in ('auditor', 'administrator')
                    and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on))
$$;

create or replace function people.actor_json(p_province text, p_account uuid, p_on date) returns jsonb
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
        and (u.valid_to is null or u.valid_to > p_on)), '[]'),
    -- What they may do for others that day; never counted among their own roles.
    'delegated', coalesce((
      select jsonb_agg(jsonb_build_object(
        'unitId', u.id, 'unitKind', u.kind, 'unitName', u.name, 'role', d.role, 'communeCode', u.commune_code,
        'events', d.events, 'lastDay', d.last_day,
        'onBehalfOf', jsonb_build_object('accountId', f.id, 'name', f.name, 'establishmentUnits', coalesce((
          select jsonb_agg(e.unit_id) from people.membership e
           where e.province = d.province and e.account_id = d.from_account and e.unit_kind = 'establishment'
             and e.valid_from <= p_on and (e.valid_to is null or e.valid_to > p_on)), '[]'))) order by d.id)
      from people.delegations_on(a.province, p_on) d
      join people.account f on f.province = d.province and f.id = d.from_account
      join people.unit u on u.province = d.province and u.id = d.unit_id
      where d.to_account = a.id), '[]'))
  from people.account a
  where a.province = p_province and a.id = p_account and a.active
$$;

-- Whoever acts for somebody is told what that person is told of their desk.
create or replace function people.holders_of(p_province text, p_role text, p_unit uuid, p_commune text, p_on date) returns setof uuid
language sql stable rows 10
as $$
  select m.account_id
    from people.membership m
    join people.account a on a.province = m.province and a.id = m.account_id and a.active
    join people.unit u on u.province = m.province and u.id = m.unit_id
   where m.province = p_province
     and (m.role = p_role or (p_unit is not null and m.unit_id = p_unit and p_role like 'establishment\_%'))
     and (p_unit is null or m.unit_id = p_unit)
     and (p_commune is null or u.commune_code = p_commune)
     and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
     and (u.valid_to is null or u.valid_to > p_on)
  union
  select d.to_account
    from people.delegations_on(p_province, p_on) d
    join people.unit u on u.province = d.province and u.id = d.unit_id
   where d.role = p_role and (p_unit is null or d.unit_id = p_unit) and (p_commune is null or u.commune_code = p_commune)
$$;

-- Whose place the actor took.
alter table projects.act add column on_behalf_of uuid,
  add foreign key (province, on_behalf_of) references people.account (province, id),
  add check (on_behalf_of <> actor_id);
alter table records.event add column on_behalf_of uuid,
  add foreign key (province, on_behalf_of) references people.account (province, id),
  add check (on_behalf_of <> actor_id);
alter table records.extension add column on_behalf_of uuid,
  add foreign key (province, on_behalf_of) references people.account (province, id),
  add check (on_behalf_of <> given_by);
-- What was done in a person's name while they were away: their "recently done".
create index act_on_behalf on projects.act (province, on_behalf_of, at desc) where on_behalf_of is not null;
