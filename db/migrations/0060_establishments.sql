-- Establishments (cơ sở công nghiệp nông thôn): who asks for support.

create schema establishments;
grant usage on schema establishments to kc_app;

create table establishments.establishment (
  province text not null,
  id uuid not null,
  -- The unit its people hold their roles on.
  unit_id uuid not null,
  name text not null check (name = btrim(name) and char_length(name) between 2 and 200),
  legal_form text not null references law.legal_form,
  -- Canonical form: ten digits, ten and three, or twelve.
  tax_code text not null check (tax_code ~ '^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$'),
  -- Where it produces, which is what the law asks; not where it is registered.
  commune_code text not null references territory.commune (code),
  address text,
  sector text not null references law.sector,
  products text,
  employees int not null check (employees between 0 and 1000000),
  revenue bigint check (revenue >= 0),
  capital bigint check (capital >= 0),
  founded_on date,
  representative text not null,
  phone text not null,
  women_owned boolean not null default false,
  minority_owned boolean not null default false,
  craft_village boolean not null default false,
  craft_village_decision text,
  cleaner_production boolean not null default false,
  cluster_investor boolean not null default false,
  revision int not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  search text generated always as (
    platform.fold(name || ' ' || tax_code || ' ' || representative || ' ' || coalesce(products, ''))) stored,
  primary key (province, id),
  unique (province, unit_id),
  -- One establishment a tax code: duplicate support is found by it.
  constraint establishment_tax_code unique (province, tax_code),
  foreign key (province, unit_id) references people.unit (province, id),
  foreign key (province, created_by) references people.account (province, id),
  check (craft_village or craft_village_decision is null)
);
call platform.protect('establishments.establishment');
grant select, insert on establishments.establishment to kc_app;
grant update (name, legal_form, tax_code, commune_code, address, sector, products, employees, revenue, capital,
  founded_on, representative, phone, women_owned, minority_owned, craft_village, craft_village_decision,
  cleaner_production, cluster_investor, revision, updated_at) on establishments.establishment to kc_app;

-- The list in Vietnamese order, page after page by key, without sorting the province.
create index establishment_by_name
  on establishments.establishment (province, name collate platform.vietnamese, id);
-- Search by parts of name, tax code, representative or product, accents or not.
create index establishment_search on establishments.establishment using gin (search platform.gin_trgm_ops);
-- A commune officer's own establishments.
create index establishment_by_commune on establishments.establishment (province, commune_code);

-- The search below runs as the owner and filters by province itself: under the policy the trigram index
-- would not be used (40 ms instead of 1 on 200,000 rows).
do $$
begin
  execute format('create policy owner_reads on establishments.establishment for select to %I using (true)', current_user);
end $$;

-- One page of the list, in Vietnamese order by name. Every word must be found; words are folded and
-- escaped by the caller. The statement holds only what was asked, with the words as literals: so each
-- word can use the trigram index, and the planner sees which are rare (an array of them would use none).
-- 100,000 rows: 1 ms for a rare word, 2 ms for a page of all. `p_communes` null: the whole province.
create function establishments.search_establishments(
  p_words text[], p_communes text[], p_sector text, p_legal_form text,
  p_after_name text, p_after_id uuid, p_limit int)
returns setof establishments.establishment
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query execute
    'select e.* from establishments.establishment e where e.province = $1'
    || (select coalesce(string_agg(format(' and e.search like %L', word), ''), '') from unnest(p_words) word)
    || case when p_communes is not null then ' and e.commune_code = any ($2)' else '' end
    || case when p_sector is not null then ' and e.sector = $3' else '' end
    || case when p_legal_form is not null then ' and e.legal_form = $4' else '' end
    || case when p_after_id is not null
         then ' and (e.name collate platform.vietnamese, e.id) > ($5, $6)' else '' end
    || ' order by e.name collate platform.vietnamese, e.id limit $7'
    using platform.current_province(), p_communes, p_sector, p_legal_form,
      p_after_name, p_after_id, least(p_limit, 200);
end $$;
revoke all on function establishments.search_establishments from public;
grant execute on function establishments.search_establishments to kc_app;
