-- The money of the legs: what was approved for a project (its contract, else its estimate, else its plan) follows it along the
-- way, so that advances, acceptances and settlements are foreseen in đồng as well. What was advanced, accepted or settled
-- stays with the leg it ended; other legs that ended keep no money.

create function projects.approved_support(p projects.project) returns bigint
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select coalesce(p.contract_support, p.estimate_support, p.planned_support, 0); $$;

alter table projects.leg add column amount bigint not null default 0 check (amount >= 0);
alter table projects.running_leg_count add column amount bigint not null default 0;
alter table projects.reached_leg_month add column amount bigint not null default 0;

create or replace function projects.walk_act(a projects.act) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  -- The day the need was entered, of a request that came from one.
  needed date;
begin
  update projects.leg l
     set ended_on = a.on_date, reached = x.does = 'reach',
         amount = case when x.does = 'leave' then 0
                       when l.leg in ('advance', 'settlement') then coalesce(a.amount, l.amount)
                       when l.leg = 'works' then l.amount else 0 end,
         working_days = law.working_days_between(l.started_on, a.on_date)
    from projects.leg_act x
   where l.province = a.province and l.project_id = a.project_id and l.leg = x.leg and l.ended_on is null
     and x.event = a.event and x.does <> 'begin';
  if a.event = 'submit' then
    select least((n.created_at at time zone 'Asia/Ho_Chi_Minh')::date, a.on_date) into needed
      from programmes.need n where n.province = a.province and n.project_id = a.project_id;
  end if;
  insert into projects.leg (province, project_id, leg, procedure, content, cohort, started_on, counted_from, amount)
  select a.province, a.project_id, x.leg, p.procedure, p.content_code,
         coalesce(whole.cohort, extract(year from a.on_date)::int),
         case when x.leg = 'whole' then coalesce(needed, a.on_date) else a.on_date end,
         case when x.leg = 'term' then coalesce((a.data ->> 'endsOn')::date, a.on_date)
              when x.leg = 'whole' then coalesce(needed, a.on_date) else a.on_date end,
         projects.approved_support(p)
    from projects.leg_act x
    join projects.project p on p.province = a.province and p.id = a.project_id
    left join projects.leg whole on whole.province = a.province and whole.project_id = a.project_id and whole.leg = 'whole'
   where x.event = a.event and x.does = 'begin'
  on conflict (province, project_id, leg) do nothing;
  if needed is not null then
    insert into projects.leg
      (province, project_id, leg, procedure, content, cohort, started_on, counted_from, ended_on, reached, working_days)
    select a.province, a.project_id, 'need', p.procedure, p.content_code, extract(year from a.on_date)::int,
           needed, needed, a.on_date, true, law.working_days_between(needed, a.on_date)
      from projects.project p where p.province = a.province and p.id = a.project_id
    on conflict (province, project_id, leg) do nothing;
  end if;
end $$;
revoke all on function projects.walk_act from public;

create or replace function projects.describe_running_legs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update projects.leg l
     set procedure = new.procedure, content = new.content_code, amount = projects.approved_support(new)
   where l.province = new.province and l.project_id = new.id and l.ended_on is null;
  return null;
end $$;
revoke all on function projects.describe_running_legs from public;
drop trigger describe_running_legs on projects.project;
create trigger describe_running_legs after update on projects.project
  for each row when ((old.procedure, old.content_code, old.planned_support, old.estimate_support, old.contract_support)
    is distinct from (new.procedure, new.content_code, new.planned_support, new.estimate_support, new.contract_support))
  execute function projects.describe_running_legs();

create or replace function projects.count_leg(l projects.leg, by int) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if l.ended_on is null then
    if by < 0 then
      delete from projects.running_leg_count c
       where c.province = l.province and c.procedure in ('', l.procedure) and c.content in ('', l.content) and c.leg = l.leg
         and c.cohort = l.cohort and c.day = l.counted_from and c.n = 1;
      update projects.running_leg_count c set n = c.n - 1, amount = c.amount - l.amount
       where c.province = l.province and c.procedure in ('', l.procedure) and c.content in ('', l.content) and c.leg = l.leg
         and c.cohort = l.cohort and c.day = l.counted_from;
    else
      insert into projects.running_leg_count as c
      select l.province, kind, topic, l.leg, l.cohort, l.counted_from, 1, l.amount
        from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
      on conflict (province, procedure, content, leg, cohort, day) do update set n = c.n + 1, amount = c.amount + excluded.amount;
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
    select l.province, kind, topic, l.leg, date_trunc('month', l.ended_on)::date, 1, l.amount
      from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
    on conflict (province, procedure, content, leg, month) do update set n = c.n + 1, amount = c.amount + excluded.amount;
  end if;
end $$;
revoke all on function projects.count_leg from public;

create or replace function projects.recount_legs(p_province text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from projects.running_leg_count where province = p_province;
  delete from projects.ended_leg_count where province = p_province;
  delete from projects.reached_leg_month where province = p_province;
  insert into projects.running_leg_count
  select l.province, kind, topic, l.leg, l.cohort, l.counted_from, count(*), sum(l.amount)
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
  select l.province, kind, topic, l.leg, date_trunc('month', l.ended_on)::date, count(*), sum(l.amount)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   where l.province = p_province and l.reached
   group by l.province, kind, topic, l.leg, date_trunc('month', l.ended_on);
$$;
revoke all on function projects.recount_legs from public;

do $$
declare
  place text;
begin
  alter table projects.leg disable trigger keep_leg_counts;
  for place in select code from territory.province loop
    perform set_config('kc.province', place, true);
    update projects.leg l set amount = projects.approved_support(p)
      from projects.project p
     where l.province = place and p.province = l.province and p.id = l.project_id and projects.approved_support(p) > 0
       and (l.ended_on is null or l.reached and l.leg in ('advance', 'works', 'settlement'));
    update projects.leg l set amount = a.amount
      from projects.act a
     where l.province = place and l.reached and a.province = l.province and a.project_id = l.project_id
       and a.event = case l.leg when 'advance' then 'pay_advance' when 'settlement' then 'approve_settlement' end
       and a.on_date = l.ended_on and a.amount is not null;
    perform projects.recount_legs(place);
  end loop;
  alter table projects.leg enable trigger keep_leg_counts;
end $$;
