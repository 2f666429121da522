-- Who asks is asked on every page: the unread notices are told with the session, and a process that knows the actor of a
-- session by the mark of the people of their province is not told them again.

call platform.mark_changes('people.membership', 'people');
call platform.mark_changes('people.delegation', 'people');
-- A new account or unit changes nobody's roles before there is a membership; thousands may come in one transaction.
create trigger mark_update after update on people.account referencing new table as changed
  for each statement execute function platform.mark_change('people');
create trigger mark_delete after delete on people.account referencing old table as changed
  for each statement execute function platform.mark_change('people');
create trigger mark_truncate after truncate on people.account for each statement execute function platform.mark_emptied('people');
create trigger mark_update after update on people.unit referencing new table as changed
  for each statement execute function platform.mark_change('people');
create trigger mark_delete after delete on people.unit referencing old table as changed
  for each statement execute function platform.mark_change('people');
create trigger mark_truncate after truncate on people.unit for each statement execute function platform.mark_emptied('people');

insert into platform.change_mark select code, 'people', gen_random_uuid() from territory.province;

drop function people.session_actor(text, timestamptz, date);
create function people.session_actor(p_token text, p_now timestamptz, p_today date, p_known text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with known as (
    select s."id", s."userId", s."expiresAt", s."updatedAt", s.province as chosen, s.method,
      u."email", coalesce(u."twoFactorEnabled", false) as second_factor
    from auth."session" s join auth."user" u on u."id" = s."userId"
    where s."token" = p_token and s."expiresAt" > p_now
  ), place as (
    select a.province, a.id, i.sample
    from known k
    join people.account a on a.auth_user_id = k."userId" and a.active
    join people.installation i on i.province = a.province
  ), here as materialized (
    select p.*, (select c.mark::text from platform.change_mark c where c.province = p.province and c.what = 'people') as mark
    from place p, known k
    where p.province = k.chosen or (k.chosen is null and (select count(*) from place) = 1)
  )
  select jsonb_build_object(
    'sessionId', k."id", 'userId', k."userId", 'email', k."email", 'method', k.method,
    'secondFactor', k.second_factor, 'expiresAt', k."expiresAt", 'updatedAt', k."updatedAt",
    'provinces', coalesce((select jsonb_agg(p.province order by p.province) from place p), '[]'),
    'sample', coalesce((select h.sample from here h), false),
    'unread', coalesce((select records.unread_notices(h.province, h.id) from here h), 0),
    'mark', (select h.mark from here h),
    'actor', (select people.actor_json(h.province, h.id, p_today) from here h where h.mark is distinct from p_known))
  from known k
$$;
revoke all on function people.session_actor from public;
grant execute on function people.session_actor to kc_app;
