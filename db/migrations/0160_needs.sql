-- Needs: what communes and establishments would like to be supported, asked for in rounds before a year's plan is made.

create schema programmes;
grant usage on schema programmes to kc_app;

create table programmes.round (
  province    text        not null,
  id          uuid        not null,
  -- The year whose plan the needs are for.
  fiscal_year int         not null check (fiscal_year between 2002 and 2100),
  name        text        not null check (length(name) between 1 and 200),
  opened_on   date        not null,
  -- The last day on which communes and establishments enter needs; the centre may until it closes the round.
  closes_on   date        not null check (closes_on >= opened_on),
  closed_at   timestamptz,
  note        text,
  revision    int         not null default 1,
  created_by  uuid        not null,
  created_at  timestamptz not null,
  primary key (province, id),
  foreign key (province, created_by) references people.account (province, id)
);
-- One round a year is open at a time: a need is asked for once.
create unique index round_open on programmes.round (province, fiscal_year) where closed_at is null;
create index round_recent on programmes.round (province, fiscal_year desc, opened_on desc, id desc);
call platform.protect('programmes.round');
grant select, insert, update on programmes.round to kc_app;

-- What makes a need ready for a request, and how much each step counts. A rule of the system, not of law, until a
-- province sets its own; the rows of the day a round was opened hold for all its needs.
create table programmes.readiness_step (
  id          int generated always as identity primary key,
  province    text,
  code        text    not null check (code in ('establishment', 'machine', 'quotation', 'cost', 'own_funds', 'site', 'papers')),
  weight      int     not null check (weight between 1 and 100),
  -- A need is ready once every required step is done.
  required    boolean not null,
  position    int     not null,
  basis       text    not null default 'system_default',
  valid_from  date    not null,
  valid_until date    check (valid_until > valid_from)
);
grant select on programmes.readiness_step to kc_app;
insert into programmes.readiness_step (code, weight, required, position, valid_from) values
  ('establishment', 15, true,  1, '2014-01-01'),
  ('machine',       20, true,  2, '2014-01-01'),
  ('quotation',     25, true,  3, '2014-01-01'),
  ('cost',          10, true,  4, '2014-01-01'),
  ('own_funds',     15, false, 5, '2014-01-01'),
  ('site',          10, false, 6, '2014-01-01'),
  ('papers',         5, false, 7, '2014-01-01');

create table programmes.need (
  province         text        not null,
  id               uuid        not null,
  round_id         uuid        not null,
  -- Null while the establishment is not in the register; found by its tax code.
  establishment_id uuid,
  name             text        not null check (length(name) between 2 and 200),
  tax_code         text,
  phone            text,
  commune_code     text        not null references territory.commune (code),
  content_code     text        not null,
  procedure        text        not null check (procedure in ('national', 'provincial')),
  title            text        not null check (length(title) between 1 and 200),
  reason           text,
  -- What would be bought or done, by name; whose offer it rests on.
  machine          text,
  quotation        text,
  cost             bigint      check (cost > 0),
  asked            bigint      check (asked > 0),
  own_funds        boolean     not null,
  site             boolean     not null,
  papers           boolean     not null,
  -- By the steps of its round, written with every change of what they are computed from.
  score            int         not null check (score between 0 and 100),
  standing         text        not null check (standing in ('title', 'preparing', 'ready')),
  -- The request it became; once.
  project_id       uuid,
  -- Given by the form: the same form sent twice is one need.
  client_key       uuid        not null,
  import_id        uuid,
  revision         int         not null default 1,
  created_by       uuid        not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  withdrawn_at     timestamptz,
  withdrawn_by     uuid,
  -- Who it is for, as far as is known: a tax code, or a name in a commune.
  business_key     text        not null generated always as (coalesce(tax_code, platform.fold(name) || '@' || commune_code)) stored,
  search           text        not null generated always as (
    ' ' || platform.fold(name || ' ' || coalesce(tax_code, '') || ' ' || title || ' ' || coalesce(machine, ''))) stored,
  primary key (province, id),
  foreign key (province, round_id) references programmes.round (province, id),
  foreign key (province, establishment_id) references establishments.establishment (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, created_by) references people.account (province, id),
  foreign key (province, withdrawn_by) references people.account (province, id),
  check (asked is null or cost is null or asked <= cost)
);
create unique index need_form on programmes.need (province, created_by, client_key);
create unique index need_request on programmes.need (province, project_id) where project_id is not null;
-- One need a round, business and content.
create unique index need_once on programmes.need (province, round_id, business_key, content_code) where withdrawn_at is null;
-- The lists of a round, by time and by readiness; a commune's and an establishment's own.
create index need_recent on programmes.need (province, round_id, created_at desc, id desc) where withdrawn_at is null;
create index need_score on programmes.need (province, round_id, score desc, id desc) where withdrawn_at is null;
create index need_commune on programmes.need (province, round_id, commune_code, created_at desc, id desc) where withdrawn_at is null;
create index need_content on programmes.need (province, round_id, content_code, created_at desc, id desc) where withdrawn_at is null;
create index need_establishment on programmes.need (province, establishment_id) where establishment_id is not null;
create index need_search on programmes.need using gin (search platform.gin_trgm_ops);
call platform.protect('programmes.need');
grant select, insert, update on programmes.need to kc_app;
-- The list below runs as the owner and filters by province itself, so that words are found by the trigram index.
do $$
begin
  execute format('create policy owner_reads on programmes.need for select to %I using (true)', current_user);
