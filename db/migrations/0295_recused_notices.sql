-- Of a project somebody declared an interest of their own in they are told nothing: neither anew, nor what they were told
-- before and had not read; a declaration taken back shows the latter again.

do $$
begin
  execute format('create policy owner_reads on projects.recusal for select to %I using (true)', current_user);
end $$;

-- Whoever writes a notice, also for all provinces at once: the row is left out, and so are the mails that follow it.
create function projects.keep_from_recused() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from projects.recusal r
              where r.province = new.province and r.project_id = new.subject_id and r.account_id = new.account_id) then
    return null;
  end if;
  return new;
end $$;
revoke all on function projects.keep_from_recused from public;
create trigger keep_from_recused before insert on records.notice
  for each row when (new.subject_kind = 'project') execute function projects.keep_from_recused();

create or replace function records.unread_notices(p_province text, p_account uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::int from (
    select from records.notice n
     where n.province = p_province and n.account_id = p_account and n.read_at is null and n.over_at is null
       and not (n.subject_kind = 'project' and exists (select from projects.recusal r
             where r.province = n.province and r.project_id = n.subject_id and r.account_id = n.account_id)) limit 100) x
$$;
