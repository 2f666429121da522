-- Law as data: instruments, support contents, norms by set and date, procedures, advances, working
-- days, dossier checklists. Catalogues shared by every province; what one province set for itself
-- carries its code in `province`, null stands for the whole country. The application only reads
-- here; reference files and, later, publication by two officers write.

create schema law;
grant usage on schema law to kc_app;

-- What was read where: the full text, an excerpt, an inference of ours, or memory. The last two are
-- unverified and shown so.
create domain law.verification as text
  check (value in ('full_text', 'excerpt', 'inferred', 'memory'));

create table law.document (
  code text primary key,
  kind text not null check (kind in ('decree', 'circular', 'joint_circular', 'decision', 'resolution', 'directive', 'consolidation', 'programme', 'guidance', 'law', 'sample')),
  issuer text not null,
  province text,
  title_vi text not null,
  title_en text not null,
  issued_on date,
  effective_on date,
  expired_on date,
  verification law.verification not null,
  check (expired_on is null or effective_on is null or expired_on > effective_on)
);

create table law.document_relation (
  document_code text not null references law.document,
  kind text not null check (kind in ('amends', 'replaces', 'consolidates', 'guides', 'based_on')),
  other_code text not null references law.document,
  primary key (document_code, kind, other_code)
);

create table law.content (
  code text primary key check (code ~ '^[A-Z]{2}-[0-9]{2}$'),
  group_number int not null check (group_number between 1 and 9),
  name_vi text not null,
  name_en text not null,
  position int not null
);

create table law.norm_set (
  id text primary key,
  fund text not null check (fund in ('national', 'local')),
  province text,
  valid_from date not null,
  valid_until date,
  document_code text not null references law.document,
  -- The norms' article in that document, and a rule of the whole set that the approving authority
  -- may use (2014: up to 1.5 times in priority areas and sectors). Never applied by itself.
  priority_factor jsonb,
  -- Whether the tax is part of the cost that counts; null where the text is not known.
  vat text check (vat in ('included', 'excluded')),
  verification law.verification not null,
  -- A sample set belongs to the sample province only and is named so wherever it is used.
  sample boolean not null default false,
  note_vi text,
  note_en text,
  check (valid_until is null or valid_until > valid_from),
  check ((fund = 'national') = (province is null)),
  constraint norm_sets_of_one_fund_do_not_overlap
    exclude using gist (fund with =, coalesce(province, '') with =, daterange(valid_from, valid_until) with &&)
);

create table law.norm (
  set_id text not null references law.norm_set on delete cascade,
  content_code text not null references law.content,
  unit_of_count text not null,
  rule jsonb not null check (rule ? 'kind'),
  -- Areas the content is meant for, and kinds of cost that count; null: all.
  areas text[],
  costs text[],
  -- How often and how much in all one establishment may have, a year or ever.
  limits jsonb not null default '[]',
  citation jsonb,
  verification law.verification not null,
  note_vi text,
  note_en text,
  examples jsonb not null default '[]',
  primary key (set_id, content_code)
);

create table law.procedure (
  id text primary key,
  kind text not null check (kind in ('national', 'provincial')),
  province text,
  name_vi text not null,
  name_en text not null,
  valid_from date not null,
  valid_until date,
  document_code text references law.document,
  verification law.verification not null,
  check (valid_until is null or valid_until > valid_from),
  check (kind = 'provincial' or province is null),
  constraint procedures_of_one_kind_do_not_overlap
    exclude using gist (kind with =, coalesce(province, '') with =, daterange(valid_from, valid_until) with &&)
);

create table law.procedure_step (
  procedure_id text not null references law.procedure on delete cascade,
  event text not null,
  position int not null,
  stage_vi text not null,
  stage_en text not null,
  roles text[] not null check (cardinality(roles) > 0),
  -- On whose desk the act waits, and how many working days that desk has. Null: nobody is waited for.
  owner_role text,
  working_days int check (working_days > 0),
  -- Acts whose author may not do this one: who prepares does not approve.
  other_than text[] not null default '{}',
  citation jsonb,
  verification law.verification not null,
  primary key (procedure_id, event),
  unique (procedure_id, position),
  check (working_days is null or owner_role is not null)
);

create table law.advance_rule (
  id text primary key,
  procedure_kind text not null check (procedure_kind in ('national', 'provincial')),
  valid_from date not null,
  valid_until date,
  -- Empty: the ceiling over all contents.
  contents text[] not null,
  percent_bp int not null check (percent_bp between 0 and 10000),
  -- Work that must be done before the money goes out, and of what.
  progress_bp int check (progress_bp between 0 and 10000),
  progress_of text check (progress_of in ('total_investment', 'supported_item')),
  papers_vi text[] not null default '{}',
  papers_en text[] not null default '{}',
  citation jsonb,
  verification law.verification not null,
  check ((progress_bp is null) = (progress_of is null)),
  check (cardinality(papers_vi) = cardinality(papers_en)),
  check (valid_until is null or valid_until > valid_from)
);

create table law.holiday (
  day date primary key,
  -- 'off': a day without work; 'worked': a weekend day worked in exchange for one.
  kind text not null check (kind in ('off', 'worked')),
  name_vi text not null,
  name_en text not null,
  verification law.verification not null
);

create table law.dossier_item (
  code text not null,
  procedure_kind text not null check (procedure_kind in ('national', 'provincial')),
  valid_from date not null,
  valid_until date,
  -- Empty: asked for whatever the content.
  contents text[] not null,
  stage text not null check (stage in ('request', 'advance', 'payment', 'settlement')),
  mandatory boolean not null,
  label_vi text not null,
  label_en text not null,
  help_vi text,
  help_en text,
  position int not null,
  citation jsonb,
  verification law.verification not null,
  primary key (code, procedure_kind, stage, valid_from),
  check (valid_until is null or valid_until > valid_from)
);

-- What has been loaded from which file, so that a start that changes nothing writes nothing.
create table law.reference_file (
  path text primary key,
  checksum text not null
);

grant select on all tables in schema law to kc_app;
revoke all on law.reference_file from kc_app;
