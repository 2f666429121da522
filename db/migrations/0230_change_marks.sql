-- Marks of change, as the law's edition is one. What is counted of a province's waits and legs is read on every page
-- and changes seldom: a process may keep what it reckoned of them in its memory, beside the mark it found before it
-- read. Every change, whoever makes it, sets a new mark in its own transaction; a mark is never set twice, so one that
-- is still the same says that nothing has changed.

create table platform.change_mark (
  province text not null,
  what     text not null,
  mark     uuid not null,
  primary key (province, what)
);
call platform.protect('platform.change_mark');
grant select on platform.change_mark to kc_app;

-- A published calendar changes the waits of every province.
do $$
begin
  execute format('create policy owner_marks on platform.change_mark to %I using (true) with check (true)', current_user);
end $$;

-- After a statement on a table of provinces, of which `changed` holds the rows: the argument says what it is.
create function platform.mark_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into platform.change_mark as m (province, what, mark)
  select place, tg_argv[0], gen_random_uuid() from (select distinct c.province as place from changed c) places order by place
  on conflict (province, what) do update set mark = excluded.mark;
  return null;
end $$;
revoke all on function platform.mark_change from public;

create function platform.mark_emptied() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.change_mark set mark = gen_random_uuid() where what = tg_argv[0];
  return null;
end $$;
revoke all on function platform.mark_emptied from public;

-- Marks every change of a table of provinces.
create procedure platform.mark_changes(target regclass, what text)
language plpgsql
as $$
begin
  execute format('create trigger mark_insert after insert on %s referencing new table as changed for each statement execute function platform.mark_change(%L)', target, what);
  execute format('create trigger mark_update after update on %s referencing new table as changed for each statement execute function platform.mark_change(%L)', target, what);
  execute format('create trigger mark_delete after delete on %s referencing old table as changed for each statement execute function platform.mark_change(%L)', target, what);
  execute format('create trigger mark_truncate after truncate on %s for each statement execute function platform.mark_emptied(%L)', target, what);
end $$;

call platform.mark_changes('records.open_wait_count', 'waits');
call platform.mark_changes('records.ended_wait_count', 'waits');
call platform.mark_changes('projects.running_leg_count', 'legs');
call platform.mark_changes('projects.ended_leg_count', 'legs');
call platform.mark_changes('projects.reached_leg_month', 'legs');

-- How many days a desk has is of the law's edition as well.
create trigger note_edition after insert or update or delete or truncate on law.procedure
  for each statement execute function law.note_edition();
create trigger note_edition after insert or update or delete or truncate on law.procedure_step
  for each statement execute function law.note_edition();

-- Without a mark nothing is kept: what there is already gets its first one.
insert into platform.change_mark select code, what, gen_random_uuid() from territory.province cross join unnest(array['waits', 'legs']) what;

-- Under the lock that the counts of an act are made under: the mark is one row more that both would take.
create or replace function records.recount_waits(p_province text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtext('records.keep_wait_counts'), hashtext(p_province));
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
