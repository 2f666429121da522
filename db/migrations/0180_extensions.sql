-- A wait that is given more time. Who may give it to whose desk, how often and how much is data with its dates: the
-- system's default until a province decides its own. No law prescribes it.

create table law.extension_rule (
  id          int generated always as identity primary key,
  province    text,
  -- Whose wait.
  owner_role  text   not null,
  by_roles    text[] not null check (cardinality(by_roles) > 0 and not owner_role = any (by_roles)),
  -- How often one wait may be extended, and by how many working days in all; null: no limit is known.
  most_times  int check (most_times > 0),
  most_days   int check (most_days > 0),
  basis       text not null default 'system_default',
  valid_from  date not null,
  valid_until date check (valid_until > valid_from),
  constraint rules_of_one_desk_do_not_overlap exclude using gist
    (coalesce(province, '') with =, owner_role with =, daterange(valid_from, valid_until) with &&)
);
grant select on law.extension_rule to kc_app;
insert into law.extension_rule (owner_role, by_roles, most_times, most_days, valid_from) values
  ('establishment_owner', '{centre_officer,centre_director,department_specialist,department_leader}', 2, 30, '2014-01-01'),
  ('commune_officer', '{centre_director,department_leader}', 1, 5, '2014-01-01'),
  ('centre_officer', '{centre_director,department_leader}', 2, 10, '2014-01-01'),
  ('centre_accountant', '{centre_director,department_leader}', 2, 10, '2014-01-01'),
  ('centre_director', '{department_leader}', 1, 10, '2014-01-01'),
  ('department_specialist', '{department_leader}', 2, 10, '2014-01-01'),
  ('department_leader', '{provincial_approver}', 1, 10, '2014-01-01'),
  ('finance_officer', '{provincial_approver,department_leader}', 1, 10, '2014-01-01'),
  ('provincial_approver', '{cuc_officer}', null, null, '2014-01-01');

create table records.extension (
  province     text        not null,
  id           uuid        not null,
  deadline_id  uuid        not null,
  -- What the wait is of: its history is read by it.
  subject_kind text        not null,
  subject_id   uuid        not null,
  days         int         not null check (days > 0),
  from_due     date        not null,
  to_due       date        not null check (to_due > from_due),
  reason       text        not null check (reason <> ''),
  role         text        not null,
  given_by     uuid        not null,
  at           timestamptz not null,
  primary key (province, id),
  foreign key (province, deadline_id) references records.deadline (province, id),
  foreign key (province, given_by) references people.account (province, id)
);
-- The extensions shown in a project's history; those of its running wait are among them.
create index extension_subject on records.extension (province, subject_kind, subject_id, at);
call platform.protect('records.extension');
grant select, insert on records.extension to kc_app;
create trigger append_only before update or delete or truncate on records.extension
  for each statement execute function records.refuse_change();
