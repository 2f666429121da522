-- Letters that could not be delivered, until somebody has seen to them.

create table records.undelivered_letter (
  province    text        not null,
  id          uuid        not null default gen_random_uuid(),
  -- One row a job, however often the worker that notes it is cut off.
  job_id      text        not null,
  letter      text        not null,
  to_address  text        not null,
  locale      text        not null,
  -- What fills the letter, to send it again; null where it carries a link that opens an account.
  fills       jsonb,
  -- What the mail server said, or why none was reached.
  reason      text        not null,
  attempts    int         not null,
  since       timestamptz not null,
  resolved_at timestamptz,
  resolved_by uuid,
  sent_again  boolean     not null default false,
  primary key (province, id),
  foreign key (province, resolved_by) references people.account (province, id),
  check ((resolved_at is null) = (resolved_by is null))
);
call platform.protect('records.undelivered_letter');
grant select, insert on records.undelivered_letter to kc_app;
grant update (resolved_at, resolved_by, sent_again) on records.undelivered_letter to kc_app;
create unique index undelivered_once on records.undelivered_letter (province, job_id);
-- The administrator's page and its count: what is still open, newest first.
create index undelivered_open on records.undelivered_letter (province, since desc, id desc) where resolved_at is null;
