-- Hợp đồng: what the two sides agreed beside the money, version by version. Sum, lines and last day are in the acts that
-- signed and changed them (projects.act); here stand the parties, the schedule, the duties, and how it came to be changed.

create schema agreements;
grant usage on schema agreements to kc_app;

-- An amendment under way: a draft until it is sent, and a draft again when it was not granted. `base` is what the form held
-- when it was opened, so that what was corrected since goes on standing where nobody typed anything else.
create table agreements.amendment (
  province       text        not null,
  id             uuid        not null,
  project_id     uuid        not null,
  no             int         not null check (no > 0),
  state          text        not null default 'draft' check (state in ('draft', 'asked', 'in_force', 'dropped')),
  base           jsonb       not null,
  fields         jsonb       not null,
  revision       int         not null default 1,
  -- The request for a change of plan, money or term that goes with it, where there is one.
  change_id      uuid,
  -- Schedule and duties as they will be, once it is sent.
  terms          jsonb,
  annex_number   text,
  payer_signed_on date,
  unit_signed_on date,
  opened_by      uuid        not null,
  opened_at      timestamptz not null,
  saved_by       uuid        not null,
  saved_at       timestamptz not null,
  closed_by      uuid,
  closed_at      timestamptz,
  primary key (province, id),
  unique (province, project_id, no),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, change_id) references projects.change (province, id),
  foreign key (province, opened_by) references people.account (province, id),
  foreign key (province, saved_by) references people.account (province, id),
  foreign key (province, closed_by) references people.account (province, id),
  check (state <> 'asked' or terms is not null),
  check ((annex_number is null) = (payer_signed_on is null) and (annex_number is null) = (unit_signed_on is null)),
  check ((state in ('in_force', 'dropped')) = (closed_at is not null))
);
-- Two amendments of one contract are never under way together.
create unique index amendment_open on agreements.amendment (province, project_id) where state in ('draft', 'asked');
create unique index amendment_of_change on agreements.amendment (province, change_id) where change_id is not null;
call platform.protect('agreements.amendment');
grant select, insert on agreements.amendment to kc_app;
grant update (state, base, fields, revision, change_id, terms, annex_number, payer_signed_on, unit_signed_on, saved_by, saved_at,
  closed_by, closed_at) on agreements.amendment to kc_app;

create table agreements.version (
  province     text        not null,
  project_id   uuid        not null,
  no           int         not null check (no > 0),
  kind         text        not null check (kind in ('signed', 'amended', 'corrected')),
  terms        jsonb       not null check (jsonb_typeof(terms) = 'object'),
  payer_signed_on date,
  unit_signed_on  date,
  reason       text,
  amendment_id uuid,
  made_by      uuid        not null,
  made_at      timestamptz not null,
  primary key (province, project_id, no),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, amendment_id) references agreements.amendment (province, id),
  foreign key (province, made_by) references people.account (province, id),
  check (kind <> 'corrected' or reason <> ''),
  check ((kind = 'amended') = (amendment_id is not null))
);
call platform.protect('agreements.version');
grant select, insert on agreements.version to kc_app;
create trigger append_only before update or delete or truncate on agreements.version
  for each statement execute function records.refuse_change();

-- What of the schedule is done; noted once for each milestone.
create table agreements.milestone_done (
  province   text        not null,
  project_id uuid        not null,
  milestone  text        not null,
  done_on    date        not null,
  note       text,
  noted_by   uuid        not null,
  noted_at   timestamptz not null,
  primary key (province, project_id, milestone),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, noted_by) references people.account (province, id)
);
call platform.protect('agreements.milestone_done');
grant select, insert, delete on agreements.milestone_done to kc_app;

-- Times in which the contract rests.
create table agreements.suspension (
  province     text        not null,
  id           uuid        not null,
  project_id   uuid        not null,
  from_on      date        not null,
  reason       text        not null check (reason <> ''),
  suspended_by uuid        not null,
  suspended_at timestamptz not null,
  until_on     date,
  resume_reason text,
  resumed_by   uuid,
  resumed_at   timestamptz,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, suspended_by) references people.account (province, id),
  foreign key (province, resumed_by) references people.account (province, id),
  check ((until_on is null) = (resumed_at is null) and (resumed_at is null) = (resumed_by is null)),
  check (until_on >= from_on)
);
create unique index suspension_open on agreements.suspension (province, project_id) where until_on is null;
create index suspension_of_project on agreements.suspension (province, project_id, suspended_at);
call platform.protect('agreements.suspension');
grant select, insert on agreements.suspension to kc_app;
grant update (until_on, resume_reason, resumed_by, resumed_at) on agreements.suspension to kc_app;

-- A contract that rests is neither paid nor accepted; it can be changed, stopped, and what is owed comes back.
create function agreements.keep_resting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.event not in ('change', 'stop', 'recover') and exists (
    select from agreements.suspension s
     where s.province = new.province and s.project_id = new.project_id and s.until_on is null)
  then perform platform.refuse('contract_is_suspended'); end if;
  return new;
end $$;
revoke all on function agreements.keep_resting from public;
create trigger keep_resting before insert on projects.act
  for each row when (new.from_state in ('contracted', 'advance_requested', 'accepted', 'payment_requested', 'paid'))
  execute function agreements.keep_resting();

-- Whoever decides the change, wherever: with it the amendment comes into force, in the same transaction, or is a draft again.
create function agreements.follow_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  a agreements.amendment;
begin
  select * into a from agreements.amendment x
   where x.province = new.province and x.change_id = new.id and x.state = 'asked' for update;
  if not found then return null; end if;
  if new.state = 'approved' then
    insert into agreements.version (province, project_id, no, kind, terms, reason, amendment_id, made_by, made_at)
    select a.province, a.project_id, 1 + coalesce(max(v.no), 0), 'amended',
           -- What was corrected while it was under way stands: an amendment holds nothing of the parties.
           coalesce((array_agg(v.terms order by v.no desc))[1], '{}') || a.terms,
           new.reason, a.id, new.closed_by, new.closed_at
      from agreements.version v where v.province = a.province and v.project_id = a.project_id;
    update agreements.amendment set state = 'in_force', closed_by = new.closed_by, closed_at = new.closed_at
     where province = a.province and id = a.id;
  else
    update agreements.amendment set state = 'draft', change_id = null, terms = null where province = a.province and id = a.id;
  end if;
  return null;
end $$;
revoke all on function agreements.follow_change from public;
create trigger follow_change after update on projects.change
  for each row when (old.state = 'requested' and new.state <> 'requested') execute function agreements.follow_change();
