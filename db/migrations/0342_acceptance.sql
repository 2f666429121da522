-- Nghiệm thu: machines by their serial numbers, and acceptance on conditions that have to be met by a day.

create table disbursements.machine_serial (
  province   text not null,
  act_id     uuid not null,
  -- As compared: capitals and figures only.
  serial_key text not null check (serial_key <> ''),
  serial     text not null,
  project_id uuid not null,
  primary key (province, act_id, serial_key),
  foreign key (province, act_id) references projects.act (province, id),
  foreign key (province, project_id) references projects.project (province, id)
);
-- Whether a machine was accepted for another project.
create index machine_serial_elsewhere on disbursements.machine_serial (province, serial_key, project_id);
create index machine_serial_of_project on disbursements.machine_serial (province, project_id);
call platform.protect('disbursements.machine_serial');
grant select, insert on disbursements.machine_serial to kc_app;
create trigger append_only before update or delete or truncate on disbursements.machine_serial
  for each statement execute function records.refuse_change();

create table disbursements.acceptance_condition (
  province    text not null,
  -- Of the act that accepted on conditions.
  act_id      uuid not null,
  project_id  uuid not null,
  conditions  text not null check (conditions <> ''),
  due_on      date not null,
  state       text not null default 'open' check (state in ('open', 'fulfilled', 'failed')),
  note        text,
  document_id uuid,
  closed_by   uuid,
  closed_at   timestamptz,
  primary key (province, act_id),
  foreign key (province, act_id) references projects.act (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, closed_by) references people.account (province, id),
  check ((state = 'open') = (closed_at is null))
);
create unique index acceptance_condition_open on disbursements.acceptance_condition (province, project_id) where state = 'open';
create index acceptance_condition_of on disbursements.acceptance_condition (province, project_id);
call platform.protect('disbursements.acceptance_condition');
grant select, insert on disbursements.acceptance_condition to kc_app;
grant update (state, note, document_id, closed_by, closed_at) on disbursements.acceptance_condition to kc_app;
create trigger no_delete before delete or truncate on disbursements.acceptance_condition
  for each statement execute function records.refuse_change();

-- Whoever accepts, from whatever page.
create function disbursements.follow_acceptance() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.event = 'accept_works' then
    insert into disbursements.machine_serial (province, act_id, serial_key, serial, project_id)
    select new.province, new.id, s.key, min(s.serial), new.project_id
      from (select trim(x) as serial, regexp_replace(upper(x), '[^A-Z0-9]', '', 'g') as key
              from regexp_split_to_table(coalesce(new.data ->> 'serialNumbers', ''), '[,;\n\r]+') x) s
     where s.key <> '' group by s.key;
    if new.data ->> 'result' = 'conditional' then
      insert into disbursements.acceptance_condition (province, act_id, project_id, conditions, due_on)
      values (new.province, new.id, new.project_id, new.data ->> 'conditions', (new.data ->> 'conditionsDue')::date);
    end if;
  elsif new.event in ('fail_acceptance', 'stop') then
    update disbursements.acceptance_condition
       set state = 'failed', note = coalesce(new.reason, new.data ->> 'findings', new.event), closed_by = new.actor_id, closed_at = new.at
     where province = new.province and project_id = new.project_id and state = 'open';
  elsif exists (select from disbursements.acceptance_condition c
      where c.province = new.province and c.project_id = new.project_id and c.state = 'open') then
    perform platform.refuse('acceptance_condition_is_open');
  end if;
  return null;
end $$;
revoke all on function disbursements.follow_acceptance from public;
create trigger follow_acceptance after insert on projects.act
  for each row when (new.event in ('accept_works', 'fail_acceptance', 'stop', 'request_payment'))
  execute function disbursements.follow_acceptance();
