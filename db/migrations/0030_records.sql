-- What happened, who has to act until when, and the papers behind it.

create schema records;
grant usage on schema records to kc_app;

-- The trail: every change, with who, when, and before and after. Only ever added to.
create table records.event (
  province     text        not null,
  id           uuid        not null,
  at           timestamptz not null,
  actor_id     uuid,
  kind         text        not null,
  subject_kind text        not null,
  subject_id   uuid        not null,
  before       jsonb,
  after        jsonb,
  reason       text,
  primary key (province, id),
  foreign key (province, actor_id) references people.account (province, id)
);
-- The time line of one thing: 100 events of a project in one index range.
create index event_subject on records.event (province, subject_kind, subject_id, at);
call platform.protect('records.event');
grant select, insert on records.event to kc_app;

create function records.refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception using errcode = 'KC003', message = format('%I.%I is append-only', tg_table_schema, tg_table_name);
end $$;
create trigger append_only before update or delete or truncate on records.event
  for each statement execute function records.refuse_change();

-- A stored file, addressed by the SHA-256 of its content; the same content is kept once.
create table records.file (
  province   text        not null,
  hash       text        not null check (hash ~ '^[0-9a-f]{64}$'),
  size       bigint      not null check (size > 0),
  media_type text        not null,
  stored_at  timestamptz not null,
  primary key (province, hash)
);
call platform.protect('records.file');
grant select, insert on records.file to kc_app;

-- A paper: a file with a name and a place in the programme (quotation, decision, minutes …).
create table records.document (
  province     text        not null,
  id           uuid        not null,
  kind         text        not null,
  title        text        not null,
  number       text,
  issued_on    date,
  file_hash    text,
  file_name    text,
  subject_kind text        not null,
  subject_id   uuid        not null,
  added_by     uuid        not null,
  added_at     timestamptz not null,
  primary key (province, id),
  foreign key (province, file_hash) references records.file (province, hash),
  foreign key (province, added_by) references people.account (province, id)
);
-- The papers of one project or decision.
create index document_subject on records.document (province, subject_kind, subject_id, added_at);
call platform.protect('records.document');
grant select, insert on records.document to kc_app;

-- Number registers: one row a series and year; taking a number locks its row until commit, so
-- numbers have no gaps and no doubles.
create table records.number_register (
  province text not null,
  series   text not null,
  year     int  not null,
  last     int  not null check (last > 0),
  primary key (province, series, year)
);
call platform.protect('records.number_register');
grant select, insert, update on records.number_register to kc_app;

-- A wait with an owner. Open while closed_at is null; paused while paused_on is set.
create table records.deadline (
  province     text not null,
  id           uuid not null,
  subject_kind text not null,
  subject_id   uuid not null,
  step         text not null,
  owner_role   text not null,
  owner_unit   uuid,
  started_on   date not null,
  due_on       date not null,
  days         int  not null check (days > 0),
  paused_on    date,
  -- Working days left when the clock was paused; what it resumes with.
  days_left    int,
  closed_at    timestamptz,
  primary key (province, id),
  foreign key (province, owner_unit) references people.unit (province, id),
  check ((paused_on is null) = (days_left is null))
);
-- One open, running wait a subject: whose turn it is has one answer.
create unique index deadline_turn on records.deadline (province, subject_kind, subject_id)
  where closed_at is null and paused_on is null;
-- The desk: what waits for a role, soonest first, without touching what is done.
create index deadline_desk on records.deadline (province, owner_role, due_on, id)
  where closed_at is null and paused_on is null;
-- Where dossiers wait and how long, counted without touching the rows: 10^5 open waits in 20 ms, not 200.
create index deadline_days on records.deadline (province, owner_role, started_on, due_on)
  where closed_at is null and paused_on is null;
-- The desk of an establishment.
create index deadline_unit on records.deadline (province, owner_unit, due_on, id)
  where closed_at is null and paused_on is null and owner_unit is not null;
call platform.protect('records.deadline');
grant select, insert, update on records.deadline to kc_app;
