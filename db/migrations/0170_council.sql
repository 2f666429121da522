-- Councils of appraisal: established by decision, meeting on an agenda of dossiers, voting, and signing minutes.

-- Who has a personal interest in a project has no part in it while that stands: they do not see it, nor act on it.
create table projects.recusal (
  province    text        not null,
  project_id  uuid        not null,
  account_id  uuid        not null,
  reason      text        not null check (reason <> ''),
  declared_at timestamptz not null,
  primary key (province, project_id, account_id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('projects.recusal');
grant select, insert, delete on projects.recusal to kc_app;

-- Levels a council may be of, with the quorum proposed for it (a share of the members who vote), the projects it hears
-- and the acts that follow what it concludes; the last of these needs signed minutes.
create table appraisal.council_level (
  level        text primary key check (level ~ '^[a-z_]{2,30}$'),
  name_vi      text not null,
  name_en      text not null,
  quorum_num   int  not null check (quorum_num > 0),
  quorum_den   int  not null check (quorum_den >= quorum_num),
  position     int  not null unique,
  hears        text[] not null,
  governs      text[] not null,
  -- That a council of this level may be established is read; its quorum is not.
  verification law.verification not null
);
grant select on appraisal.council_level to kc_app;
insert into appraisal.council_level values
  ('provincial', 'Cấp tỉnh', 'Provincial', 2, 3, 1, '{screened}', '{prepare_appraisal,conclude_appraisal}', 'memory'),
  ('ministry', 'Cấp bộ', 'Ministry', 2, 3, 2, '{registered}', '{appraise_ministry}', 'memory'),
  ('branch', 'Ngành (đề án của nhiều tỉnh)', 'Branch (projects of several provinces)', 2, 3, 3,
   '{registered}', '{appraise_ministry}', 'memory');

-- The legal criteria of appraisal: each is met or not, without points.
create table appraisal.criterion (
  code         text primary key check (code ~ '^[a-z_]{2,30}$'),
  no           int  not null unique,
  name_vi      text not null,
  name_en      text not null,
  document     text not null,
  article      text not null,
  verification law.verification not null
);
grant select on appraisal.criterion to kc_app;
insert into appraisal.criterion values
  ('principles', 1, 'Phù hợp với nguyên tắc lập đề án', 'Fits the principles of drafting projects',
   '36/2013/TT-BCT', '9', 'full_text'),
  ('need_and_effect', 2, 'Mục tiêu, sự cần thiết, hiệu quả; kinh phí, nguồn lực, cơ sở vật chất hợp lý',
   'Objective, need and effect; money, resources and facilities used reasonably', '36/2013/TT-BCT', '9', 'full_text'),
  ('capacity', 3, 'Năng lực của đơn vị thực hiện, phối hợp, thụ hưởng',
   'Capacity of those who carry out, help and benefit', '36/2013/TT-BCT', '9', 'full_text'),
  ('combination', 4, 'Kết hợp với các chương trình, dự án khác', 'Combined with other programmes and projects',
   '36/2013/TT-BCT', '9', 'full_text'),
  ('dossier', 5, 'Hồ sơ phù hợp, đầy đủ', 'A dossier that is suitable and complete',
   '36/2013/TT-BCT', '9', 'full_text');

create table appraisal.council (
  province    text        not null,
  id          uuid        not null,
  level       text        not null references appraisal.council_level,
  number      text        not null check (number <> ''),
  decided_on  date        not null,
  document_id uuid,
  quorum_num  int         not null check (quorum_num > 0),
  quorum_den  int         not null check (quorum_den >= quorum_num),
  made_by     uuid        not null,
  made_at     timestamptz not null,
  primary key (province, id),
  unique (province, number, decided_on),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
create index council_list on appraisal.council (province, decided_on desc, id desc);
call platform.protect('appraisal.council');
grant select, insert on appraisal.council to kc_app;

-- A seat: whoever holds it, from the decision that named them to the one that named another.
create table appraisal.member (
  province     text        not null,
  id           uuid        not null,
  council_id   uuid        not null,
  no           int         not null check (no > 0),
  position     text        not null check (position in ('chair', 'deputy', 'member', 'member_secretary', 'secretary')),
  account_id   uuid,
  name         text        not null check (name <> ''),
  organisation text,
  by_number    text        not null,
  by_date      date        not null,
  replaced_by  uuid,
  ended_at     timestamptz,
  primary key (province, id),
  foreign key (province, council_id) references appraisal.council (province, id),
  foreign key (province, account_id) references people.account (province, id),
  foreign key (province, replaced_by) references appraisal.member (province, id),
  check ((replaced_by is null) = (ended_at is null))
);
create unique index member_chair on appraisal.member (province, council_id) where position = 'chair' and ended_at is null;
create unique index member_once on appraisal.member (province, council_id, account_id)
  where account_id is not null and ended_at is null;
create index member_of_council on appraisal.member (province, council_id, no);
-- The councils somebody sits on.
create index member_by_account on appraisal.member (province, account_id) where account_id is not null;
call platform.protect('appraisal.member');
grant select, insert on appraisal.member to kc_app;
grant update (replaced_by, ended_at) on appraisal.member to kc_app;

-- What a council scores beside the five criteria of the law, if the province wants scores: weights of a hundred.
create table appraisal.score_item (
  province   text not null,
  council_id uuid not null,
  no         int  not null check (no > 0),
  name       text not null check (name <> ''),
  weight     int  not null check (weight between 1 and 100),
  primary key (province, council_id, no),
  foreign key (province, council_id) references appraisal.council (province, id)
);
call platform.protect('appraisal.score_item');
grant select, insert on appraisal.score_item to kc_app;

create table appraisal.session (
  province   text        not null,
  id         uuid        not null,
  council_id uuid        not null,
  no         int         not null check (no > 0),
  held_on    date        not null,
  place      text        not null check (place <> ''),
  remarks    text,
  postponed  int         not null default 0,
  -- The seats the session sat with, from its first conclusion on: a member replaced later changes nothing of it.
  seated     uuid[],
  made_by    uuid        not null,
  made_at    timestamptz not null,
  primary key (province, id),
  unique (province, council_id, no),
  foreign key (province, council_id) references appraisal.council (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
call platform.protect('appraisal.session');
grant select, insert on appraisal.session to kc_app;
grant update (held_on, place, remarks, postponed, seated) on appraisal.session to kc_app;

create table appraisal.presence (
  province   text not null,
  session_id uuid not null,
  member_id  uuid not null,
  primary key (province, session_id, member_id),
  foreign key (province, session_id) references appraisal.session (province, id),
  foreign key (province, member_id) references appraisal.member (province, id)
);
call platform.protect('appraisal.presence');
grant select, insert, delete on appraisal.presence to kc_app;

-- A dossier on the agenda of a session, and what the council concluded.
create table appraisal.dossier (
  province     text        not null,
  id           uuid        not null,
  session_id   uuid        not null,
  project_id   uuid        not null,
  no           int         not null check (no > 0),
  conclusion   text        check (conclusion in ('pass', 'pass_with_changes', 'reject')),
  reasons      text,
  -- The votes counted, and what the dossier said when the council concluded.
  outcome      jsonb,
  -- The version of the minutes that says this conclusion.
  minutes_no   int,
  concluded_by uuid,
  concluded_at timestamptz,
  primary key (province, id),
  unique (province, session_id, project_id),
  unique (province, session_id, no),
  foreign key (province, session_id) references appraisal.session (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, concluded_by) references people.account (province, id),
  check ((conclusion is null) = (reasons is null) and (conclusion is null) = (outcome is null)
    and (conclusion is null) = (concluded_by is null) and (conclusion is null) = (concluded_at is null))
);
create index dossier_of_project on appraisal.dossier (province, project_id, id desc);
call platform.protect('appraisal.dossier');
grant select, insert, delete on appraisal.dossier to kc_app;
grant update (conclusion, reasons, outcome, minutes_no, concluded_by, concluded_at) on appraisal.dossier to kc_app;

create table appraisal.conflict (
  province    text        not null,
  dossier_id  uuid        not null,
  member_id   uuid        not null,
  reason      text        not null check (reason <> ''),
  declared_by uuid        not null,
  declared_at timestamptz not null,
  primary key (province, dossier_id, member_id),
  foreign key (province, dossier_id) references appraisal.dossier (province, id),
  foreign key (province, member_id) references appraisal.member (province, id),
  foreign key (province, declared_by) references people.account (province, id)
);
call platform.protect('appraisal.conflict');
grant select, insert, delete on appraisal.conflict to kc_app;

-- A vote with the member's judgement of the five criteria; it may be changed until the dossier is concluded.
create table appraisal.ballot (
  province   text        not null,
  dossier_id uuid        not null,
  member_id  uuid        not null,
  vote       text        not null check (vote in ('pass', 'pass_with_changes', 'reject')),
  -- Codes of appraisal.criterion that the member finds not met.
  unmet      text[]      not null,
  -- Points of 0 to 100 by score_item.no.
  scores     jsonb       not null default '{}',
  note       text,
  -- The secretary enters what a member without an account voted.
  cast_by    uuid        not null,
  cast_at    timestamptz not null,
  primary key (province, dossier_id, member_id),
  foreign key (province, dossier_id) references appraisal.dossier (province, id),
  foreign key (province, member_id) references appraisal.member (province, id),
  foreign key (province, cast_by) references people.account (province, id)
);
call platform.protect('appraisal.ballot');
grant select, insert, delete on appraisal.ballot to kc_app;
grant update (vote, unmet, scores, note, cast_by, cast_at) on appraisal.ballot to kc_app;

-- Holds whatever the application does: no vote of a member with a conflict, of who is not there, or after the conclusion.
create function appraisal.check_ballot() returns trigger
language plpgsql
as $$
declare
  seat appraisal.member;
  d appraisal.dossier;
begin
  select * into strict d from appraisal.dossier x where x.province = new.province and x.id = new.dossier_id for update;
  select * into strict seat from appraisal.member x where x.province = new.province and x.id = new.member_id;
  if d.conclusion is not null then perform platform.refuse('dossier_is_concluded'); end if;
  if exists (select from appraisal.conflict c
              where c.province = new.province and c.dossier_id = new.dossier_id and c.member_id = new.member_id)
     or exists (select from projects.recusal r
              where r.province = new.province and r.project_id = d.project_id and r.account_id = seat.account_id) then
    perform platform.refuse('member_has_conflict', jsonb_build_object('name', seat.name));
  end if;
  if seat.position = 'secretary' or seat.ended_at is not null then
    perform platform.refuse('member_has_no_vote', jsonb_build_object('name', seat.name));
  end if;
  if not exists (select from appraisal.presence p
              where p.province = new.province and p.session_id = d.session_id and p.member_id = new.member_id) then
    perform platform.refuse('member_is_not_present', jsonb_build_object('name', seat.name));
  end if;
  return new;
end $$;
revoke all on function appraisal.check_ballot from public;
create trigger check_ballot before insert or update on appraisal.ballot
  for each row execute function appraisal.check_ballot();
