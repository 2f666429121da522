-- A book of needs that was uploaded: its rows as they were read and what is wrong with them, so that it can be taken in
-- part without being sent again, and what was refused can be given back.
create table programmes.need_import (
  province    text        not null,
  id          uuid        not null,
  round_id    uuid        not null,
  file_name   text        not null,
  sheet       text        not null,
  -- [{ "row": 2, "cells": ["…"] }], texts as a person would have typed them.
  rows        jsonb       not null check (jsonb_typeof(rows) = 'array'),
  -- [{ "row": 2, "column": 3, "code": "…", "params": {} }].
  faults      jsonb       not null check (jsonb_typeof(faults) = 'array'),
  row_count   int         not null check (row_count > 0),
  wrong_count int         not null check (wrong_count between 0 and row_count),
  taken_count int,
  taken_at    timestamptz,
  created_by  uuid        not null,
  created_at  timestamptz not null,
  primary key (province, id),
  check ((taken_at is null) = (taken_count is null)),
  foreign key (province, round_id) references programmes.round (province, id),
  foreign key (province, created_by) references people.account (province, id)
);
-- What a person uploaded last, and what may go when they upload anew.
create index need_import_own on programmes.need_import (province, created_by, created_at desc);
call platform.protect('programmes.need_import');
grant select, insert, update, delete on programmes.need_import to kc_app;

alter table programmes.need add foreign key (province, import_id) references programmes.need_import (province, id);
