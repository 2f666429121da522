-- The way of a project in legs, from one act to another, with the days each took; and what is counted of them kept beside
-- them. A project that is still on a leg, or left the way on it, has its row as well: a figure of days that knows only of
-- those that arrived would be too short.

-- Working days after p_from, up to and with p_until, by the calendar in the database (as the kernel counts them).
create function law.working_days_between(p_from date, p_until date) returns int
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (select sum(sign * (w.week * 5 + least(w.rest, 5)))::int
            -- 29 December 1969 was a Monday.
            from (values (p_until - date '1969-12-28', 1), (p_from - date '1969-12-28', -1)) d(n, sign)
           cross join lateral (select floor(d.n / 7.0)::int as week, d.n - floor(d.n / 7.0)::int * 7 as rest) w)
       + (select coalesce(sum(case when h.kind = 'worked' and extract(isodow from h.day) > 5 then 1
                                   when h.kind = 'off' and extract(isodow from h.day) < 6 then -1 else 0 end), 0)::int
            from law.holiday h where h.day > p_from and h.day <= p_until);
$$;

-- Which act begins, ends or abandons which leg. `whole` is the lead time; `term` is counted from the last day of the contract.
create table projects.leg_act (
  event text not null,
  leg   text not null,
  does  text not null check (does in ('begin', 'reach', 'leave')),
  primary key (event, leg, does)
);
grant select on projects.leg_act to kc_app;
insert into projects.leg_act (event, leg, does) values
  ('submit', 'whole', 'begin'),
  ('submit', 'screening', 'begin'),
  ('accept_dossier', 'screening', 'reach'),
  ('accept_dossier', 'appraisal', 'begin'),
  ('conclude_appraisal', 'appraisal', 'reach'),
  ('conclude_appraisal', 'plan', 'begin'),
  ('approve_plan', 'plan', 'reach'),
  ('approve_plan', 'estimate', 'begin'),
  ('approve_estimate', 'estimate', 'reach'),
  ('approve_estimate', 'contract', 'begin'),
  ('sign_contract', 'contract', 'reach'),
  ('sign_contract', 'first_payment', 'begin'),
  ('sign_contract', 'advance', 'begin'),
  ('sign_contract', 'works', 'begin'),
  ('sign_contract', 'term', 'begin'),
  ('pay_advance', 'advance', 'reach'),
  ('pay_advance', 'first_payment', 'reach'),
  ('pay_advance', 'whole', 'reach'),
  ('accept_works', 'works', 'reach'),
  ('accept_works', 'term', 'reach'),
  -- Nobody is paid in advance for what has been accepted.
  ('accept_works', 'advance', 'leave'),
  ('accept_works', 'payment', 'begin'),
  ('pay', 'payment', 'reach'),
  ('pay', 'first_payment', 'reach'),
  ('pay', 'whole', 'reach'),
  ('pay', 'settlement', 'begin'),
  ('approve_settlement', 'settlement', 'reach');
insert into projects.leg_act (event, leg, does)
select event, leg, 'leave' from unnest(array['reject', 'withdraw', 'stop']) event
 cross join (select distinct leg from projects.leg_act) legs;

create table projects.leg (
  province     text not null,
  project_id   uuid not null,
  leg          text not null,
  -- Follow the project while it is on the leg, stay as they were when it ended.
  procedure    text not null,
  content      text not null,
  -- The year the request was first submitted in: which years are compared by.
  cohort       int  not null,
  started_on   date not null,
  counted_from date not null,
  ended_on     date check (ended_on >= started_on),
  -- False: the project left the way, or can come to the end of this leg no more. Null: it is on it.
  reached      boolean,
  -- Calendar days; below zero where works were accepted before the contract ran out.
  days         int generated always as (ended_on - counted_from) stored,
  -- By the calendar of the day it ended.
  working_days int check (working_days >= 0),
  primary key (province, project_id, leg),
  foreign key (province, project_id) references projects.project (province, id),
  check ((ended_on is null) = (reached is null) and (ended_on is null) = (working_days is null))
);
call platform.protect('projects.leg');
grant select on projects.leg to kc_app;
-- The legs behind a figure: ended ones the longest first, running ones the oldest first.
create index leg_ended on projects.leg (province, leg, cohort, reached, days desc, project_id desc) where ended_on is not null;
create index leg_running on projects.leg (province, leg, counted_from, project_id) where ended_on is null;
-- What came to its end in a month.
create index leg_reached on projects.leg (province, leg, ended_on, project_id) where reached;

