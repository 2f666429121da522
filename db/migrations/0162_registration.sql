-- Registration: the list of projects a province asks for, with its letter, made from a round's needs and the requests.

-- By which day a year's list is sent. `before` the day, or on it at the latest; of the year before the plan's.
create table programmes.registration_term (
  id            int  generated always as identity primary key,
  province      text,
  procedure     text not null check (procedure in ('national', 'provincial')),
  month         int  not null check (month between 1 and 12),
  day           int  not null check (day between 1 and 31),
  before        boolean not null,
  document      text,
  article       text,
  verification  law.verification not null,
  valid_from    date not null,
  valid_until   date check (valid_until > valid_from)
);
grant select on programmes.registration_term to kc_app;
-- Valid by the day the list is sent, not by the plan's year. The second circular's day of effect was not read: the day it
-- was issued stands for it, no June lies between. For the provincial programme no day is known.
insert into programmes.registration_term (procedure, month, day, before, document, article, verification, valid_from, valid_until) values
  ('national', 6, 15, true, '36/2013/TT-BCT', '10', 'full_text', '2014-02-10', '2018-07-10'),
  ('national', 6, 20, true, '17/2018/TT-BCT', '1 khoản 9', 'excerpt', '2018-07-10', null);

-- Each making is kept as it was sent: rows, words and sums, with the SHA-256 of its canonical JSON.
create table projects.registration (
  province   text        not null,
  id         uuid        not null,
  round_id   uuid        not null,
  procedure  text        not null check (procedure in ('national', 'provincial')),
  no         int         not null check (no > 0),
  content    jsonb       not null,
  row_count  int         not null check (row_count > 0),
  cost       bigint      not null check (cost >= 0),
  asked      bigint      not null check (asked >= 0),
  hash       text        not null check (hash ~ '^[0-9a-f]{64}$'),
  made_by    uuid        not null,
  made_at    timestamptz not null,
  primary key (province, id),
  unique (province, round_id, procedure, no),
  foreign key (province, round_id) references programmes.round (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
call platform.protect('projects.registration');
grant select, insert on projects.registration to kc_app;
create trigger append_only before update or delete or truncate on projects.registration
  for each statement execute function records.refuse_change();
