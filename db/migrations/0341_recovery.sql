-- Thu hồi theo kỳ: what is owed back, decided to come in dated parts (Circular 36/2013/TT-BCT, article 12 clause 6). What of
-- it has come is not kept: it is the debt then less the debt now, and the ledger knows both.

create table projects.recovery_plan (
  province        text   not null,
  project_id      uuid   not null,
  no              int    not null check (no > 0),
  debt            bigint not null check (debt > 0),
  decision_number text   not null check (decision_number <> ''),
  decided_on      date   not null,
  reason          text   not null check (reason <> ''),
  document_id     uuid,
  made_by         uuid   not null,
  made_at         timestamptz not null,
  primary key (province, project_id, no),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
call platform.protect('projects.recovery_plan');
grant select, insert on projects.recovery_plan to kc_app;
create trigger append_only before update or delete or truncate on projects.recovery_plan
  for each statement execute function records.refuse_change();

create table projects.recovery_instalment (
  province   text   not null,
  project_id uuid   not null,
  plan_no    int    not null,
  no         int    not null check (no > 0),
  due_on     date   not null,
  amount     bigint not null check (amount > 0),
  primary key (province, project_id, plan_no, no),
  foreign key (province, project_id, plan_no) references projects.recovery_plan (province, project_id, no)
);
call platform.protect('projects.recovery_instalment');
grant select, insert on projects.recovery_instalment to kc_app;
create trigger append_only before update or delete or truncate on projects.recovery_instalment
  for each statement execute function records.refuse_change();
