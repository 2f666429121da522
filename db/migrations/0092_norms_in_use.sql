-- What projects hold fast of the norms, across provinces: a publication for the whole country must not take
-- away what binds a project anywhere, though its publisher sees one province alone.

-- Projects of other provinces under national sets, how many in each: those approved on or after p_from (null:
-- whenever), whose content is not among p_kept (null: whichever). Answers nothing of local sets, whose
-- projects are of one province, and no more than the number.
create function projects.bound_elsewhere(p_sets text[], p_from date, p_kept text[])
returns table (province text, projects bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.province, count(*)
    from projects.project p
    join law.norm_set s on s.id = p.norm_set_id and s.fund = 'national' and s.id = any (p_sets)
   where p.province <> platform.current_province()
     and (p_kept is null or p.content_code <> all (p_kept))
     and (p_from is null or exists (
       select from projects.act a where a.province = p.province and a.project_id = p.id
          and a.event = 'approve_plan' and a.on_date >= p_from))
   group by p.province order by p.province
$$;
revoke all on function projects.bound_elsewhere from public;
grant execute on function projects.bound_elsewhere to kc_app;

-- A content of a province that a set, a draft or a project uses keeps its name, its group and its basis.
create function law.keep_used_content() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  sets     bigint;
  drafts   bigint := 0;
  projects bigint;
begin
  if old.province is null then return coalesce(new, old); end if;
  select count(*) into sets from law.norm n where n.content_code = old.code;
  select count(*) into projects from projects.project p where p.content_code = old.code;
  -- A draft follows a new name; without the content it would stand for nothing.
  if tg_op = 'DELETE' then
    select count(*) into drafts from law.norm_draft d
     where d.province = old.province and d.state <> 'published'
       and d.file @> jsonb_build_object('norms', jsonb_build_array(jsonb_build_object('content', old.code)));
  end if;
  if sets + projects + drafts > 0 then
    perform platform.refuse('content_is_in_use', jsonb_build_object(
      'content', old.code, 'sets', sets::text, 'drafts', drafts::text, 'projects', projects::text));
  end if;
  return coalesce(new, old);
end $$;
revoke all on function law.keep_used_content from public;
create trigger keep_used before update or delete on law.content
  for each row execute function law.keep_used_content();
