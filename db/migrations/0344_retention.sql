-- Retention: for ten years after settlement nothing of a project is deleted, whoever tries (accounting papers: ten years by
-- Decree 174/2016; the law of the programme names no number). What is personal and need not be kept goes earlier.

create table records.retention_rule (
  valid_from   date not null primary key,
  years        int  not null check (years > 0),
  -- Days after settlement from which what is personal and proves nothing is forgotten.
  personal_days int not null check (personal_days > 0),
  basis        text not null check (basis <> ''),
  verification law.verification not null
);
grant select on records.retention_rule to kc_app;
insert into records.retention_rule values
  ('2012-07-05', 10, 365, 'Nghị định 174/2016/NĐ-CP, Điều 13: chứng từ kế toán dùng để ghi sổ lưu 10 năm', 'memory');

create function projects.keep_settled() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- The day of the clock is asked for nothing but to keep: a wrong clock may keep too long, or be noticed.
  if old.state in ('settled', 'closed', 'stopped') and old.state_since > now() - make_interval(years => (
       select r.years from records.retention_rule r where r.valid_from <= current_date order by r.valid_from desc limit 1))
  then perform platform.refuse('retention_forbids_deleting'); end if;
  return old;
end $$;
revoke all on function projects.keep_settled from public;
create trigger keep_settled before delete on projects.project for each row execute function projects.keep_settled();

create function records.keep_documents() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if old.subject_kind = 'project' and exists (
    select from projects.project p where p.province = old.province and p.id = old.subject_id
       and p.state in ('settled', 'closed', 'stopped') and p.state_since > now() - make_interval(years => (
         select r.years from records.retention_rule r where r.valid_from <= current_date order by r.valid_from desc limit 1)))
  then perform platform.refuse('retention_forbids_deleting'); end if;
  return old;
end $$;
revoke all on function records.keep_documents from public;
create trigger keep_settled before delete on records.document for each row execute function records.keep_documents();

-- What a run of forgetting removed, told for ever: how many of what, of which projects; never what it was.
create table records.forgotten (
  province   text not null,
  id         uuid not null,
  project_id uuid not null,
  what       text not null check (what in ('photo_place')),
  count      int  not null check (count > 0),
  forgotten_at timestamptz not null,
  primary key (province, id)
);
create index forgotten_newest on records.forgotten (province, forgotten_at desc, id desc);
call platform.protect('records.forgotten');
grant select, insert on records.forgotten to kc_app;
create trigger append_only before update or delete or truncate on records.forgotten
  for each statement execute function records.refuse_change();
