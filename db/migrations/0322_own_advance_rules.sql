-- What a province decided for itself of advances, and what was decided for one project alone. Both stand before the rule of
-- the law's data; neither touches what has been paid.

create table projects.own_advance_rule (
  province      text not null,
  id            uuid not null,
  procedure     text not null check (procedure in ('national', 'provincial')),
  -- A content, or null: every content of the procedure.
  content_code  text,
  -- Null: for every project; else the exception for one (Circular 36/2013/TT-BCT, article 16).
  project_id    uuid,
  valid_from    date not null,
  -- Zero: paid after acceptance only.
  percent_bp    int not null check (percent_bp between 0 and 10000),
  progress_bp   int check (progress_bp between 0 and 10000),
  papers        text[] not null default '{}',
  reason        text not null check (reason <> ''),
  decision      text not null check (decision <> ''),
  decided_on    date not null,
  set_by        uuid not null,
  set_at        timestamptz not null,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, set_by) references people.account (province, id)
);
create unique index own_advance_rule_once on projects.own_advance_rule
  (province, procedure, coalesce(content_code, ''), coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), valid_from);
call platform.protect('projects.own_advance_rule');
grant select, insert on projects.own_advance_rule to kc_app;
