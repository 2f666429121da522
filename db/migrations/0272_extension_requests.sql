-- More time that is asked for by whoever holds a wait, and answered by who may give it.
create table records.extension_request (
  province     text        not null,
  id           uuid        not null,
  deadline_id  uuid        not null,
  subject_kind text        not null,
  subject_id   uuid        not null,
  -- Whose wait, kept for the desks that look for what they may answer.
  owner_role   text        not null,
  days         int         not null check (days > 0),
  reason       text        not null check (reason <> ''),
  asked_by     uuid        not null,
  on_behalf_of uuid        check (on_behalf_of <> asked_by),
  at           timestamptz not null,
  -- Open until it is granted, refused, or its wait ends.
  state        text        not null default 'open' check (state in ('open', 'granted', 'refused')),
  answered_by  uuid,
  answered_at  timestamptz,
  answer       text check (answer <> ''),
  primary key (province, id),
  foreign key (province, deadline_id) references records.deadline (province, id),
  foreign key (province, asked_by) references people.account (province, id),
  foreign key (province, on_behalf_of) references people.account (province, id),
  foreign key (province, answered_by) references people.account (province, id),
  check ((state = 'open') = (answered_at is null)),
  check (state <> 'refused' or answer is not null)
);
-- One at a time of a wait: of two who ask at once the second is told.
create unique index extension_request_open on records.extension_request (province, deadline_id) where state = 'open';
-- What the desks may answer, oldest first.
create index extension_request_desk on records.extension_request (province, owner_role, at) where state = 'open';
-- A project's requests in its history.
create index extension_request_subject on records.extension_request (province, subject_kind, subject_id, at);
call platform.protect('records.extension_request');
grant select, insert, update (state, answered_by, answered_at, answer) on records.extension_request to kc_app;
