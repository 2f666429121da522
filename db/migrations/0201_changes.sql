-- Changes of a project after its approval: asked for by one, decided by whom the matrix of the law names, carried out
-- in the plan, the estimate, the money and the deadlines at once.

-- Which authority decides which change. A province's own row stands before the one for all, and a row for group projects
-- before the one for any project.
create table law.change_authority (
  id           text primary key,
  procedure_kind text not null check (procedure_kind in ('national', 'provincial')),
  province     text,
  kind         text not null check (kind in ('place', 'coordinating_unit', 'beneficiary', 'content', 'lines', 'amount_up',
                 'amount_down', 'time_within_year', 'time_next_year')),
  group_only   boolean not null,
  authority_vi text not null,
  authority_en text not null,
  -- Who decides it here, or enters the decision of an authority outside.
  roles        text[] not null check (cardinality(roles) > 0),
  -- For the decision, from the request on; null: none is set.
  working_days int check (working_days > 0),
  valid_from   date not null,
  valid_until  date,
  citation     jsonb,
  verification law.verification not null,
  check (valid_until is null or valid_until > valid_from)
);
grant select on law.change_authority to kc_app;

-- What a group project or an approved change says beside the request.
alter table projects.project add column coordinating_unit text check (coordinating_unit <> '');

create table projects.change (
  province        text        not null,
  id              uuid        not null,
  project_id      uuid        not null,
  no              int         not null check (no > 0),
  state           text        not null default 'requested' check (state in ('requested', 'approved', 'refused', 'withdrawn')),
  kinds           text[]      not null check (cardinality(kinds) > 0),
  group_project   boolean     not null,
  -- The row of the matrix it was sent by, as it read then.
  authority       text        not null references law.change_authority (id),
  roles           text[]      not null,
  -- Only what changes, in both: the same names, what stood and what is asked for.
  before          jsonb       not null check (jsonb_typeof(before) = 'object'),
  after           jsonb       not null check (jsonb_typeof(after) = 'object'),
  reason          text        not null check (reason <> ''),
  document_id     uuid,
  requested_by    uuid        not null,
  requested_at    timestamptz not null,
  due_on          date,
  closed_by       uuid,
  closed_at       timestamptz,
  decision_number text,
  decision_date   date,
  decision_reason text,
  -- The act that carried it out.
  act_id          uuid,
  primary key (province, id),
  unique (province, project_id, no),
  unique (province, act_id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, requested_by) references people.account (province, id),
  foreign key (province, closed_by) references people.account (province, id),
  foreign key (province, act_id) references projects.act (province, id),
  check ((state = 'requested') = (closed_at is null) and (closed_at is null) = (closed_by is null)),
  check ((state = 'approved') = (act_id is not null)),
  check (state not in ('approved', 'refused') or (decision_number <> '' and decision_date is not null)),
  check (state <> 'refused' or decision_reason <> ''),
  -- Who asks does not decide.
  check (state not in ('approved', 'refused') or closed_by <> requested_by)
);
-- What waits for a decision, soonest due first; undated ones last.
create index change_waiting on projects.change (province, (coalesce(due_on, 'infinity'::date)), id) where state = 'requested';
call platform.protect('projects.change');
grant select, insert on projects.change to kc_app;
grant update (state, closed_by, closed_at, decision_number, decision_date, decision_reason, act_id) on projects.change to kc_app;

-- What is decided stays: the money has moved by it.
create function projects.keep_closed_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'a closed change does not change';
end $$;
revoke all on function projects.keep_closed_change from public;
create trigger keep_closed_change before update on projects.change
  for each row when (old.state <> 'requested') execute function projects.keep_closed_change();
