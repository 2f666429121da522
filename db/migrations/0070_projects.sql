-- Đề án: one project from its first draft to its closed books.

create schema projects;
grant usage on schema projects to kc_app;

create table projects.project (
  province         text        not null,
  id               uuid        not null,
  -- Given at submission: KC-2026-0047.
  number           text,
  fiscal_year      int         not null check (fiscal_year between 2002 and 2100),
  procedure        text        not null check (procedure in ('national', 'provincial')),
  establishment_id uuid        not null,
  commune_code     text        not null references territory.commune (code),
  content_code     text        not null,
  title            text        not null,
  state            text        not null,
  state_since      timestamptz not null,
  -- Grows with every act; an act on an older revision is refused, so nobody decides on what they did not see.
  revision         int         not null default 0,
  version_no       int         not null default 0,
  fund_id          uuid,
  -- The norms in force when the plan was approved; every later computation uses them.
  norm_set_id      text,
  -- What the money columns say is decided by acts; where the money stands is asked of the ledger.
  asked_support    bigint      not null default 0 check (asked_support >= 0),
  total_cost       bigint      not null default 0 check (total_cost >= 0),
  planned_support  bigint      check (planned_support > 0),
  estimate_support bigint      check (estimate_support > 0),
  contract_support bigint      check (contract_support > 0),
  settled_support  bigint      check (settled_support >= 0),
  -- Whose turn, until when: kept beside records.deadline, in the same transaction, so that lists sort by it.
  turn_role        text,
  due_on           date,
  created_by       uuid        not null,
  created_at       timestamptz not null,
  search           text        not null default '',
  primary key (province, id),
  unique (province, number),
  foreign key (province, establishment_id) references establishments.establishment (province, id),
  foreign key (province, fund_id) references funds.fund (province, id),
  foreign key (province, created_by) references people.account (province, id)
);
-- The staff list, newest first, paged by key; partial because drafts are the applicant's alone.
create index project_list on projects.project (province, state_since desc, id desc) where state <> 'draft';
-- The list of one state, and the counters beside the filters.
create index project_state on projects.project (province, state, state_since desc, id desc);
-- The list by deadline.
create index project_due on projects.project (province, due_on, id) where due_on is not null;
create index project_year on projects.project (province, fiscal_year, state_since desc, id desc) where state <> 'draft';
create index project_amount on projects.project (province, asked_support desc, id desc) where state <> 'draft';
create index project_commune on projects.project (province, commune_code, state_since desc, id desc) where state <> 'draft';
create index project_establishment on projects.project (province, establishment_id, created_at desc);
create index project_fund on projects.project (province, fund_id) where fund_id is not null;
-- Words, with accents or without: 4 ms on 10^5 rows against 300 ms for a scan.
create index project_search on projects.project using gin (search platform.gin_trgm_ops);
call platform.protect('projects.project');
-- The list below runs as the owner and filters by province itself: under the policy above `like` must
-- wait until each row has been seen, so the trigram index is never used (10^5 rows: 340 ms against 3).
do $$
begin
  execute format('create policy owner_reads on projects.project for select to %I using (true)', current_user);
end $$;
grant select, insert, update on projects.project to kc_app;

-- What the applicant is typing: field names and texts as typed, valid or not. Nothing typed is lost.
create table projects.draft (
  province   text        not null,
  project_id uuid        not null,
  fields     jsonb       not null,
  revision   int         not null,
  saved_by   uuid        not null,
  saved_at   timestamptz not null,
  primary key (province, project_id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, saved_by) references people.account (province, id)
);
call platform.protect('projects.draft');
grant select, insert, update on projects.draft to kc_app;

-- What was submitted, frozen: the request, and the norm's answer on that day.
create table projects.version (
  province     text        not null,
  project_id   uuid        not null,
  no           int         not null check (no > 0),
  request      jsonb       not null,
  evaluation   jsonb       not null,
  hash         text        not null,
  submitted_by uuid        not null,
  submitted_at timestamptz not null,
  primary key (province, project_id, no),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, submitted_by) references people.account (province, id)
);
call platform.protect('projects.version');
grant select, insert on projects.version to kc_app;
create trigger append_only before update or delete or truncate on projects.version
  for each statement execute function records.refuse_change();

