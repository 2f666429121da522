-- Standing in for somebody who is away, in everything their role does and not in the acts of projects alone; and leave
-- set for somebody who cannot set it themselves, by who keeps the accounts or by who leads the unit.
select set_config('kc.province', '-', true);

-- In whose place this transaction works, as the application names it beside the province.
create function platform.on_behalf_of() returns uuid
language sql stable
as $$ select nullif(current_setting('kc.on_behalf_of', true), '')::uuid $$;

-- What is written says so by itself: no use case can forget it.
alter table records.event alter on_behalf_of set default platform.on_behalf_of();
do $$
declare
  pair text[];
begin
  foreach pair slice 1 in array array[
    ['appraisal.consultation', 'asked_by'], ['appraisal.answer', 'answered_by'],
    ['appraisal.plan_step', 'made_by'], ['projects.change', 'requested_by'],
    ['projects.estimate_remark', 'said_by'], ['law.norm_draft_edit', 'account_id'],
    ['law.procedure_draft', 'saved_by'], ['law.calendar_draft', 'saved_by']]
  loop
    execute format('alter table %s add column on_behalf_of uuid default platform.on_behalf_of(),
      add foreign key (province, on_behalf_of) references people.account (province, id),
      add check (on_behalf_of <> %I)', pair[1], pair[2]);
  end loop;
end $$;

-- Null: by the one who is away.
alter table people.delegation add column set_by uuid check (set_by <> from_account),
  add foreign key (province, set_by) references people.account (province, id);

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
        'id', d.id, 'unitId', u.id, 'unitKind', u.kind, 'unitName', u.name, 'role', d.role,
        'communeCode', u.commune_code, 'events', d.events, 'lastDay', d.last_day,
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
