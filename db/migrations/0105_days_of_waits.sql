-- How long each wait took, kept with it when it ends, and what is counted of the waits kept beside them, so that the
-- desk and "where it waits" read some thousand rows whatever the number of waits.

alter table records.deadline
  -- Of a project: what figures are narrowed by. Follow the project while the wait is open, stay as they were when it ended.
  add column procedure text,
  add column content text,
  -- Working days that ran before the last pause; null: not known, for a wait resumed before this was kept.
  add column used_before int default 0 check (used_before >= 0),
  -- Working days the clock ran, half-open, by the calendar of the day it ended; null while open, or not known.
  add column days_used int check (days_used >= 0),
  add column closed_on date generated always as ((closed_at at time zone 'Asia/Ho_Chi_Minh')::date) stored,
  -- The clock stopped after the day it was due; that is the day of the pause where one was still running.
  add column closed_late boolean generated always as
    (coalesce(paused_on, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date) > due_on and closed_at is not null) stored,
  add check (closed_at is not null or days_used is null);

-- The waits behind a figure, by key: ended ones newest first, open ones soonest first.
create index deadline_ended on records.deadline (province, step, closed_on desc, id desc) where closed_at is not null;
create index deadline_step on records.deadline (province, step, due_on, id) where closed_at is null and paused_on is null;
-- Replaced by the counts below.
drop index records.deadline_days;

-- Running waits: how many began, and how many are due, on each day. Rows with an empty procedure or content count
-- all of them: the page without filters reads one row a day, not one a content.
create table records.open_wait_count (
  province   text not null,
  procedure  text not null,
  content    text not null,
  step       text not null,
  owner_role text not null,
  day        date not null,
  started    int  not null,
  due        int  not null,
  primary key (province, procedure, content, owner_role, step, day)
);
call platform.protect('records.open_wait_count');
grant select on records.open_wait_count to kc_app;

-- Ended waits by the working days they took, -1 where that is not known: what a median is found among.
create table records.ended_wait_count (
  province   text   not null,
  year       int    not null,
  procedure  text   not null,
  content    text   not null,
  step       text   not null,
  owner_role text   not null,
  days_used  int    not null check (days_used >= -1),
  ended      int    not null,
  late       int    not null,
  -- Sum of the days the procedure gave.
  given      bigint not null,
  primary key (province, procedure, content, year, step, owner_role, days_used)
);
call platform.protect('records.ended_wait_count');
grant select on records.ended_wait_count to kc_app;

-- A published calendar moves waits of every province, and their counts with them.
do $$
begin
  execute format('create policy owner_counts on records.open_wait_count to %I using (true) with check (true)', current_user);
  execute format('create policy owner_counts on records.ended_wait_count to %I using (true) with check (true)', current_user);
end $$;

-- A wait of a project carries what the project is; a wait of something else is in no count.
create function projects.describe_wait() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.subject_kind = 'project' then
    select p.procedure, p.content_code into new.procedure, new.content
      from projects.project p where p.province = new.province and p.id = new.subject_id;
  end if;
  return new;
end $$;
create trigger describe_wait before insert on records.deadline
  for each row execute function projects.describe_wait();

create function projects.describe_open_waits() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update records.deadline d set procedure = new.procedure, content = new.content_code
   where d.province = new.province and d.subject_kind = 'project' and d.subject_id = new.id and d.closed_at is null;
  return null;
end $$;
create trigger describe_open_waits after update on projects.project
  for each row when ((old.procedure, old.content_code) is distinct from (new.procedure, new.content_code))
  execute function projects.describe_open_waits();
-- The trigger above, and the closing of a matter's paused waits.
create index deadline_paused on records.deadline (province, subject_kind, subject_id) where closed_at is null and paused_on is not null;

