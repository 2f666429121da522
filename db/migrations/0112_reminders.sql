-- Reminders before a wait is due, escalation once it is late, and one mail a working day. What happens when is data with
-- its dates: the system's default until a province decides its own. No law prescribes it.

create table law.reminder_rule (
  id          int generated always as identity primary key,
  province    text,
  -- Working days before the day it is due on which the desk is reminded.
  days_before int[] not null check (cardinality(days_before) between 1 and 5),
  basis       text not null default 'system_default',
  valid_from  date not null,
  valid_until date check (valid_until > valid_from)
);
create table law.escalation_rule (
  id          int generated always as identity primary key,
  province    text,
  owner_role  text not null,
  level       int  not null check (level between 1 and 5),
  to_role     text not null check (to_role <> owner_role),
  -- Working days after the day it was due.
  days_late   int  not null check (days_late > 0),
  basis       text not null default 'system_default',
  valid_from  date not null,
  valid_until date check (valid_until > valid_from)
);
grant select on law.reminder_rule, law.escalation_rule to kc_app;
insert into law.reminder_rule (days_before, valid_from) values ('{2}', '2014-01-01');
insert into law.escalation_rule (owner_role, level, to_role, days_late, valid_from) values
  ('establishment_owner', 1, 'centre_officer', 1, '2014-01-01'),
  ('commune_officer', 1, 'centre_officer', 1, '2014-01-01'),
  ('centre_officer', 1, 'centre_director', 1, '2014-01-01'),
  ('centre_officer', 2, 'department_leader', 5, '2014-01-01'),
  ('centre_accountant', 1, 'centre_director', 1, '2014-01-01'),
  ('centre_accountant', 2, 'department_leader', 5, '2014-01-01'),
  ('centre_director', 1, 'department_leader', 1, '2014-01-01'),
  ('department_specialist', 1, 'department_leader', 1, '2014-01-01'),
  ('department_specialist', 2, 'provincial_approver', 5, '2014-01-01'),
  ('department_leader', 1, 'provincial_approver', 3, '2014-01-01'),
  ('finance_officer', 1, 'provincial_approver', 3, '2014-01-01');

-- Which late wait was brought before whom: once a level, and again only if its term was moved and passed anew.
create table records.escalation (
  province    text        not null,
  deadline_id uuid        not null,
  due_on      date        not null,
  level       int         not null,
  to_role     text        not null,
  at          timestamptz not null,
  primary key (province, deadline_id, due_on, level),
  foreign key (province, deadline_id) references records.deadline (province, id)
);
call platform.protect('records.escalation');
grant select, insert on records.escalation to kc_app;

-- One mail a person a working day at most; also since when notices are new to them.
create table records.digest (
  province   text        not null,
  account_id uuid        not null,
  day        date        not null,
  at         timestamptz not null,
  primary key (province, account_id, day),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('records.digest');
grant select, insert on records.digest to kc_app;

-- The mornings that are done: a round that was cut off is walked again, and tells nobody anything twice.
create table records.morning_round (
  province text        not null,
  day      date        not null,
  done_at  timestamptz not null,
  primary key (province, day)
);
call platform.protect('records.morning_round');
grant select, insert on records.morning_round to kc_app;