-- Counts as of the waits: rows with an empty procedure or content count all of them.
create table projects.running_leg_count (
  province  text not null,
  procedure text not null,
  content   text not null,
  leg       text not null,
  cohort    int  not null,
  day       date not null,
  n         int  not null check (n > 0),
  primary key (province, procedure, content, leg, cohort, day)
);
call platform.protect('projects.running_leg_count');
grant select on projects.running_leg_count to kc_app;

create table projects.ended_leg_count (
  province  text    not null,
  procedure text    not null,
  content   text    not null,
  leg       text    not null,
  cohort    int     not null,
  reached   boolean not null,
  unit      text    not null check (unit in ('calendar', 'working')),
  days      int     not null,
  n         int     not null check (n > 0),
  primary key (province, procedure, content, leg, cohort, unit, reached, days)
);
call platform.protect('projects.ended_leg_count');
grant select on projects.ended_leg_count to kc_app;

create table projects.reached_leg_month (
  province  text not null,
  procedure text not null,
  content   text not null,
  leg       text not null,
  month     date not null,
  n         int  not null check (n > 0),
  primary key (province, procedure, content, leg, month)
);
call platform.protect('projects.reached_leg_month');
grant select on projects.reached_leg_month to kc_app;

-- One act moves its project along: legs it ends first, then those it begins.
create function projects.walk_act(a projects.act) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update projects.leg l
     set ended_on = a.on_date, reached = x.does = 'reach',
         working_days = law.working_days_between(l.started_on, a.on_date)
    from projects.leg_act x
   where l.province = a.province and l.project_id = a.project_id and l.leg = x.leg and l.ended_on is null
     and x.event = a.event and x.does <> 'begin';
  insert into projects.leg (province, project_id, leg, procedure, content, cohort, started_on, counted_from)
  select a.province, a.project_id, x.leg, p.procedure, p.content_code,
         coalesce(whole.cohort, extract(year from a.on_date)::int), a.on_date,
         case when x.leg = 'term' then coalesce((a.data ->> 'endsOn')::date, a.on_date) else a.on_date end
    from projects.leg_act x
    join projects.project p on p.province = a.province and p.id = a.project_id
    left join projects.leg whole on whole.province = a.province and whole.project_id = a.project_id and whole.leg = 'whole'
   where x.event = a.event and x.does = 'begin'
  on conflict (province, project_id, leg) do nothing;
end $$;
revoke all on function projects.walk_act from public;

create function projects.walk_legs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform projects.walk_act(new);
  return null;
end $$;
revoke all on function projects.walk_legs from public;
create trigger walk_legs after insert on projects.act for each row execute function projects.walk_legs();

create function projects.describe_running_legs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update projects.leg l set procedure = new.procedure, content = new.content_code
   where l.province = new.province and l.project_id = new.id and l.ended_on is null;
  return null;
end $$;
revoke all on function projects.describe_running_legs from public;
create trigger describe_running_legs after update on projects.project
  for each row when ((old.procedure, old.content_code) is distinct from (new.procedure, new.content_code))
  execute function projects.describe_running_legs();

