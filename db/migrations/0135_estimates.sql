-- Estimates line by line: what is being typed, what was put forward (frozen), and what each reviewer said of each line.

-- Field names and texts as typed, valid or not; each saving takes the next revision.
create table projects.estimate_draft (
  province   text        not null,
  project_id uuid        not null,
  fields     jsonb       not null check (jsonb_typeof(fields) = 'object'),
  revision   int         not null check (revision > 0),
  saved_by   uuid        not null,
  saved_at   timestamptz not null,
  primary key (province, project_id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, saved_by) references people.account (province, id)
);
call platform.protect('projects.estimate_draft');
grant select, insert, update on projects.estimate_draft to kc_app;

-- An estimate as it was put forward: version `no` is frozen, with the SHA-256 of its canonical JSON.
create table projects.estimate_version (
  province   text        not null,
  project_id uuid        not null,
  no         int         not null check (no > 0),
  act_id     uuid        not null,
  lines      jsonb       not null check (jsonb_typeof(lines) = 'array'),
  support    bigint      not null check (support > 0),
  total      bigint      not null check (total >= support),
  hash       text        not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (province, project_id, no),
  unique (province, act_id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, act_id) references projects.act (province, id)
);
call platform.protect('projects.estimate_version');
grant select, insert on projects.estimate_version to kc_app;
create trigger append_only before update or delete or truncate on projects.estimate_version
  for each statement execute function records.refuse_change();

-- What a reviewer said of a line, or what the preparer answered. The last word of each side counts; none is lost.
create table projects.estimate_remark (
  province   text        not null,
  id         uuid        not null,
  -- The order in which it was said: within one millisecond neither the time nor the id tells.
  seq        bigint      generated always as identity,
  project_id uuid        not null,
  version_no int         not null,
  line       int         not null check (line > 0),
  side       text        not null check (side in ('finance', 'department', 'preparer')),
  verdict    text        not null check (verdict in ('accept', 'cut', 'question', 'answer')),
  -- What the fund may pay of the line at most.
  cut_to     bigint      check (cut_to >= 0),
  reason     text,
  said_by    uuid        not null,
  said_at    timestamptz not null,
  primary key (province, id),
  check ((verdict = 'answer') = (side = 'preparer')),
  check ((verdict = 'cut') = (cut_to is not null)),
  check (verdict = 'accept' or reason <> ''),
  foreign key (province, project_id, version_no) references projects.estimate_version (province, project_id, no),
  foreign key (province, said_by) references people.account (province, id)
);
-- All that was said of a version, in order.
create index estimate_remark_of on projects.estimate_remark (province, project_id, version_no, seq);
call platform.protect('projects.estimate_remark');
grant select, insert on projects.estimate_remark to kc_app;
create trigger append_only before update or delete or truncate on projects.estimate_remark
  for each statement execute function records.refuse_change();

-- Up to which support a role approves estimates, from a day on. No row for a procedure: its roles approve any amount.
create table projects.estimate_level (
  province   text    not null,
  procedure  text    not null check (procedure in ('national', 'provincial')),
  role       text    not null,
  valid_from date    not null,
  -- Null: any amount.
  up_to      bigint  check (up_to > 0),
  basis      text    not null,
  primary key (province, procedure, role, valid_from)
);
call platform.protect('projects.estimate_level');
grant select on projects.estimate_level to kc_app;

-- Whatever the application does, an estimate is never approved above the plan.
alter table projects.project add constraint estimate_within_plan
  check (estimate_support is null or (planned_support is not null and estimate_support <= planned_support));
