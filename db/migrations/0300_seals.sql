-- Seals over the trail: whoever changes, removes or slips in an entry afterwards is found out, the owner of the database
-- included. docs/trail.md describes every byte, so that others can check without our code.
select set_config('kc.province', '-', true);

-- From where this transaction works, as the application names it beside the province: by a page, a command or a job, from
-- what kind of address, in which session.
create function platform.origin() returns jsonb
language sql stable
as $$ select nullif(current_setting('kc.origin', true), '')::jsonb $$;

-- Which transaction wrote an entry. Sealing asks for those of transactions that have ended since; a sequence would skip
-- what commits late.
alter table records.event
  add column origin jsonb default platform.origin(),
  add column xid xid8 not null default pg_current_xact_id();
-- What was written since the last seal, and which seals an entry may be in, without reading the rest of the trail.
create index event_xid on records.event (province, xid);

-- Kinds of papers that hold what is nobody's business but the programme's: who opens one is written down.
create table records.sensitive_kind (
  kind   text primary key,
  -- What it is that needs care.
  holds  text not null check (holds in ('identity', 'bank_account', 'photo', 'contact'))
);
grant select on records.sensitive_kind to kc_app;
insert into records.sensitive_kind (kind, holds) values
  ('identity_paper', 'identity'),
  ('bank_details', 'bank_account'),
  ('personal_photo', 'photo'),
  -- Of a household business it carries the owner's personal number and home.
  ('business_registration', 'identity'),
  ('support_request', 'contact'),
  ('payment_voucher', 'bank_account');

-- Who opened a sensitive paper. Kept apart from the trail of changes, and only ever added to.
create table records.reading (
  province      text        not null,
  id            uuid        not null,
  at            timestamptz not null,
  -- Null: somebody without an account who was given a link to it.
  reader_id     uuid,
  -- For whom the link was made (a question put to an expert).
  link_id       uuid,
  on_behalf_of  uuid,
  document_id   uuid        not null,
  document_kind text        not null,
  file_hash     text        not null,
  subject_kind  text        not null,
  subject_id    uuid        not null,
  origin        jsonb       default platform.origin(),
  xid           xid8        not null default pg_current_xact_id(),
  primary key (province, id),
  foreign key (province, reader_id) references people.account (province, id),
  foreign key (province, on_behalf_of) references people.account (province, id),
  foreign key (province, document_id) references records.document (province, id),
  check ((reader_id is null) <> (link_id is null)),
  check (on_behalf_of <> reader_id)
);
-- The register, newest first; of one reader; of one paper.
create index reading_recent on records.reading (province, at desc, id desc);
create index reading_reader on records.reading (province, reader_id, at desc, id desc);
create index reading_document on records.reading (province, document_id, at desc, id desc);
create index reading_xid on records.reading (province, xid);
call platform.protect('records.reading');
grant select, insert on records.reading to kc_app;
create trigger append_only before update or delete or truncate on records.reading
  for each statement execute function records.refuse_change();

-- A moment as it stands in sealed texts: UTC, to the microsecond.
create function records.instant(p_at timestamptz) returns text
language sql stable parallel safe
as $$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- The sealed text of an event: JSON with these names in this order. What jsonb columns hold stands as PostgreSQL writes it.
create function records.sealed_text(e records.event) returns text
language sql stable parallel safe
as $$
  select '{"event":1,"province":' || to_json(e.province)::text || ',"id":"' || e.id::text || '","at":"' || records.instant(e.at)
    || '","actor":' || coalesce('"' || e.actor_id::text || '"', 'null')
    || ',"onBehalfOf":' || coalesce('"' || e.on_behalf_of::text || '"', 'null')
    || ',"kind":' || to_json(e.kind)::text || ',"subjectKind":' || to_json(e.subject_kind)::text
    || ',"subject":"' || e.subject_id::text || '","before":' || coalesce(e.before::text, 'null')
    || ',"after":' || coalesce(e.after::text, 'null') || ',"reason":' || coalesce(to_json(e.reason)::text, 'null')
    || ',"origin":' || coalesce(e.origin::text, 'null') || '}'