end $$;

-- The conditions of a list of needs; its parameters are $1 round, $2 communes, $3 content, $4 standing, $5 procedure.
-- Words that are common among the round's newest 400 needs are looked for row by row in the order of the list (`case`
-- hides them from the trigram index, whose rows would all have to be sorted); rare ones by the index.
create function programmes.need_conditions(
  p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean)
returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  words text := '';
  rare  boolean;
begin
  if cardinality(p_words) > 0 then
    select count(*) filter (where newest.search like all (p_words)) < 10 into rare
      from (select n.search from programmes.need n
             where n.province = platform.current_province() and n.round_id = p_round and n.withdrawn_at is null
             order by n.created_at desc, n.id desc limit 400) newest;
    words := case when rare
      then (select string_agg(format(' and n.search like %L', word), '') from unnest(p_words) word)
      else format(' and case when n.search like all (%L) then ''all'' end like ''%%all%%''', p_words) end;
  end if;
  return 'n.province = platform.current_province() and n.round_id = $1 and n.withdrawn_at is null' || words
    || case when cardinality(p_communes) = 1 then ' and n.commune_code = ($2)[1]'
            when p_communes is not null then ' and n.commune_code = any ($2)' else '' end
    || case when p_content is not null then ' and n.content_code = $3' else '' end
    || case when p_standing is not null then ' and n.standing = $4' else '' end
    || case when p_procedure is not null then ' and n.procedure = $5' else '' end
    || case p_requested when true then ' and n.project_id is not null'
                        when false then ' and n.project_id is null' else '' end;
end $$;
revoke all on function programmes.need_conditions from public;

-- One page of a round's needs. Words are folded and escaped by the caller; `p_communes` null is the whole province.
create function programmes.list_needs(
  p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean,
  p_sort text, p_after_value text, p_after_id uuid, p_limit int)
returns setof programmes.need
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  expr text := case p_sort when 'score' then 'n.score' when 'recent' then 'n.created_at' end;
  kind text := case p_sort when 'score' then 'int' else 'timestamptz' end;
begin
  if expr is null then raise exception 'unknown sort %', p_sort; end if;
  return query execute
    'select n.* from programmes.need n where '
    || programmes.need_conditions(p_round, p_words, p_communes, p_content, p_standing, p_procedure, p_requested)
    || case when p_after_id is not null then format(' and (%s, n.id) < ($6::%s, $7)', expr, kind) else '' end
    || format(' order by %s desc, n.id desc limit $8', expr)
    using p_round, p_communes, p_content, p_standing, p_procedure, p_after_value, p_after_id, p_limit;
end $$;
revoke all on function programmes.list_needs from public;
grant execute on function programmes.list_needs to kc_app;

-- How many the same filters find, counted no further than p_most.
create function programmes.count_needs(
  p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean,
  p_most int)
returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  found_rows int;
begin
  execute 'select count(*)::int from (select from programmes.need n where '
    || programmes.need_conditions(p_round, p_words, p_communes, p_content, p_standing, p_procedure, p_requested) || ' limit $6) x'
    into found_rows using p_round, p_communes, p_content, p_standing, p_procedure, p_most;
  return found_rows;
end $$;
revoke all on function programmes.count_needs from public;
grant execute on function programmes.count_needs to kc_app;
