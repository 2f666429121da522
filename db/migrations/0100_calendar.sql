-- The working calendar of a year by the official notice: entered by one person, published by another, and every
-- open deadline that crosses a changed day counted again.

-- A year's calendar as an office published it; the highest version of a year is in force, its days are law.holiday's.
create table law.calendar_publication (
  id            uuid        primary key,
  year          int         not null check (year between 2014 and 2200),
  version       int         not null check (version > 0),
  notice        text        not null check (notice <> ''),
  notice_on     date        not null,
  -- The notice in the library, if it is there.
  document_code text        references law.document,
  verification  law.verification not null,
  -- Days that were worked before and are off now, or the other way round.
  changed       date[]      not null,
  published_at  timestamptz not null,
  published_by  uuid        not null,
  -- The calendar is the whole country's: its publisher works in one province.
  published_in  text        not null,
  unique (year, version)
);
grant select on law.calendar_publication to kc_app;
create trigger append_only before update or delete or truncate on law.calendar_publication
  for each statement execute function records.refuse_change();
create trigger note_edition after insert on law.calendar_publication
  for each statement execute function law.note_edition();
create trigger note_edition after insert or update or delete or truncate on law.holiday
  for each statement execute function law.note_edition();

-- What is being entered for a year; each saving is a row, the last one counts. `days`: [{from, to, kind, vi, en}].
create table law.calendar_draft (
  province      text        not null,
  year          int         not null check (year between 2014 and 2200),
  no            int         not null check (no > 0),
  -- The version in force it was entered upon; 0 while the shipped days stand.
  base          int         not null,
  notice        text        not null check (notice <> ''),
  notice_on     date        not null,
  document_code text        references law.document,
  verification  law.verification not null,
  days          jsonb       not null check (jsonb_typeof(days) = 'array'),
  saved_by      uuid        not null,
  saved_at      timestamptz not null,
  primary key (province, year, no),
  foreign key (province, saved_by) references people.account (province, id)
);
call platform.protect('law.calendar_draft');
grant select, insert on law.calendar_draft to kc_app;
create trigger append_only before update or delete or truncate on law.calendar_draft
  for each statement execute function records.refuse_change();

-- Whether a day is worked that the calendar lists as `kind`, or not at all; as isWorkingDay decides.
create function law.is_worked(day date, kind text) returns boolean
language sql immutable
return case when extract(isodow from day) <= 5 then kind is distinct from 'off' else kind is not distinct from 'worked' end;
revoke all on function law.is_worked from public;

