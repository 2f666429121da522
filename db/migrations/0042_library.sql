-- The legal library: what the application itself may write of the law's documents, their articles and
-- the files they came in. Shared by every province of the installation; a province adds its own only.

alter table law.document
  -- Events speak of a subject by its identifier.
  add column id uuid not null default gen_random_uuid() unique,
  -- Where what we say of it was read.
  add column source_vi text,
  add column source_en text,
  -- Set when an office changed it: from then on the shipped file no longer writes over it.
  add column changed_at timestamptz;
-- The address of a document's page; also keeps one number from being entered twice in two writings.
create unique index document_address on law.document
  ((regexp_replace(platform.fold(code), '[^a-z0-9]+', '-', 'g')));

alter table law.document enable row level security;
create policy everyone_reads on law.document for select using (true);
create policy a_province_adds_its_own on law.document for insert
  with check (province = (select platform.current_province()));
create policy its_own_or_the_nations_change on law.document for update
  using (province is null or province = (select platform.current_province()))
  with check (province is null or province = (select platform.current_province()));
grant insert, update on law.document to kc_app;

alter table law.document_relation
  add check (document_code <> other_code),
  -- The day it takes effect, where that is not the later document's own.
  add column since date,
  -- Withdrawn, not deleted: a relation entered by mistake leaves its trace.
  add column withdrawn_at timestamptz;
-- Both ways: what was done to a document, by which others.
create index relation_of_other on law.document_relation (other_code);
grant insert, update on law.document_relation to kc_app;

-- A place in a document with our own short words for what it says. Rules cite it by the same numbers.
create table law.article (
  id uuid primary key default gen_random_uuid(),
  document_code text not null references law.document,
  article text not null check (article <> ''),
  clause text check (clause <> ''),
  point text check (point <> ''),
  title_vi text not null,
  title_en text not null,
  verification law.verification not null,
  changed_at timestamptz,
  withdrawn_at timestamptz,
  constraint article_stands_once unique nulls not distinct (document_code, article, clause, point),
  check (point is null or clause is not null)
);
grant select, insert, update on law.article to kc_app;

-- A file of a document: addressed by its content, kept once for all provinces.
create table law.document_file (
  id uuid primary key,
  document_code text not null references law.document,
  title text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size > 0),
  media_type text not null,
  file_name text not null,
  -- The words in it; null where they could not be read (a scan, an old Word file).
  body text,
  words tsvector generated always as (to_tsvector('simple', platform.fold(coalesce(body, '')))) stored,
  added_by uuid not null,
  added_in text not null,
  added_at timestamptz not null,
  withdrawn_at timestamptz,
  foreign key (added_in, added_by) references people.account (province, id)
);
create index document_file_of on law.document_file (document_code);
-- Words inside the files, accents or not.
create index document_file_words on law.document_file using gin (words) where withdrawn_at is null;
grant select, insert, update on law.document_file to kc_app;
