-- The annual plan and its supplements: who is in for how much out of which fund, built side by side in scenarios,
-- put forward by one and decided by another.

create schema if not exists appraisal;
grant usage on schema appraisal to kc_app;

create table appraisal.plan (
  province      text        not null,
  id            uuid        not null,
  year          int         not null check (year between 2002 and 2100),
  procedure     text        not null check (procedure in ('national', 'provincial')),
  -- 0: the year's plan; from 1: its supplements.
  no            int         not null check (no >= 0),
  -- Weights, targets, flagships: what it is built by.
  terms         jsonb       not null,
  terms_revision int        not null default 1,
  state         text        not null default 'drafting' check (state in ('drafting', 'put_forward', 'decided')),
  created_by    uuid        not null,
  created_at    timestamptz not null,
  -- What was put forward: this scenario, with the projects as they were then.
  scenario_id   uuid,
  put_forward   jsonb,
  put_forward_by uuid,
  put_forward_at timestamptz,
  decision_number text,
  decision_date date,
  signer        text,
  document_id   uuid,
  decided_by    uuid,
  decided_at    timestamptz,
  primary key (province, id),
  unique (province, year, procedure, no),
  foreign key (province, created_by) references people.account (province, id),
  foreign key (province, put_forward_by) references people.account (province, id),
  foreign key (province, decided_by) references people.account (province, id),
  foreign key (province, document_id) references records.document (province, id),
  check ((state = 'drafting') = (put_forward is null)),
  check ((state = 'decided') = (decided_by is not null)),
  -- Who puts it forward does not decide it.
  check (decided_by is null or decided_by <> put_forward_by)
);
grant select, insert on appraisal.plan to kc_app;
grant update (terms, terms_revision, state, scenario_id, put_forward, put_forward_by, put_forward_at,
  decision_number, decision_date, signer, document_id, decided_by, decided_at) on appraisal.plan to kc_app;

-- What is decided stays: the money has moved by it.
create function appraisal.keep_decided_plan() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'a decided plan does not change';
end $$;
create trigger keep_decided_plan before update on appraisal.plan
  for each row when (old.state = 'decided') execute function appraisal.keep_decided_plan();

create table appraisal.plan_scenario (
  province   text        not null,
  id         uuid        not null,
  plan_id    uuid        not null,
  name       text        not null check (length(name) between 1 and 80),
  -- Of its newest step.
  revision   int         not null default 0,
  created_by uuid        not null,
  created_at timestamptz not null,
  dropped_at timestamptz,
  primary key (province, id),
  foreign key (province, plan_id) references appraisal.plan (province, id),
  foreign key (province, created_by) references people.account (province, id)
);
create index plan_scenario_of_plan on appraisal.plan_scenario (province, plan_id, created_at);
-- Before either is protected: adding it looks through both.
alter table appraisal.plan add foreign key (province, scenario_id) references appraisal.plan_scenario (province, id);
call platform.protect('appraisal.plan');
call platform.protect('appraisal.plan_scenario');
grant select, insert on appraisal.plan_scenario to kc_app;
grant update (name, revision, dropped_at) on appraisal.plan_scenario to kc_app;

-- Every change of a scenario with the whole choice after it: undo goes back to `back`, and whoever comes second sees
-- what happened since.
create table appraisal.plan_step (
  province    text        not null,
  scenario_id uuid        not null,
  revision    int         not null check (revision > 0),
  choice      jsonb       not null,
  what        text        not null,
  about       text,
  back        int,
  made_by     uuid        not null,
  made_at     timestamptz not null,
  primary key (province, scenario_id, revision),
  foreign key (province, scenario_id) references appraisal.plan_scenario (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
call platform.protect('appraisal.plan_step');
grant select, insert on appraisal.plan_step to kc_app;
create trigger append_only before update or delete or truncate on appraisal.plan_step
  for each statement execute function records.refuse_change();

-- The best plan, asked for and computed in the background.
create table appraisal.plan_proposal (
  province          text        not null,
  id                uuid        not null,
  plan_id           uuid        not null,
  scenario_id       uuid        not null,
  scenario_revision int         not null,
  terms_revision    int         not null,
  state             text        not null default 'waiting' check (state in ('waiting', 'running', 'ready', 'failed', 'cancelled')),
  steps_done        int         not null default 0,
  steps_total       int,
  result            jsonb,
  asked_by          uuid        not null,
  asked_at          timestamptz not null,
  moved_at          timestamptz not null,
  primary key (province, id),
  foreign key (province, plan_id) references appraisal.plan (province, id),
  foreign key (province, scenario_id) references appraisal.plan_scenario (province, id),
  foreign key (province, asked_by) references people.account (province, id),
  check ((state = 'ready') = (result is not null))
);
create index plan_proposal_of_plan on appraisal.plan_proposal (province, plan_id, asked_at desc);
call platform.protect('appraisal.plan_proposal');
grant select, insert on appraisal.plan_proposal to kc_app;
grant update (state, steps_done, steps_total, result, moved_at) on appraisal.plan_proposal to kc_app;
