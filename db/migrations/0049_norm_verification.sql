-- Who compared a norm with the official text, when, and on which page of it. A record stays; taking one back
-- is another record, and the latest of a norm counts.

create table law.norm_verification (
  province    text        not null,
  id          uuid        not null,
  set_id      text        not null,
  content     text        not null,
  -- False: an earlier record is taken back.
  stands      boolean     not null,
  -- Where in the document it was read: "trang 4", "Điều 8".
  page        text        not null check (length(page) between 1 and 120),
  compared_on date        not null,
  verified_by uuid        not null,
  at          timestamptz not null,
  primary key (province, id),
  foreign key (set_id, content) references law.norm (set_id, content_code),
  foreign key (province, verified_by) references people.account (province, id)
);
-- The latest of each norm, for the book of norms.
create index norm_verification_latest on law.norm_verification (province, set_id, content, at desc, id desc);
-- A province relies on its own people: what another one compared does not count here.
call platform.protect('law.norm_verification');
grant select, insert on law.norm_verification to kc_app;
create trigger append_only before update or delete or truncate on law.norm_verification
  for each statement execute function records.refuse_change();
create trigger note_edition after insert on law.norm_verification
  for each statement execute function law.note_edition();
