-- Every saving of an estimate being written, so that whoever saves over somebody else's is shown what both altered since.
-- Rows of the form are known by `keys.<row>` in the fields, given when they are first saved.
create table projects.estimate_draft_version (
  province   text        not null,
  project_id uuid        not null,
  revision   int         not null check (revision > 0),
  fields     jsonb       not null check (jsonb_typeof(fields) = 'object'),
  saved_by   uuid        not null,
  saved_at   timestamptz not null,
  primary key (province, project_id, revision),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, saved_by) references people.account (province, id)
);
call platform.protect('projects.estimate_draft_version');
grant select, insert on projects.estimate_draft_version to kc_app;
create trigger append_only before update or delete or truncate on projects.estimate_draft_version
  for each statement execute function records.refuse_change();

do $$
declare
  place text;
begin
  for place in select code from territory.province loop
    perform set_config('kc.province', place, true);
    insert into projects.estimate_draft_version (province, project_id, revision, fields, saved_by, saved_at)
    select province, project_id, revision, fields, saved_by, saved_at from projects.estimate_draft where province = place;
  end loop;
end $$;