$$;

create function records.sealed_text(r records.reading) returns text
language sql stable parallel safe
as $$
  select '{"reading":1,"province":' || to_json(r.province)::text || ',"id":"' || r.id::text || '","at":"' || records.instant(r.at)
    || '","reader":' || coalesce('"' || r.reader_id::text || '"', 'null')
    || ',"link":' || coalesce('"' || r.link_id::text || '"', 'null')
    || ',"onBehalfOf":' || coalesce('"' || r.on_behalf_of::text || '"', 'null')
    || ',"document":"' || r.document_id::text || '","documentKind":' || to_json(r.document_kind)::text
    || ',"file":' || to_json(r.file_hash)::text || ',"subjectKind":' || to_json(r.subject_kind)::text
    || ',"subject":"' || r.subject_id::text || '","origin":' || coalesce(r.origin::text, 'null') || '}'
$$;

-- All that is sealed.
create view records.trail_entry with (security_invoker = true) as
  select e.province, e.id, e.xid, records.sealed_text(e) as text from records.event e
  union all
  select r.province, r.id, r.xid, records.sealed_text(r) from records.reading r;
grant select on records.trail_entry to kc_app;

-- One batch of the trail, its entries in the order of the tree. The row holds all of it: 48 bytes an entry, and nothing
-- is written for an entry by whoever makes it.
create table records.seal (
  province text        not null,
  no       bigint      not null check (no > 0),
  at       timestamptz not null,
  -- On Vietnam's calendar.
  day      date        not null,
  size     int         not null check (size > 0),
  root     bytea       not null check (length(root) = 32),
  -- The hash of the seal before; zeros for the first.
  previous bytea       not null check (length(previous) = 32),
  hash     bytea       not null check (length(hash) = 32),
  entries  uuid[]      not null check (cardinality(entries) = size),
  leaves   bytea       not null check (length(leaves) = 32 * size),
  -- Of the entries' transactions the first and the last.
  from_xid xid8        not null,
  to_xid   xid8        not null,
  -- Every transaction before this one of that database server had ended, and all it wrote is sealed.
  low_xid  xid8        not null,
  server   bigint      not null,
  primary key (province, no)
);
alter table records.seal alter leaves set storage external, alter entries set storage external;
-- The seals that may hold what a transaction wrote.
create index seal_xid on records.seal (province, to_xid, from_xid);
-- The seals of a day, in their order.
create index seal_day on records.seal (province, day, no);
call platform.protect('records.seal');
grant select on records.seal to kc_app;
create trigger append_only before update or delete or truncate on records.seal
  for each statement execute function records.refuse_change();

-- A day's seals under one root; its hash is what is published.
create table records.sealed_day (
  province text   not null,
  day      date   not null,
  seals    int    not null check (seals > 0),
  entries  bigint not null check (entries > 0),
  root     bytea  not null check (length(root) = 32),
  -- The hash of the sealed day before; zeros for the first.
  previous bytea  not null check (length(previous) = 32),
  hash     bytea  not null check (length(hash) = 32),
  primary key (province, day)
);
call platform.protect('records.sealed_day');
grant select on records.sealed_day to kc_app;
create trigger append_only before update or delete or truncate on records.sealed_day
  for each statement execute function records.refuse_change();

do $$
declare
  relation text;
begin
  foreach relation in array array['event', 'reading', 'seal', 'sealed_day'] loop
    execute format('create policy owner_reads on records.%I for select to %I using (true)', relation, current_user);
  end loop;
  foreach relation in array array['seal', 'sealed_day'] loop
    execute format('create policy owner_seals on records.%I for insert to %I with check (true)', relation, current_user);
  end loop;
end $$;
