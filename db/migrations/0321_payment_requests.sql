-- Đề nghị tạm ứng, thanh toán: asked for by the establishment or the implementing unit with its papers, checked by the centre,
-- then by the accountant, approved by whom the amount asks for, and paid. The money moves by the acts of the project alone.

create schema disbursements;
grant usage on schema disbursements to kc_app;

-- Up to which amount a role approves payments; without a row the director of the centre approves any.
create table disbursements.payment_level (
  province   text not null,
  procedure  text not null check (procedure in ('national', 'provincial')),
  role       text not null,
  valid_from date not null,
  -- Null: any amount.
  up_to      bigint check (up_to > 0),
  basis      text not null check (basis <> ''),
  set_by     uuid not null,
  set_at     timestamptz not null,
  primary key (province, procedure, role, valid_from),
  foreign key (province, set_by) references people.account (province, id)
);
call platform.protect('disbursements.payment_level');
grant select, insert, delete on disbursements.payment_level to kc_app;

-- What the implementing unit reports of the works, and the department certifies (Circular 36/2013/TT-BCT, articles 21, 23).
create table disbursements.progress_report (
  province     text not null,
  id           uuid not null,
  project_id   uuid not null,
  no           int  not null check (no > 0),
  percent      int  not null check (percent between 0 and 100),
  spent        bigint not null check (spent >= 0),
  description  text not null check (description <> ''),
  reported_on  date not null,
  document_id  uuid,
  reported_by  uuid not null,
  reported_at  timestamptz not null,
  certified    boolean,
  certified_by uuid,
  certified_at timestamptz,
  certify_note text,
  primary key (province, id),
  unique (province, project_id, no),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, reported_by) references people.account (province, id),
  foreign key (province, certified_by) references people.account (province, id),
  check ((certified is null) = (certified_at is null) and (certified is null) = (certified_by is null)),
  check (certified is distinct from false or certify_note <> ''),
  check (certified_by <> reported_by)
);
create index report_waiting on disbursements.progress_report (province, reported_at, id) where certified is null;
call platform.protect('disbursements.progress_report');
grant select, insert on disbursements.progress_report to kc_app;
grant update (certified, certified_by, certified_at, certify_note) on disbursements.progress_report to kc_app;

create table disbursements.payment_request (
  province     text not null,
  id           uuid not null,
  project_id   uuid not null,
  no           int  not null check (no > 0),
  kind         text not null check (kind in ('advance', 'payment')),
  amount       bigint not null check (amount > 0),
  progress     int check (progress between 0 and 100),
  -- Of interest support: what was already paid to the bank.
  interest_paid bigint check (interest_paid >= 0),
  payee        text not null check (payee <> ''),
  account      text not null check (account <> ''),
  bank         text not null check (bank <> ''),
  note         text,
  state        text not null default 'asked'
                 check (state in ('asked', 'checked', 'accounted', 'approved', 'declined', 'paid', 'returned', 'withdrawn')),
  -- Names the attempt: sent twice, it is one request.
  key          text not null,
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  -- The acts that asked for and paid it.
  ask_act      uuid,
  pay_act      uuid,
  moved_at     timestamptz not null,
  primary key (province, id),
  unique (province, project_id, no),
  unique (province, key),
  unique (province, pay_act),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, asked_by) references people.account (province, id),
  foreign key (province, ask_act) references projects.act (province, id),
  foreign key (province, pay_act) references projects.act (province, id),
  check ((state = 'paid') = (pay_act is not null)),
  check (kind <> 'advance' or progress is not null)
);
-- One is under way at a time: what is asked for is reckoned with what stands.
create unique index payment_request_open on disbursements.payment_request (province, project_id)
  where state in ('asked', 'checked', 'accounted', 'approved', 'declined');
-- What waits at a step, the longest first.
create index payment_request_waiting on disbursements.payment_request (province, state, moved_at, id);
call platform.protect('disbursements.payment_request');
grant select, insert on disbursements.payment_request to kc_app;
grant update (state, ask_act, pay_act, moved_at) on disbursements.payment_request to kc_app;

create table disbursements.request_paper (
  province    text not null,
  request_id  uuid not null,
  code        text not null,
  label_vi    text not null,
  label_en    text not null,
  document_id uuid not null,
  primary key (province, request_id, code),
  foreign key (province, request_id) references disbursements.payment_request (province, id),
  foreign key (province, document_id) references records.document (province, id)
);
call platform.protect('disbursements.request_paper');
grant select, insert on disbursements.request_paper to kc_app;

create table disbursements.request_step (
  province   text not null,
  id         uuid not null,
  request_id uuid not null,
  step       text not null check (step in ('ask', 'check', 'account', 'approve', 'decline', 'return', 'withdraw', 'pay')),
  role       text not null,
  reason     text,
  done_by    uuid not null,
  -- In whose place.
  done_for   uuid,
  done_at    timestamptz not null,
  primary key (province, id),
  foreign key (province, request_id) references disbursements.payment_request (province, id),
  foreign key (province, done_by) references people.account (province, id),
  foreign key (province, done_for) references people.account (province, id),
  check (step not in ('decline', 'return') or reason <> '')
);
create index request_step_of on disbursements.request_step (province, request_id, done_at, id);
call platform.protect('disbursements.request_step');
grant select, insert on disbursements.request_step to kc_app;
create trigger append_only before update or delete or truncate on disbursements.request_step
  for each statement execute function records.refuse_change();

-- Whoever acts on the project, from whatever page: a request under way is neither passed over nor left behind.
create function disbursements.follow_act() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  r disbursements.payment_request;
begin
  select * into r from disbursements.payment_request x
   where x.province = new.province and x.project_id = new.project_id
     and x.state in ('asked', 'checked', 'accounted', 'approved', 'declined') for update;
  if not found then return null; end if;
  if new.event in ('request_advance', 'request_payment') then
    -- The accountant's step has set it on already, and its act is this one.
    if r.state <> 'accounted' or r.ask_act is not null or new.amount is distinct from r.amount then
      perform platform.refuse('payment_request_is_open', jsonb_build_object('no', r.no::text));
    end if;
    update disbursements.payment_request set ask_act = new.id where province = r.province and id = r.id;
  elsif new.event in ('pay_advance', 'pay') then
    if r.state <> 'approved' then perform platform.refuse('payment_request_not_approved', jsonb_build_object('no', r.no::text)); end if;
    update disbursements.payment_request set state = 'paid', pay_act = new.id, moved_at = new.at where province = r.province and id = r.id;
    insert into disbursements.request_step (province, id, request_id, step, role, done_by, done_for, done_at)
    values (r.province, new.id, r.id, 'pay', new.role, new.actor_id, new.on_behalf_of, new.at);
  elsif new.event in ('return_advance', 'return_payment', 'stop') then
    update disbursements.payment_request set state = 'returned', moved_at = new.at where province = r.province and id = r.id;
    insert into disbursements.request_step (province, id, request_id, step, role, reason, done_by, done_for, done_at)
    values (r.province, new.id, r.id, 'return', new.role, coalesce(new.reason, new.event), new.actor_id, new.on_behalf_of, new.at);
  end if;
  return null;
end $$;
revoke all on function disbursements.follow_act from public;
create trigger follow_act after insert on projects.act
  for each row when (new.event in ('request_advance', 'request_payment', 'pay_advance', 'pay', 'return_advance', 'return_payment', 'stop'))
  execute function disbursements.follow_act();
