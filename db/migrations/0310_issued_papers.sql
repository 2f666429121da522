-- Papers an office issues: their forms as law names them, their templates, their numbers, and how each is proven genuine.

-- Which paper is which form of which document, and the sign its numbers carry. Data, with its source.
create table law.paper_form (
  kind         text primary key check (kind ~ '^[a-z][a-z0-9_]*$'),
  -- The place in the order of a project's life.
  seq          int  not null,
  -- Its abbreviation in numbers: 12/BB-SCT. Papers of one abbreviation share one register.
  series       text not null check (series ~ '^[[:alpha:]]{1,8}$'),
  title_vi     text not null,
  title_en     text not null,
  -- The form's own name, as in "Mẫu 9"; null where the law prescribes none.
  form         text,
  citation     jsonb,
  verification law.verification not null
);
grant select on law.paper_form to kc_app;

-- A province's own Word file for one kind of paper. Without a file: the standard one again.
create table records.paper_template (
  province     text        not null,
  id           uuid        not null,
  kind         text        not null,
  version      int         not null check (version > 0),
  file_hash    text,
  file_name    text,
  note         text,
  uploaded_by  uuid        not null,
  uploaded_at  timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  valid_from   date,
  dropped_at   timestamptz,
  primary key (province, id),
  unique (province, kind, version),
  foreign key (province, file_hash) references records.file (province, hash),
  foreign key (province, uploaded_by) references people.account (province, id),
  foreign key (province, published_by) references people.account (province, id),
  check ((published_by is null) = (published_at is null) and (published_by is null) = (valid_from is null)),
  check (published_by <> uploaded_by),
  check (dropped_at is null or published_at is null)
);
call platform.protect('records.paper_template');
grant select, insert on records.paper_template to kc_app;
grant update (published_by, published_at, valid_from, dropped_at) on records.paper_template to kc_app;

create function records.keep_published_template() returns trigger
language plpgsql
as $$
begin
  if old.published_at is not null or old.dropped_at is not null then
    raise exception using errcode = 'KC003', message = 'a published or dropped template is not changed';
  end if;
  return new;
end $$;
create trigger keep_published before update on records.paper_template
  for each row execute function records.keep_published_template();

-- A paper issued under a number. The number is of a unit, a year and an abbreviation: gapless, never twice.
create table records.issued_paper (
  province      text        not null,
  id            uuid        not null,
  kind          text        not null,
  unit_id       uuid        not null,
  unit_name     text        not null,
  year          int         not null,
  series        text        not null,
  no            int         not null check (no > 0),
  -- As printed: 12/BB-SCT.
  sign          text        not null,
  issued_on     date        not null,
  title         text        not null,
  subject_kind  text        not null,
  subject_id    uuid        not null,
  subject_label text        not null,
  -- What it was set from, for ever.
  content       jsonb       not null check (jsonb_typeof(content) = 'object'),
  template_id   uuid,
  -- Opens the public page that says whether it is genuine.
  code          text        not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  pdf_document  uuid,
  word_document uuid        not null,
  pdf_hash      text,
  word_hash     text        not null,
  replaces      uuid,
  sample        boolean     not null,
  issued_by     uuid        not null,
  issued_at     timestamptz not null,
  cancelled_at  timestamptz,
  cancelled_by  uuid,
  cancel_reason text,
  search        text not null generated always as (platform.fold(sign || ' ' || title || ' ' || subject_label)) stored,
  primary key (province, id),
  unique (province, unit_id, series, year, no),
  unique (code),
  unique (province, replaces),
  foreign key (province, unit_id) references people.unit (province, id),
  foreign key (province, template_id) references records.paper_template (province, id),
  foreign key (province, pdf_document) references records.document (province, id),
  foreign key (province, word_document) references records.document (province, id),
  foreign key (province, replaces) references records.issued_paper (province, id),
  foreign key (province, issued_by) references people.account (province, id),
  foreign key (province, cancelled_by) references people.account (province, id),
  check ((cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancel_reason is null)),
  check (extract(year from issued_on) = year)
);
-- The papers of one project.
create index issued_paper_subject on records.issued_paper (province, subject_kind, subject_id, issued_at);
-- The register of a year, newest first, paged by key at 10^5 numbers.
create index issued_paper_register on records.issued_paper (province, year, issued_at desc, id desc);
-- Words of the register's search.
create index issued_paper_search on records.issued_paper using gin (search platform.gin_trgm_ops);
call platform.protect('records.issued_paper');
grant select, insert on records.issued_paper to kc_app;
grant update (cancelled_at, cancelled_by, cancel_reason) on records.issued_paper to kc_app;

create function records.keep_issued_paper() returns trigger
language plpgsql
as $$
begin
  if old.cancelled_at is not null then
    raise exception using errcode = 'KC003', message = 'a cancelled paper stays cancelled';
  end if;
  return new;
end $$;
create trigger keep_cancelled before update on records.issued_paper
  for each row execute function records.keep_issued_paper();

-- What anyone may know of a paper whose code they hold: nothing of what it says.
do $$
begin
  execute format('create policy owner_reads on records.issued_paper for select to %I using (true)', current_user);
end $$;
create function records.paper_by_code(wanted text)
returns table (kind text, sign text, issued_on date, unit_name text, pdf_hash text, word_hash text,
               cancelled_at timestamptz, replaced_by text, replaced_on date, sample boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.kind, p.sign, p.issued_on, p.unit_name, p.pdf_hash, p.word_hash, p.cancelled_at, r.sign, r.issued_on, p.sample
  from records.issued_paper p
  left join records.issued_paper r on r.province = p.province and r.replaces = p.id
  where p.code = wanted
$$;
revoke all on function records.paper_by_code(text) from public;
grant execute on function records.paper_by_code(text) to kc_app;

-- One page of the register, newest first. Filters by province itself: under a policy the trigram index is not used.
create function records.paper_register(wanted_province text, wanted_year int, wanted_series text, wanted_unit uuid,
                                       only_cancelled boolean, words text[], before_at timestamptz, before_id uuid, take int)
returns setof records.issued_paper
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.*
  from records.issued_paper p
  where p.province = wanted_province
    and p.province = platform.current_province()
    and p.year = wanted_year
    and (wanted_series is null or p.series = wanted_series)
    and (wanted_unit is null or p.unit_id = wanted_unit)
    and (not only_cancelled or p.cancelled_at is not null)
    and (cardinality(words) = 0 or p.search like all (select '%' || platform.fold(w) || '%' from unnest(words) w))
    and (before_at is null or (p.issued_at, p.id) < (before_at, before_id))
  order by p.issued_at desc, p.id desc
  limit take
$$;
revoke all on function records.paper_register(text, int, text, uuid, boolean, text[], timestamptz, uuid, int) from public;
grant execute on function records.paper_register(text, int, text, uuid, boolean, text[], timestamptz, uuid, int) to kc_app;