create function projects.count_leg(l projects.leg, by int) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if l.ended_on is null then
    if by < 0 then
      delete from projects.running_leg_count c
       where c.province = l.province and c.procedure in ('', l.procedure) and c.content in ('', l.content) and c.leg = l.leg
         and c.cohort = l.cohort and c.day = l.counted_from and c.n = 1;
      update projects.running_leg_count c set n = c.n - 1
       where c.province = l.province and c.procedure in ('', l.procedure) and c.content in ('', l.content) and c.leg = l.leg
         and c.cohort = l.cohort and c.day = l.counted_from;
    else
      insert into projects.running_leg_count as c
      select l.province, kind, topic, l.leg, l.cohort, l.counted_from, 1
        from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
      on conflict (province, procedure, content, leg, cohort, day) do update set n = c.n + 1;
    end if;
    return;
  end if;
  -- An ended leg stays as it is; it is taken back only when rows are removed by hand, and then all is counted anew.
  if by < 0 then raise exception 'an ended leg is not counted back: use projects.recount_legs'; end if;
  insert into projects.ended_leg_count as c
  select l.province, kind, topic, l.leg, l.cohort, l.reached, took.unit, took.days, 1
    from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   cross join (values ('calendar', l.days), ('working', l.working_days)) took(unit, days)
  on conflict (province, procedure, content, leg, cohort, unit, reached, days) do update set n = c.n + 1;
  if l.reached then
    insert into projects.reached_leg_month as c
    select l.province, kind, topic, l.leg, date_trunc('month', l.ended_on)::date, 1
      from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
    on conflict (province, procedure, content, leg, month) do update set n = c.n + 1;
  end if;
end $$;
revoke all on function projects.count_leg from public;

-- At the end of the transaction and one after another, under the lock of the waits' counts: an act changes both, and two
-- locks taken in different orders would wait for each other.
create function projects.keep_leg_counts() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtext('records.keep_wait_counts'), hashtext(new.province));
  if tg_op = 'UPDATE' then perform projects.count_leg(old, -1); end if;
  perform projects.count_leg(new, 1);
  return null;
end $$;
revoke all on function projects.keep_leg_counts from public;
create constraint trigger keep_leg_counts after insert or update on projects.leg
  deferrable initially deferred for each row execute function projects.keep_leg_counts();

-- Counts a province's legs anew: after rows were written past the trigger.
create function projects.recount_legs(p_province text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from projects.running_leg_count where province = p_province;
  delete from projects.ended_leg_count where province = p_province;
  delete from projects.reached_leg_month where province = p_province;
  insert into projects.running_leg_count
  select l.province, kind, topic, l.leg, l.cohort, l.counted_from, count(*)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   where l.province = p_province and l.ended_on is null
   group by l.province, kind, topic, l.leg, l.cohort, l.counted_from;
  insert into projects.ended_leg_count
  select l.province, kind, topic, l.leg, l.cohort, l.reached, took.unit, took.days, count(*)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   cross join lateral (values ('calendar', l.days), ('working', l.working_days)) took(unit, days)
   where l.province = p_province and l.ended_on is not null
   group by l.province, kind, topic, l.leg, l.cohort, l.reached, took.unit, took.days;
  insert into projects.reached_leg_month
  select l.province, kind, topic, l.leg, date_trunc('month', l.ended_on)::date, count(*)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   where l.province = p_province and l.reached
   group by l.province, kind, topic, l.leg, date_trunc('month', l.ended_on);
$$;
revoke all on function projects.recount_legs from public;

-- The acts of before, in their order; their working days by today's calendar.
do $$
declare
  place text;
  a     projects.act;
begin
  alter table projects.leg disable trigger keep_leg_counts;
  for place in select code from territory.province loop
    perform set_config('kc.province', place, true);
    for a in select * from projects.act where province = place order by project_id, seq loop
      perform projects.walk_act(a);
    end loop;
    perform projects.recount_legs(place);
  end loop;
  alter table projects.leg enable trigger keep_leg_counts;
end $$;
