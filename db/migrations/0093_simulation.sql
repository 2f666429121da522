-- What a draft of norms would have meant for the projects of past years.

-- What the norms ask of a request, beside the request it is read from: 10^5 requests of some kB need not be
-- unpacked for a few numbers each.
create function projects.cost_of(request jsonb, only_eligible boolean) returns bigint
language sql immutable parallel safe
as $$
  select coalesce(sum((line ->> 'unitPrice')::bigint * (line ->> 'quantity')::bigint), 0)::bigint
    from jsonb_array_elements(request -> 'costLines') line
   where not only_eligible or (line ->> 'eligible')::boolean
$$;
alter table projects.version
  add column eligible_cost bigint generated always as (projects.cost_of(request, true)) stored,
  add column total_cost bigint generated always as (projects.cost_of(request, false)) stored,
  add column technology_line boolean generated always as (coalesce((request ->> 'technologyLine')::boolean, false)) stored;

create table projects.simulation (
  province       text        not null,
  id             uuid        not null,
  draft_id       uuid        not null,
  -- The draft as it was asked about; what is saved later changes nothing here, and is said to.
  draft_revision int         not null,
  file           jsonb       not null,
  fund           text        not null check (fund in ('national', 'local')),
  from_year      int         not null,
  until_year     int         not null check (until_year >= from_year),
  -- Which projects: all but those rejected or withdrawn, those in a plan, or all that were submitted.
  projects       text        not null check (projects in ('kept', 'planned', 'all')),
  content        text,
  locale         text        not null check (locale in ('vi', 'en')),
  asked_by       uuid        not null,
  asked_at       timestamptz not null,
  state          text        not null default 'waiting' check (state in ('waiting', 'running', 'ready', 'failed', 'cancelled')),
  -- Grows with every time it is begun anew: a worker that was thought dead writes nothing more.
  run            int         not null default 0,
  rows_total     int,
  rows_done      int         not null default 0,
  moved_at       timestamptz not null,
  result         jsonb,
  primary key (province, id),
  foreign key (province, draft_id) references law.norm_draft (province, id),
  foreign key (province, asked_by) references people.account (province, id),
  check ((state = 'ready') = (result is not null))
);
create index simulation_of_draft on projects.simulation (province, draft_id, asked_at desc);
call platform.protect('projects.simulation');
grant select on projects.simulation to kc_app;
grant insert (province, id, draft_id, draft_revision, file, fund, from_year, until_year, projects, content, locale,
  asked_by, asked_at, moved_at) on projects.simulation to kc_app;
grant update (state, run, rows_total, rows_done, moved_at, result) on projects.simulation to kc_app;
