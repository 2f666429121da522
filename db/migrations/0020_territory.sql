-- Provinces and communes since 1 July 2025, what was there before, and how one became the other.
-- A shared catalogue: every province reads all of it, and only the owner's loader writes it.

create schema territory;
grant usage on schema territory to kc_app;

create table territory.province (
  code text primary key check (code ~ '^[0-9]{2}$'),
  name text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from)
);
comment on column territory.province.name is 'without the word for its kind: "Nghệ An", "Hà Nội"';

-- What a province is may change while it stays the same province (Đồng Nai, April 2026), and the law asks:
-- in a centrally run city fewer places count as rural.
create table territory.province_kind (
  province_code text not null references territory.province,
  kind text not null check (kind in ('province', 'city')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  basis text not null,
  verified boolean not null,
  primary key (province_code, valid_from),
  exclude using gist (province_code with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on column territory.province_kind.verified is 'someone compared date and basis with the official text';

create table territory.commune (
  code text primary key check (code ~ '^[0-9]{5}$'),
  province_code text not null references territory.province,
  name text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from)
);
comment on column territory.commune.name is 'without the word for its kind: "Con Cuông"';
-- The commune list of one province (at most 168 of 3,321 rows) without reading the rest.
create index commune_of_province on territory.commune (province_code, name collate platform.vietnamese);

create table territory.commune_kind (
  commune_code text not null references territory.commune,
  kind text not null check (kind in ('commune', 'ward', 'special_zone')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  basis text not null,
  primary key (commune_code, valid_from),
  exclude using gist (commune_code with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- Units that ended: the 63 provinces, 696 districts and 10,035 communes of 30 June 2025, and those merged
-- shortly before, which papers still name.
create table territory.old_unit (
  id text primary key,
  level text not null check (level in ('province', 'district', 'commune')),
  code text,
  name text not null,
  parent_id text references territory.old_unit,
  last_day date,
  check ((level = 'province') = (parent_id is null))
);
comment on column territory.old_unit.name is 'in full, as papers write it: "Huyện Con Cuông"';
comment on column territory.old_unit.last_day is 'null: ended before 30 June 2025 on a day the source does not give';
-- From a district to its communes (at most 40 of 10,800).
create index old_unit_of_parent on territory.old_unit (parent_id);
-- By the statistical code that older registers carry.
create unique index old_unit_of_code on territory.old_unit (code) where code is not null;

-- Which communes an old commune (or an island district without communes) became; districts and provinces
-- are the sum of their communes.
create table territory.succession (
  old_id text not null references territory.old_unit,
  commune_code text not null references territory.commune,
  part boolean not null,
  primary key (old_id, commune_code)
);
comment on column territory.succession.part is 'the old unit was divided: only a part of it came here';
create index succession_of_commune on territory.succession (commune_code);

-- Everything a place can be found by, prepared by the loader: one row for a commune's own name, one for each
-- old unit that came into it. Keys are folded, without signs, and begin with a space, so that '% vinh%'
-- means "a word begins with vinh".
create table territory.place_name (
  commune_code text not null references territory.commune,
  province_code text not null references territory.province,
  old_id text references territory.old_unit,
  name_key text not null,
  around_key text not null,
  search_key text not null,
  spelled_key text not null
);
comment on column territory.place_name.spelled_key is 'search_key with its accents: " xã chi khê huyện con cuông …"';
comment on column territory.place_name.name_key is 'the name without the word for its kind: " chi khe"';
comment on column territory.place_name.around_key is 'what it lies in: " huyen con cuong tinh nghe an"';
-- Search by the beginnings of words, accents or not: 0.1 to 0.4 ms instead of 3 to 4 for 14,000 rows read in full.
create index place_name_search on territory.place_name using gin (search_key platform.gin_trgm_ops);

-- Areas of priority (Decree 45/2012, article 6). Empty until a list is imported: no row means no data.
create table territory.commune_area (
  commune_code text not null references territory.commune,
  area text not null check (area in (
    'upland', 'island', 'border', 'minority', 'poor_district', 'new_rural', 'difficult', 'especially_difficult')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  basis text not null,
  verified boolean not null,
  primary key (commune_code, area, valid_from),
  exclude using gist (commune_code with =, area with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- What the loader wrote last, so that a start with the same data costs one read.
create table territory.reference_stamp (
  only_row boolean primary key default true check (only_row),
  checksum text not null
);

grant select on all tables in schema territory to kc_app;
revoke select on territory.reference_stamp from kc_app;
