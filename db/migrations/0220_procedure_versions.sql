-- Procedures a province makes its own: drafted by one person, published by another from a day on. A wait that runs
-- keeps the days and the silence it began under.
select set_config('kc.province', '-', true);

alter table law.procedure_step
  -- What it means that the desk says nothing in time: brought before the next level, or not.
  add column silence text not null default 'escalation' check (silence in ('nothing', 'escalation')),
  -- The most working days the article cited allows; null: it fixes none.
  add column most_days int,
  -- Whether a province may say how long its desk has; a ministry's desk is not its to bind.
  add column set_by_province boolean not null default true,
  -- The decision of the province that days and silence rest on; null: nothing of them is its own.
  add column own_basis text check (own_basis <> ''),
  add check (most_days is null or citation is not null and working_days <= most_days);

alter table law.procedure
  -- A province may also say how long its own desks have in the national procedure.
  drop constraint procedure_check1,
  -- Of a province's own version: the decision it rests on and who published it.
  add column version int check (version > 0),
  add column basis text check (basis <> ''),
  add column basis_on date,
  add column published_at timestamptz,
  add column published_by uuid,
  add check (version is null or province is not null and basis is not null and basis_on is not null
             and published_at is not null and published_by is not null),
  add unique (kind, province, version),
  add foreign key (province, published_by) references people.account (province, id);

-- What is being drafted; each saving is a row, the last one counts. `steps`: [{event, days, silence}].
create table law.procedure_draft (
  province      text        not null,
  kind          text        not null check (kind in ('national', 'provincial')),
  no            int         not null check (no > 0),
  -- The version it was made from.
  base          text        not null references law.procedure,
  valid_from    date        not null,
  basis         text        not null check (basis <> ''),
  basis_on      date        not null,
  document_code text        references law.document,
  verification  law.verification not null,
  steps         jsonb       not null check (jsonb_typeof(steps) = 'array'),
  saved_by      uuid        not null,
  saved_at      timestamptz not null,
  primary key (province, kind, no),
  foreign key (province, saved_by) references people.account (province, id)
);
call platform.protect('law.procedure_draft');
grant select, insert on law.procedure_draft to kc_app;
create trigger append_only before update or delete or truncate on law.procedure_draft
  for each statement execute function records.refuse_change();

-- A version of a province never changes: only its end is set, once, when the next one follows it.
create function law.keep_own_procedure() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if old.version is null then return case tg_op when 'DELETE' then old else new end; end if;
  if tg_op = 'UPDATE' and old.valid_until is null and new.valid_until is not null
     and to_jsonb(old) - 'valid_until' = to_jsonb(new) - 'valid_until' then
    return new;
  end if;
  raise exception using errcode = 'restrict_violation', message = 'a published procedure never changes';
end $$;
create trigger keep_own before update or delete on law.procedure for each row execute function law.keep_own_procedure();

create function law.keep_own_procedure_step() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from law.procedure p where p.id = old.procedure_id and p.version is not null) then
    raise exception using errcode = 'restrict_violation', message = 'a published procedure never changes';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_own before update or delete on law.procedure_step
  for each row execute function law.keep_own_procedure_step();

/*
Publishes what was drafted last of a kind, inside the caller's transaction: the version before ends on the day this one
begins, so no day is without one and none has two. Roles are the application's to look at; that somebody else drafted
it, that it is as it was seen, that nothing was published between, that it begins today or later and after the one
before, and that it binds no desk but the province's holds here whatever the application does.
Refuses: procedure_draft_not_found, procedure_changed_meanwhile, same_person_may_not {name}, procedure_begins_too_early.
*/
create function law.publish_procedure(
  p_province text, p_kind text, p_no int, p_id text, p_actor uuid, p_at timestamptz
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  draft law.procedure_draft;
  last law.procedure;
  base law.procedure;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.procedure/' || p_province, 0));
  select * into draft from law.procedure_draft d
   where d.province = p_province and d.kind = p_kind order by d.no desc limit 1;
  if draft.no is null then perform platform.refuse('procedure_draft_not_found'); end if;
  select * into last from law.procedure p
   where p.province = p_province and p.kind = p_kind order by p.valid_from desc limit 1;
  select * into strict base from law.procedure p where p.id = draft.base;
  if draft.no <> p_no or (last.id is not null and last.id <> draft.base) or base.kind <> p_kind
     or (last.id is null and base.province is not null) then
    perform platform.refuse('procedure_changed_meanwhile');
  end if;
  if exists (select from law.procedure_draft d where d.province = p_province and d.kind = p_kind and d.base = draft.base
             and d.saved_by = p_actor) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last.valid_from then
    perform platform.refuse('procedure_begins_too_early');
  end if;
  if exists (select from jsonb_array_elements(draft.steps) r
               left join law.procedure_step s on s.procedure_id = draft.base and s.event = r ->> 'event'
              where s.owner_role is null or not s.set_by_province
                 or (r ->> 'days' is null) <> (s.working_days is null)) then
    raise exception using errcode = 'check_violation', message = 'a step that is not the province''s to change so';
  end if;

  update law.procedure p set valid_until = draft.valid_from where p.id = last.id and p.valid_until is null;
  insert into law.procedure (id, kind, province, name_vi, name_en, valid_from, document_code, verification, basis, basis_on,
      version, published_at, published_by)
    values (p_id, p_kind, p_province, base.name_vi, base.name_en, draft.valid_from, draft.document_code, draft.verification,
      draft.basis, draft.basis_on, coalesce(last.version, 0) + 1, p_at, p_actor);
  -- What the draft says otherwise rests on its decision; the article of the act itself stays, read as far as before.
  insert into law.procedure_step (procedure_id, event, position, stage_vi, stage_en, roles, owner_role, working_days,
      other_than, citation, verification, silence, most_days, set_by_province, own_basis)
  select p_id, s.event, s.position, s.stage_vi, s.stage_en, s.roles, s.owner_role, said.days, s.other_than, s.citation,
         s.verification, said.silence, s.most_days,
         s.set_by_province, case when changed.so then draft.basis else s.own_basis end
    from law.procedure_step s
    left join lateral (select e as step from jsonb_array_elements(draft.steps) e where e ->> 'event' = s.event) r on true
    cross join lateral (select case when r.step is null then s.working_days else (r.step ->> 'days')::int end as days,
                               coalesce(r.step ->> 'silence', s.silence) as silence) said
    cross join lateral (select (said.days, said.silence) is distinct from (s.working_days, s.silence) as so) changed
   where s.procedure_id = draft.base;
end $$;
revoke all on function law.publish_procedure from public;
grant execute on function law.publish_procedure to kc_app;

-- What silence means of a wait, as the procedure said on the day it began.
alter table records.deadline
  add column silence text not null default 'escalation' check (silence in ('nothing', 'escalation'));
