-- What of the clocks is no stage of a procedure, a province's own too: what silence and a late answer mean wherever an
-- opinion is asked outside, reminders, who it is brought before when late, and who may give more time. Drafted by one
-- person, published by another from a day on; and the way back to what is for all, here and for the stages.
select set_config('kc.province', '-', true);

create table law.opinion_rule (
  id          int  generated always as identity primary key,
  procedure   text not null check (procedure in ('national', 'provincial')),
  -- Working days to answer that are proposed.
  days        int  not null check (days between 1 and 60),
  silence     text not null check (silence in ('nothing', 'consent', 'escalation')),
  -- Of an answer after its day: it binds like another, or it is kept and binds nobody.
  late        text not null check (late in ('counts', 'noted')),
  link_days   int  not null check (link_days between 1 and 120),
  verification law.verification not null,
  valid_from  date not null,
  valid_until date check (valid_until > valid_from)
);
grant select on law.opinion_rule to kc_app;
insert into law.opinion_rule (procedure, days, silence, late, link_days, verification, valid_from)
  select procedure, days, silence, case silence when 'consent' then 'noted' else 'counts' end, link_days, verification, '2012-07-05'
    from appraisal.consultation_default;

-- Null: asked before the rule said it; then silence that was consent left a late answer binding nobody.
alter table appraisal.consultation add column late text check (late in ('counts', 'noted'));

-- A province's own version; `rules` null: from that day what is for all holds again.
create table law.clock_rules (
  province     text        not null,
  version      int         not null check (version > 0),
  valid_from   date        not null,
  valid_until  date        check (valid_until > valid_from),
  basis        text        not null check (basis <> ''),
  basis_on     date        not null,
  rules        jsonb,
  published_at timestamptz not null,
  published_by uuid        not null,
  primary key (province, version),
  foreign key (province, published_by) references people.account (province, id),
  constraint clock_rules_do_not_overlap exclude using gist
    (province with =, daterange(valid_from, valid_until) with &&)
);
call platform.protect('law.clock_rules');
grant select on law.clock_rules to kc_app;

create table law.clock_rules_draft (
  province     text        not null,
  no           int         not null check (no > 0),
  -- The province's version it was made from; 0: what is for all.
  base         int         not null,
  valid_from   date        not null,
  basis        text        not null check (basis <> ''),
  basis_on     date        not null,
  rules        jsonb,
  saved_by     uuid        not null,
  saved_at     timestamptz not null,
  on_behalf_of uuid        default platform.on_behalf_of() check (on_behalf_of <> saved_by),
  primary key (province, no),
  foreign key (province, saved_by) references people.account (province, id),
  foreign key (province, on_behalf_of) references people.account (province, id)
);
call platform.protect('law.clock_rules_draft');
grant select, insert on law.clock_rules_draft to kc_app;
create trigger append_only before update or delete or truncate on law.clock_rules_draft
  for each statement execute function records.refuse_change();

/*
Publishes what was drafted last, inside the caller's transaction; the version before ends on that day. Roles are the
application's; that somebody else drafted it, that it is as it was seen and begins today or later, and after the one
before, holds here. Refuses: clock_rules_changed_meanwhile, same_person_may_not {name}, procedure_begins_too_early.
*/
create function law.publish_clock_rules(p_province text, p_no int, p_actor uuid, p_at timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  draft law.clock_rules_draft;
  last law.clock_rules;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.clock_rules/' || p_province, 0));
  select * into draft from law.clock_rules_draft d where d.province = p_province order by d.no desc limit 1;
  select * into last from law.clock_rules r where r.province = p_province order by r.version desc limit 1;
  if draft.no is distinct from p_no or draft.base <> coalesce(last.version, 0) then
    perform platform.refuse('clock_rules_changed_meanwhile');
  end if;
  if exists (select from law.clock_rules_draft d where d.province = p_province and d.base = draft.base
             and p_actor in (d.saved_by, d.on_behalf_of)) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last.valid_from then
    perform platform.refuse('procedure_begins_too_early');
  end if;
  update law.clock_rules r set valid_until = draft.valid_from where r.province = p_province and r.version = last.version;
  insert into law.clock_rules (province, version, valid_from, basis, basis_on, rules, published_at, published_by)
    values (p_province, coalesce(last.version, 0) + 1, draft.valid_from, draft.basis, draft.basis_on, draft.rules, p_at, p_actor);
  return coalesce(last.version, 0) + 1;
end $$;
revoke all on function law.publish_clock_rules from public;
grant execute on function law.publish_clock_rules to kc_app;

/*
Ends a province's own procedure, so that the one for all holds again from a day on. By somebody else than who published
it, for a reason, and never in the past. Refuses: procedure_is_not_own, same_person_may_not {name},
procedure_begins_too_early, procedure_changed_meanwhile.
*/
create function law.end_own_procedure(
  p_province text, p_id text, p_from date, p_actor uuid, p_at timestamptz
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  last law.procedure;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.procedure/' || p_province, 0));
  select p.* into last from law.procedure p join law.procedure q on q.id = p_id and q.kind = p.kind
   where p.province = p_province order by p.valid_from desc limit 1;
  if last.id is null then perform platform.refuse('procedure_is_not_own'); end if;
  if last.id <> p_id or last.valid_until is not null then perform platform.refuse('procedure_changed_meanwhile'); end if;
  if last.published_by = p_actor then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if p_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or p_from <= last.valid_from then
    perform platform.refuse('procedure_begins_too_early');
  end if;
  update law.procedure p set valid_until = p_from where p.id = last.id;
end $$;
revoke all on function law.end_own_procedure from public;
grant execute on function law.end_own_procedure to kc_app;

-- Which draft a version was: one that was published waits no more, whatever it was drafted from.
alter table law.procedure add column draft_no int;

-- A version that was ended is no base any more: the next is drafted from the one for all.
create or replace function law.publish_procedure(
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
  if draft.no <> p_no or base.kind <> p_kind
     or (last.id is not null and last.valid_until is null and last.id <> draft.base)
     or ((last.id is null or last.valid_until is not null) and base.province is not null) then
    perform platform.refuse('procedure_changed_meanwhile');
  end if;
  if exists (select from law.procedure_draft d where d.province = p_province and d.kind = p_kind and d.base = draft.base
             and d.no > coalesce(last.draft_no, 0) and p_actor in (d.saved_by, d.on_behalf_of)) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last.valid_from
     or draft.valid_from < last.valid_until then
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
      version, published_at, published_by, draft_no)
    values (p_id, p_kind, p_province, base.name_vi, base.name_en, draft.valid_from, draft.document_code, draft.verification,
      draft.basis, draft.basis_on, coalesce(last.version, 0) + 1, p_at, p_actor, p_no);
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