create function records.count_wait(d records.deadline, n int) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if d.procedure is null then return; end if;
  if d.closed_at is not null then
    insert into records.ended_wait_count as c
    select d.province, extract(year from d.closed_on)::int, kind, topic, d.step, d.owner_role, coalesce(d.days_used, -1),
           n, n * d.closed_late::int, n * d.days
      from unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
    on conflict (province, procedure, content, year, step, owner_role, days_used)
    do update set ended = c.ended + excluded.ended, late = c.late + excluded.late, given = c.given + excluded.given;
  elsif d.paused_on is null then
    insert into records.open_wait_count as c
    select d.province, kind, topic, d.step, d.owner_role, day, sum(started), sum(due)
      from unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
     cross join (values (d.started_on, n, 0), (d.due_on, 0, n)) x(day, started, due)
     group by kind, topic, day
    on conflict (province, procedure, content, owner_role, step, day)
    do update set started = c.started + excluded.started, due = c.due + excluded.due;
    if n < 0 then
      delete from records.open_wait_count c
       where c.province = d.province and c.procedure in ('', d.procedure) and c.content in ('', d.content)
         and c.step = d.step and c.owner_role = d.owner_role and c.day in (d.started_on, d.due_on) and c.started = 0 and c.due = 0;
    end if;
  end if;
end $$;
revoke all on function records.count_wait from public;

-- Counts at the end of the transaction, a province's one after another: two that end waits of the same desks in
-- different order would else wait for each other for ever. Held for as long as a commit takes.
create function records.keep_wait_counts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if current_setting('records.recounting', true) = 'on' then return null; end if;
  perform pg_advisory_xact_lock(hashtext('records.keep_wait_counts'), hashtext(coalesce(new.province, old.province)));
  if tg_op <> 'INSERT' then perform records.count_wait(old, -1); end if;
  if tg_op <> 'DELETE' then perform records.count_wait(new, 1); end if;
  return null;
end $$;
revoke all on function records.keep_wait_counts from public;
create constraint trigger keep_wait_counts after insert or update or delete on records.deadline
  deferrable initially deferred for each row execute function records.keep_wait_counts();

-- Counts a province's waits anew: after rows were written past the trigger.
create function records.recount_waits(p_province text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from records.open_wait_count where province = p_province;
  delete from records.ended_wait_count where province = p_province;
  insert into records.open_wait_count
  select d.province, kind, topic, d.step, d.owner_role, day, sum(started), sum(due)
    from records.deadline d
   cross join unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
   cross join lateral (values (d.started_on, 1, 0), (d.due_on, 0, 1)) x(day, started, due)
   where d.province = p_province and d.procedure is not null and d.closed_at is null and d.paused_on is null
   group by d.province, kind, topic, d.step, d.owner_role, day;
  insert into records.ended_wait_count
  select d.province, extract(year from d.closed_on)::int, kind, topic, d.step, d.owner_role, coalesce(d.days_used, -1),
         count(*), count(*) filter (where d.closed_late), sum(d.days)
    from records.deadline d
   cross join unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
   where d.province = p_province and d.procedure is not null and d.closed_at is not null
   group by d.province, extract(year from d.closed_on)::int, kind, topic, d.step, d.owner_role, coalesce(d.days_used, -1);
$$;
revoke all on function records.recount_waits from public;

-- Waits of before. Whether one was paused and resumed shows in a day it is due that is not its days after its beginning;
-- when it was resumed is not known, so of these the days are not either, and nothing is guessed.
create function pg_temp.working_days(p_from date, p_until date) returns int
language sql
as $$
  select count(*)::int from generate_series(p_from + 1, p_until, interval '1 day') day
    left join law.holiday h on h.day = day.day::date
   where coalesce(h.kind, case when extract(isodow from day.day) < 6 then 'worked' else 'off' end) = 'worked'
$$;
do $$
declare
  place text;
begin
  for place in select code from territory.province loop
    perform set_config('kc.province', place, true);
    update records.deadline d
       set procedure = p.procedure, content = p.content_code,
           used_before = case when resumed.once then null
                              when d.paused_on is not null then pg_temp.working_days(d.started_on, d.paused_on)
                              else 0 end,
           days_used = case when d.closed_at is not null and not resumed.once
                            then pg_temp.working_days(d.started_on, coalesce(d.paused_on, d.closed_on)) end
      from records.deadline was
      join projects.project p on p.province = was.province and p.id = was.subject_id
     cross join lateral (select pg_temp.working_days(was.started_on, was.due_on) <> was.days as once) resumed
     where was.subject_kind = 'project' and d.province = was.province and d.id = was.id;
    -- The trigger's counts of these changes are made before all is counted anew.
    set constraints records.keep_wait_counts immediate;
    perform records.recount_waits(place);
  end loop;
end $$;
