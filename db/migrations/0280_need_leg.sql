-- Where a request came from a need, its way begins with the need: the lead time counts from the day the need was entered,
-- and the way from the need to the request is a leg of its own. The year a project is compared by stays that in which its
-- request was submitted: needs that never became one have no way.

create or replace function projects.walk_act(a projects.act) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  -- The day the need was entered, of a request that came from one.
  needed date;
begin
  update projects.leg l
     set ended_on = a.on_date, reached = x.does = 'reach',
         working_days = law.working_days_between(l.started_on, a.on_date)
    from projects.leg_act x
   where l.province = a.province and l.project_id = a.project_id and l.leg = x.leg and l.ended_on is null
     and x.event = a.event and x.does <> 'begin';
  if a.event = 'submit' then
    select least((n.created_at at time zone 'Asia/Ho_Chi_Minh')::date, a.on_date) into needed
      from programmes.need n where n.province = a.province and n.project_id = a.project_id;
  end if;
  insert into projects.leg (province, project_id, leg, procedure, content, cohort, started_on, counted_from)
  select a.province, a.project_id, x.leg, p.procedure, p.content_code,
         coalesce(whole.cohort, extract(year from a.on_date)::int),
         case when x.leg = 'whole' then coalesce(needed, a.on_date) else a.on_date end,
         case when x.leg = 'term' then coalesce((a.data ->> 'endsOn')::date, a.on_date)
              when x.leg = 'whole' then coalesce(needed, a.on_date) else a.on_date end
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

-- The ways of before, walked anew from their beginning.
do $$
declare
  place text;
begin
  alter table projects.leg disable trigger keep_leg_counts;
  for place in select distinct province from programmes.need where project_id is not null loop
    perform set_config('kc.province', place, true);
    with first as (
      select n.province, n.project_id, a.on_date, least((n.created_at at time zone 'Asia/Ho_Chi_Minh')::date, a.on_date) as needed
        from programmes.need n
       cross join lateral (select on_date from projects.act a
                            where a.province = n.province and a.project_id = n.project_id and a.event = 'submit'
                            order by a.seq limit 1) a
       where n.province = place and n.project_id is not null),
    whole as (
      update projects.leg l
         set started_on = f.needed, counted_from = f.needed,
             working_days = case when l.ended_on is not null then law.working_days_between(f.needed, l.ended_on) end
        from first f
       where l.province = f.province and l.project_id = f.project_id and l.leg = 'whole'
      returning l.*)
    insert into projects.leg
      (province, project_id, leg, procedure, content, cohort, started_on, counted_from, ended_on, reached, working_days)
    select w.province, w.project_id, 'need', w.procedure, w.content, w.cohort, f.needed, f.needed, f.on_date, true,
           law.working_days_between(f.needed, f.on_date)
      from whole w join first f on f.province = w.province and f.project_id = w.project_id;
    perform projects.recount_legs(place);
  end loop;
  alter table projects.leg enable trigger keep_leg_counts;
end $$;