/*
Publishes what was entered last for a year, inside the caller's transaction: the year's days are replaced, all or
nothing. Roles and faults of the days are the application's to look at; that somebody else entered it, that it is as
it was seen, and that no other publication came between, holds here whatever the application does. Publications wait
for each other and for every act that counts by the calendar (law.hold_calendar).
Refuses: calendar_draft_not_found, calendar_changed_meanwhile, same_person_may_not {name}.
*/
create function law.publish_calendar(
  p_province text, p_year int, p_no int, p_id uuid, p_actor uuid, p_at timestamptz
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  draft law.calendar_draft;
  in_force int;
  changed date[];
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.calendar', 0));
  select * into draft from law.calendar_draft d where d.province = p_province and d.year = p_year order by d.no desc limit 1;
  if draft.no is null then perform platform.refuse('calendar_draft_not_found'); end if;
  select coalesce(max(c.version), 0) into in_force from law.calendar_publication c where c.year = p_year;
  if draft.no <> p_no or draft.base <> in_force then perform platform.refuse('calendar_changed_meanwhile'); end if;
  if exists (select from law.calendar_draft d where d.province = p_province and d.year = p_year and d.base = draft.base
             and d.saved_by = p_actor) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;

  if exists (select from jsonb_array_elements(draft.days) r, unnest(array[r ->> 'from', r ->> 'to']) day
             where extract(year from day::date) <> p_year) then
    raise exception using errcode = 'check_violation', message = 'a day of another year';
  end if;

  with entered as (
    select day::date as day, r ->> 'kind' as kind, r ->> 'vi' as vi, r ->> 'en' as en
      from jsonb_array_elements(draft.days) r,
           generate_series((r ->> 'from')::date, (r ->> 'to')::date, interval '1 day') day
  ), before as (
    select h.day, h.kind from law.holiday h where extract(year from h.day) = p_year
  ), gone as (
    delete from law.holiday h where extract(year from h.day) = p_year and h.day not in (select day from entered)
  ), written as (
    insert into law.holiday (day, kind, name_vi, name_en, verification)
      select day, kind, vi, en, draft.verification from entered
    on conflict (day) do update set kind = excluded.kind, name_vi = excluded.name_vi, name_en = excluded.name_en,
      verification = excluded.verification
  )
  select coalesce(array_agg(day order by day), '{}') into changed
    from before full join entered using (day)
   where law.is_worked(day, before.kind) <> law.is_worked(day, entered.kind);
  insert into law.calendar_publication (id, year, version, notice, notice_on, document_code, verification, changed,
      published_at, published_by, published_in)
    values (p_id, p_year, in_force + 1, draft.notice, draft.notice_on, draft.document_code, draft.verification, changed,
      p_at, p_actor, p_province);
end $$;
revoke all on function law.publish_calendar from public;
grant execute on function law.publish_calendar to kc_app;

-- What the present due date was counted from: the day the wait began or was resumed, and the working days it had then.
select set_config('kc.province', '-', true);
do $$
begin
  execute format('create policy owner_reads on records.deadline for select to %I using (true)', current_user);
  execute format('create policy owner_counts on records.deadline for update to %I using (true) with check (true)', current_user);
  execute format('create policy owner_counts on projects.project for update to %I using (true) with check (true)', current_user);
  execute format('create policy owner_tells on records.event for insert to %I with check (true)', current_user);
end $$;

alter table records.deadline add column counted_from date, add column counted_days int;
update records.deadline set counted_from = started_on, counted_days = days;
-- A wait that was resumed runs from the day the supplement came, which its project's acts tell; its due date stays,
-- and what lies between is what it is counted by. Paused and closed ones are counted anew, or never again.
update records.deadline d set counted_from = r.resumed_on, counted_days = greatest(1, (
       select count(*) from generate_series(r.resumed_on + 1, d.due_on, interval '1 day') g
         left join law.holiday h on h.day = g::date where law.is_worked(g::date, h.kind))::int)
  from (select a.province, a.project_id, max(a.on_date) as resumed_on from projects.act a
         where a.event = 'answer_supplement' group by a.province, a.project_id) r
 where d.subject_kind = 'project' and r.province = d.province and r.project_id = d.subject_id
   and d.closed_at is null and d.paused_on is null and r.resumed_on > d.started_on and r.resumed_on < d.due_on;
alter table records.deadline
  alter column counted_from set not null,
  alter column counted_days set not null,
  add check (counted_days > 0),
  add check (counted_from >= started_on);

-- Due dates that a published calendar moved.
create table records.deadline_move (
  province     text        not null,
  -- The publication.
  cause        uuid        not null,
  deadline_id  uuid        not null,
  subject_kind text        not null,
  subject_id   uuid        not null,
  from_due     date        not null,
  to_due       date        not null check (to_due <> from_due),
  at           timestamptz not null,
  primary key (province, cause, deadline_id),
  foreign key (province, deadline_id) references records.deadline (province, id)
);
call platform.protect('records.deadline_move');
grant select on records.deadline_move to kc_app;
create trigger append_only before update or delete or truncate on records.deadline_move
  for each statement execute function records.refuse_change();
do $$
begin
  execute format('create policy owner_reads on records.deadline_move for select to %I using (true)', current_user);
  execute format('create policy owner_tells on records.deadline_move for insert to %I with check (true)', current_user);
end $$;

/*
Counts every running wait, in all provinces, whose span crosses a day that a publication changed, and keeps
projects.project.due_on beside it. Paused waits keep the days they have left; closed ones never move. Done once more it
moves nothing. Each province is told in its own trail; what moved elsewhere nobody is shown. Answers how many moved in
the caller's province.
*/
create function projects.recount_due(p_publication uuid) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  cause law.calendar_publication;
  place text;
  own int;
begin
  perform pg_advisory_xact_lock(hashtextextended('law.calendar', 0));
  -- What is counted of the waits is counted anew below, whole: row by row it would take as long as all acts of a year.
  perform set_config('records.recounting', 'on', true);
  select * into strict cause from law.calendar_publication c where c.id = p_publication;

  with affected as materialized (
    select d.province, d.id, d.counted_from, d.counted_days, d.due_on from records.deadline d
     where d.closed_at is null and d.paused_on is null
       and exists (select from unnest(cause.changed) c where c > d.counted_from and c <= d.due_on)
  ), days as materialized (
    -- Each day with the working days up to and with it; far enough for every changed day to be off on top of any run.
    select g::date as day, worked, count(*) filter (where worked) over (order by g) as so_far
      from generate_series((select min(counted_from) from affected),
             (select max(due_on) from affected) + 2 * cardinality(cause.changed) + 90, interval '1 day') g
      left join law.holiday h on h.day = g::date
      cross join lateral (select law.is_worked(g::date, h.kind) as worked) w
  ), moved as (
    update records.deadline d set due_on = t.day
      from affected a join days f on f.day = a.counted_from join days t on t.worked and t.so_far = f.so_far + a.counted_days
     where d.province = a.province and d.id = a.id and d.due_on <> t.day
    returning d.province, d.id, d.subject_kind, d.subject_id, a.due_on as from_due, t.day as to_due
  ), followed as (
    update projects.project p set due_on = m.to_due
      from moved m
     where m.subject_kind = 'project' and p.province = m.province and p.id = m.subject_id and p.due_on = m.from_due
  ), told as (
    insert into records.event (province, id, at, actor_id, kind, subject_kind, subject_id, before, after, reason)
      select m.province, gen_random_uuid(), cause.published_at,
             case when m.province = cause.published_in then cause.published_by end, 'deadline.moved', m.subject_kind,
             m.subject_id, jsonb_build_object('dueOn', m.from_due),
             jsonb_build_object('dueOn', m.to_due, 'calendar', cause.year), cause.notice
        from moved m
  )
  insert into records.deadline_move (province, cause, deadline_id, subject_kind, subject_id, from_due, to_due, at)
    select m.province, cause.id, m.id, m.subject_kind, m.subject_id, m.from_due, m.to_due, cause.published_at from moved m;

  for place in select distinct m.province from records.deadline_move m where m.cause = p_publication loop
    perform records.recount_waits(place);
  end loop;
  select count(*) into own from records.deadline_move m
   where m.cause = p_publication and m.province = platform.current_province();
  return own;
end $$;
revoke all on function projects.recount_due from public;
grant execute on function projects.recount_due to kc_app;