-- The acts: who did what, when, in which role, why, with which paper. The project's state is the
-- sum of its acts.
create table projects.act (
  province    text        not null,
  id          uuid        not null,
  project_id  uuid        not null,
  seq         int         not null,
  event       text        not null,
  from_state  text        not null,
  to_state    text        not null,
  actor_id    uuid        not null,
  role        text        not null,
  at          timestamptz not null,
  on_date     date        not null,
  amount      bigint,
  reason      text,
  data        jsonb       not null,
  document_id uuid,
  primary key (province, id),
  unique (province, project_id, seq),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, actor_id) references people.account (province, id),
  foreign key (province, document_id) references records.document (province, id)
);
call platform.protect('projects.act');
grant select, insert on projects.act to kc_app;
create trigger append_only before update or delete or truncate on projects.act
  for each statement execute function records.refuse_change();

-- A list somebody wants again: its filters, by name.
create table projects.saved_view (
  province   text        not null,
  id         uuid        not null,
  account_id uuid        not null,
  name       text        not null check (length(name) between 1 and 80),
  query      text        not null,
  created_at timestamptz not null,
  primary key (province, id),
  unique (province, account_id, name),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('projects.saved_view');
grant select, insert, delete on projects.saved_view to kc_app;

-- What a list is narrowed by, as the conditions of a query whose parameters are
-- $1 province, $2 states, $3 procedure, $4 year, $5 content, $6 commune, $7 fund, $8 establishment.
create function projects.list_conditions(
  p_states text[], p_procedure text, p_year int, p_content text, p_commune text, p_fund uuid, p_establishment uuid)
returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  conditions text := 'p.province = $1 and p.state <> ''draft''';
begin
  -- One state by itself is read off project_state in the list's order; several are not.
  if cardinality(p_states) = 1 then conditions := conditions || ' and p.state = ($2)[1]';
  elsif p_states is not null then conditions := conditions || ' and p.state = any ($2)'; end if;
  if p_procedure is not null then conditions := conditions || ' and p.procedure = $3'; end if;
  if p_year is not null then conditions := conditions || ' and p.fiscal_year = $4'; end if;
  if p_content is not null then conditions := conditions || ' and p.content_code = $5'; end if;
  if p_commune is not null then conditions := conditions || ' and p.commune_code = $6'; end if;
  if p_fund is not null then conditions := conditions || ' and p.fund_id = $7'; end if;
  if p_establishment is not null then conditions := conditions || ' and p.establishment_id = $8'; end if;
  return conditions;
end $$;
revoke all on function projects.list_conditions from public;

-- The condition that a row holds every word, and how often it does. A word of one or two letters stands
-- at the beginning of a word: a shorter piece of text has no trigram to be found by.
-- Under row-level security the planner may not look at the statistics of `like` and takes every word to
-- be rare. So the newest 400 rows are asked how common the words are together; where the answer is more
-- than p_common, it is quicker to walk in the order of the list until the page is full: `case` hides
-- `like` from the index, and the outer `like` is taken to hold for one row in twenty-five. A whole number is
-- looked up as such.
create function projects.word_condition(p_province text, p_words text[], p_common real, out condition text, out rare boolean)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  patterns text[];
begin
  select array_agg(case when length(word) < 3 then '% ' else '%' end ||
                   replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%')
    into patterns from unnest(p_words) word;
  condition := '';
  rare := false;
  if patterns is null then return; end if;
  if cardinality(p_words) = 1 and p_words[1] ~ '^kc-[0-9]{4}-[0-9]{4,}$' then
    condition := format(' and p.number = %L', upper(p_words[1]));
    return;
  end if;
  select count(*) filter (where newest.search like all (patterns)) < p_common * 400 into rare
    from (select p.search from projects.project p where p.province = p_province and p.state <> 'draft'
           order by p.state_since desc, p.id desc limit 400) newest;
  if rare then
    select string_agg(format(' and p.search like %L', pattern), '') into condition from unnest(patterns) pattern;
  else
    condition := format(' and case when p.search like all (%L) then ''all'' end like ''%%all%%''', patterns);
  end if;
end $$;
revoke all on function projects.word_condition from public;

-- The staff list. A definer function with its own province filter, so that `like` may use the trigram
-- index. Planned anew for the filters that are set, so each combination gets its own index. Pages by
-- key: (sort value, id) after the last row.
create function projects.list(
  p_province text, p_words text[], p_states text[], p_procedure text, p_year int, p_content text, p_commune text,
  p_fund uuid, p_establishment uuid, p_sort text, p_after_value text, p_after_id uuid, p_backwards boolean, p_limit int)
returns setof projects.project
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  expr  text;
  kind  text;
  down  boolean;
  words record;
  q     text;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'KC002', message = 'province_not_set';
  end if;
  select s.expr, s.kind, s.down into expr, kind, down
    from (values ('recent', 'p.state_since', 'timestamptz', true),
                 ('due',    'p.due_on',      'date',        false),
                 ('amount', 'p.asked_support', 'bigint',    true),
                 ('number', 'p.number',      'text',        false)) s(name, expr, kind, down)
   where s.name = p_sort;
  if expr is null then raise exception 'unknown sort %', p_sort; end if;
  words := projects.word_condition(p_province, p_words, 0.025);
  q := 'select * from projects.project p where ' ||
    projects.list_conditions(p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment) || words.condition;
  if p_sort = 'due' then q := q || ' and p.due_on is not null'; end if;
  if p_backwards then down := not down; end if;
  if p_after_id is not null then
    q := q || format(' and (%s, p.id) %s ($9::%s, $10)', expr, case when down then '<' else '>' end, kind);
  end if;
  -- Few rows: found first and sorted then. The offset keeps the planner from walking for them all the same.
  if words.rare then q := 'select * from (' || q || ' offset 0) p'; end if;
  q := q || format(' order by %1$s %2$s, p.id %2$s limit $11', expr, case when down then 'desc' else 'asc' end);
  return query execute q
    using p_province, p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment, p_after_value, p_after_id, p_limit;
end $$;
revoke all on function projects.list from public;
grant execute on function projects.list to kc_app;

-- How many the same filters find, in no order and counted no further than p_most: an exact count of
-- 10^5 rows on every page is what made other systems slow.
create function projects.count_up_to(
  p_province text, p_words text[], p_states text[], p_procedure text, p_year int, p_content text, p_commune text,
  p_fund uuid, p_establishment uuid, p_most int)
returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  words      record;
  found_rows int;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'KC002', message = 'province_not_set';
  end if;
  words := projects.word_condition(p_province, p_words, (0.2 / greatest(cardinality(p_words), 1) ^ 2)::real);
  execute 'select count(*)::int from (select from projects.project p where ' ||
    projects.list_conditions(p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment) || words.condition ||
    ' limit $9) x'
    into found_rows
    using p_province, p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment, p_most;
  return found_rows;
end $$;
revoke all on function projects.count_up_to from public;
grant execute on function projects.count_up_to to kc_app;

-- A list being written to a file, for one person; the file is kept a day.
create table projects.export (
  province    text        not null,
  id          uuid        not null,
  account_id  uuid        not null,
  format      text        not null check (format in ('csv', 'xlsx')),
  query       text        not null,
  locale      text        not null check (locale in ('vi', 'en')),
  state       text        not null check (state in ('waiting', 'writing', 'ready', 'failed')),
  rows_done   int         not null default 0,
  asked_at    timestamptz not null,
  finished_at timestamptz,
  primary key (province, id),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('projects.export');
grant select, insert, update, delete on projects.export to kc_app;
