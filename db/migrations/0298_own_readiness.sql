-- A province's own steps to readiness: drafted by one person, published by another from a day on. Rounds opened before that
-- day keep the steps of their day.
create table programmes.readiness_draft (
  province     text        not null,
  no           int         not null check (no > 0),
  -- The day from which the province's own steps hold that it was made upon; null: upon the steps for all.
  base         date,
  valid_from   date        not null,
  basis        text        not null check (basis <> ''),
  steps        jsonb       not null check (jsonb_typeof(steps) = 'array'),
  saved_by     uuid        not null,
  saved_at     timestamptz not null,
  on_behalf_of uuid        default platform.on_behalf_of() check (on_behalf_of <> saved_by),
  primary key (province, no),
  foreign key (province, saved_by) references people.account (province, id),
  foreign key (province, on_behalf_of) references people.account (province, id)
);
call platform.protect('programmes.readiness_draft');
grant select, insert on programmes.readiness_draft to kc_app;
create trigger append_only before update or delete or truncate on programmes.readiness_draft
  for each statement execute function records.refuse_change();
do $$
begin
  execute format('create policy owner_reads on programmes.readiness_draft for select to %I using (true)', current_user);
end $$;

/*
Publishes what was drafted last, inside the caller's transaction. Roles are the application's; that somebody else drafted
it, that it is as it was seen and begins after today and after the steps before it, holds here. Refuses:
readiness_changed_meanwhile, same_person_may_not {name}, readiness_begins_too_early.
*/
create function programmes.publish_readiness(p_province text, p_no int, p_actor uuid, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  draft programmes.readiness_draft;
  last date;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('programmes.readiness/' || p_province, 0));
  select * into draft from programmes.readiness_draft d where d.province = p_province order by d.no desc limit 1;
  select max(s.valid_from) into last from programmes.readiness_step s where s.province = p_province;
  if draft.no is distinct from p_no or draft.base is distinct from last then
    perform platform.refuse('readiness_changed_meanwhile');
  end if;
  if exists (select from programmes.readiness_draft d where d.province = p_province and d.base is not distinct from draft.base
             and p_actor in (d.saved_by, d.on_behalf_of)) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from <= (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last then
    perform platform.refuse('readiness_begins_too_early');
  end if;
  update programmes.readiness_step s set valid_until = draft.valid_from
   where s.province = p_province and s.valid_until is null;
  insert into programmes.readiness_step (province, code, weight, required, position, basis, valid_from)
  select p_province, x.step ->> 'code', (x.step ->> 'weight')::int, (x.step ->> 'required')::boolean, x.position, draft.basis,
         draft.valid_from
    from jsonb_array_elements(draft.steps) with ordinality x(step, position);
end $$;
revoke all on function programmes.publish_readiness from public;
grant execute on function programmes.publish_readiness to kc_app;
