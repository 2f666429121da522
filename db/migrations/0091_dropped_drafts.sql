-- A draft of norms that nobody goes on with: dropped with a reason, kept to be read, and taken up again.

-- The new columns are empty, but their references are checked under the policies, which want a province named.
select set_config('kc.province', '-', true);

alter table law.norm_draft
  add column dropped_by uuid,
  add column dropped_at timestamptz,
  add column drop_reason text check (drop_reason <> ''),
  add foreign key (province, dropped_by) references people.account (province, id),
  add check ((state = 'dropped') = (dropped_at is not null)),
  add check ((dropped_at is null) = (dropped_by is null) and (dropped_at is null) = (drop_reason is null));

-- The application still writes no state: these two, and publication, move it, each from where it may.
-- Refuses norm_draft_changed_meanwhile.
create function law.drop_norm_draft(
  p_province text, p_draft uuid, p_revision int, p_actor uuid, p_at timestamptz, p_reason text
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'dropping a draft of another province';
  end if;
  update law.norm_draft set state = 'dropped', dropped_by = p_actor, dropped_at = p_at, drop_reason = p_reason
   where province = p_province and id = p_draft and state = 'open' and revision = p_revision;
  if not found then perform platform.refuse('norm_draft_changed_meanwhile'); end if;
end $$;
revoke all on function law.drop_norm_draft from public;
grant execute on function law.drop_norm_draft to kc_app;

create function law.take_up_norm_draft(p_province text, p_draft uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'taking up a draft of another province';
  end if;
  update law.norm_draft set state = 'open', dropped_by = null, dropped_at = null, drop_reason = null
   where province = p_province and id = p_draft and state = 'dropped';
  if not found then perform platform.refuse('norm_draft_changed_meanwhile'); end if;
end $$;
revoke all on function law.take_up_norm_draft from public;
grant execute on function law.take_up_norm_draft to kc_app;
