-- Money. A fund is one source of one fiscal year on one unit; every đồng of it stands at exactly one
-- station. Accounts and immutable transfers in double entry: see src/domain/funds/README.md.

create schema funds;
grant usage on schema funds to kc_app;

-- Catalogue: where a đồng can stand. Bounded stations can never go below zero; only `outside`, the
-- budget authority's side of the book, may. `per_project` stations have one account a project, so
-- that two projects never wait for each other.
create table funds.station (
  book_kind text not null check (book_kind in ('fund', 'counterpart')),
  code text not null,
  position smallint not null,
  bounded boolean not null,
  per_project boolean not null,
  primary key (book_kind, code),
  unique (book_kind, position),
  unique (book_kind, code, per_project),
  unique (book_kind, code, bounded, per_project)
);
grant select on funds.station to kc_app;

insert into funds.station (book_kind, position, code, bounded, per_project) values
  ('fund', 0, 'outside', false, false),
  ('fund', 1, 'appropriated', true, false),
  ('fund', 2, 'planned', true, true),
  ('fund', 3, 'committed', true, true),
  ('fund', 4, 'advanced', true, true),
  ('fund', 5, 'spent', true, true),
  ('fund', 6, 'settled', true, true),
  ('fund', 7, 'recovered', true, true),
  ('fund', 8, 'lapsed', true, false),
  ('fund', 9, 'carried_over', true, false),
  ('counterpart', 0, 'outside', false, false),
  ('counterpart', 1, 'pledged', true, true),
  ('counterpart', 2, 'evidenced', true, true);

-- Catalogue: the only moves there are. A posting with any other is refused by funds.post.
create table funds.move (
  book_kind text not null,
  kind text not null,
  from_station text not null,
  to_station text not null,
  -- Repeated from the stations (the keys below hold them to it), so that posting looks in one place.
  from_per_project boolean not null,
  to_per_project boolean not null,
  primary key (book_kind, kind, from_station, to_station),
  foreign key (book_kind, from_station, from_per_project) references funds.station (book_kind, code, per_project),
  foreign key (book_kind, to_station, to_per_project) references funds.station (book_kind, code, per_project),
  check (from_station <> to_station)
);
grant select on funds.move to kc_app;

insert into funds.move
select m.book_kind, m.kind, m.from_station, m.to_station, f.per_project, t.per_project
from (values
  ('fund', 'appropriate', 'outside', 'appropriated'),
  ('fund', 'supplement', 'outside', 'appropriated'),
  ('fund', 'cut', 'appropriated', 'outside'),
  ('fund', 'carry_in', 'outside', 'appropriated'),
  ('fund', 'carry_in', 'outside', 'planned'),
  ('fund', 'carry_in', 'outside', 'committed'),
  ('fund', 'carry_in', 'outside', 'advanced'),
  ('fund', 'plan', 'appropriated', 'planned'),
  ('fund', 'release', 'planned', 'appropriated'),
  ('fund', 'release', 'committed', 'appropriated'),
  ('fund', 'commit', 'planned', 'committed'),
  ('fund', 'advance', 'committed', 'advanced'),
  ('fund', 'spend', 'advanced', 'spent'),
  ('fund', 'spend', 'committed', 'spent'),
  ('fund', 'settle', 'spent', 'settled'),
  ('fund', 'recover', 'advanced', 'recovered'),
  ('fund', 'recover', 'spent', 'recovered'),
  ('fund', 'recover', 'settled', 'recovered'),
  ('fund', 'restore', 'recovered', 'appropriated'),
  ('fund', 'lapse', 'appropriated', 'lapsed'),
  ('fund', 'lapse', 'recovered', 'lapsed'),
  ('fund', 'carry_over', 'appropriated', 'carried_over'),
  ('fund', 'carry_over', 'planned', 'carried_over'),
  ('fund', 'carry_over', 'committed', 'carried_over'),
  ('fund', 'carry_over', 'advanced', 'carried_over'),
  ('counterpart', 'pledge', 'outside', 'pledged'),
  ('counterpart', 'withdraw', 'pledged', 'outside'),
  ('counterpart', 'evidence', 'pledged', 'evidenced'),
  ('counterpart', 'evidence', 'outside', 'evidenced')
) as m (book_kind, kind, from_station, to_station)
join funds.station f on f.book_kind = m.book_kind and f.code = m.from_station
join funds.station t on t.book_kind = m.book_kind and t.code = m.to_station;

-- Each move can be undone by its opposite, which names the transfer it undoes.
insert into funds.move
select distinct book_kind, 'reverse', to_station, from_station, to_per_project, from_per_project from funds.move;

-- A book balances by itself: money never moves from one book to another, so none is counted twice.
create table funds.book (
  province text not null references people.installation (province),
  id uuid not null,
  kind text not null check (kind in ('fund', 'counterpart')),
  -- From this day on nothing can be posted; set by funds.close_book only.
  closed_on date,
  primary key (province, id),
  unique (province, id, kind)
);
call platform.protect('funds.book');
grant select on funds.book to kc_app;

create table funds.fund (
  province text not null,
  id uuid not null,
  book_kind text not null generated always as ('fund') stored,
  fiscal_year smallint not null check (fiscal_year between 1990 and 2199),
  source text not null check (source in ('central', 'local', 'cofunding')),
  procedure text not null check (procedure in ('national', 'provincial')),
  unit_id uuid not null,
  name text not null check (name <> ''),
  -- What establishments bring in beside this fund's money, in a book of its own.
  counterpart_id uuid not null,
  counterpart_kind text not null generated always as ('counterpart') stored,
  opened_at timestamptz not null,
  opened_by uuid not null,
  primary key (province, id),
  unique (province, counterpart_id),
  foreign key (province, unit_id) references people.unit (province, id),
  foreign key (province, opened_by) references people.account (province, id),
  foreign key (province, id, book_kind) references funds.book (province, id, kind),
  foreign key (province, counterpart_id, counterpart_kind) references funds.book (province, id, kind)
);
call platform.protect('funds.fund');
grant select, insert, update (name) on funds.fund to kc_app;
-- One fund of a name in a year; also serves the year's page.
create unique index fund_year_name on funds.fund (province, fiscal_year, unit_id, source, platform.fold(name));

-- One act and its transfers. The key makes a retry safe: same key and same inputs, same answer.
create table funds.posting (
  province text not null,
  id uuid not null,
  key text not null check (key <> ''),
  inputs_hash bytea not null check (length(inputs_hash) = 32),
  posted_at timestamptz not null,
  posted_on date not null,
  posted_by uuid not null,
  reason text,
  -- The lifecycle act that moved the money, and its document.
  act_id uuid,
  document_id uuid,
  transfer_count smallint not null check (transfer_count > 0),
  primary key (province, id),
  unique (province, key),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, posted_by) references people.account (province, id)
);
call platform.protect('funds.posting');
grant select on funds.posting to kc_app;

-- What the budget authority decided. A decision entered wrongly is withdrawn by reversing its posting;
-- its number can then be entered again.
create table funds.decision (
  province text not null,
  id uuid not null,
  fund_id uuid not null,
  kind text not null check (kind in ('appropriate', 'supplement', 'cut', 'carry_over', 'carry_in', 'lapse')),
  number text not null check (number <> ''),
  decided_on date not null,
  amount bigint not null check (amount > 0),
  document_id uuid,
  note text,
  -- Carrying over takes money out of one fund and into another: the other fund's decision.
  carried_with uuid,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  withdrawn_by_posting uuid,
  primary key (province, id),
  unique (province, id, fund_id),
  foreign key (province, fund_id) references funds.fund (province, id),
  foreign key (province, carried_with) references funds.decision (province, id) deferrable initially deferred,
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, withdrawn_by_posting) references funds.posting (province, id),
  foreign key (province, recorded_by) references people.account (province, id),
  check ((carried_with is not null) = (kind in ('carry_over', 'carry_in')))
);
call platform.protect('funds.decision');
grant select, insert, update (withdrawn_by_posting) on funds.decision to kc_app;
-- A number once per fund.
create unique index decision_number on funds.decision (province, fund_id, platform.fold(number))
  where withdrawn_by_posting is null;

create table funds.account (
  province text not null,
  book_id uuid not null,
  book_kind text not null,
  station text not null,
  project_id uuid,
  -- Whose account at that station: the project's, or the book's own.
  holder_id uuid not null generated always as (coalesce(project_id, book_id)) stored,
  per_project boolean not null generated always as (project_id is not null) stored,
  bounded boolean not null,
  debits bigint not null default 0 check (debits >= 0),
  credits bigint not null default 0 check (credits >= 0),
  balance bigint not null generated always as (credits - debits) stored,
  primary key (province, book_id, station, holder_id),
  foreign key (province, book_id, book_kind) references funds.book (province, id, kind),
  -- The catalogue says which stations are bounded and which have an account per project.
  foreign key (book_kind, station, bounded, per_project)
    references funds.station (book_kind, code, bounded, per_project),
  -- What the law refuses, whatever races: no money is spent that is not there.
  constraint account_is_bounded check (not bounded or balance >= 0)
) with (fillfactor = 60); -- room for updates on the same page: no index is touched (HOT)
call platform.protect('funds.account');
grant select on funds.account to kc_app;
-- The project page: 0.3 ms for one project's accounts among those of 10^5 projects.
create index account_project on funds.account (province, project_id) where project_id is not null;

-- From one account to another of the same book and, where the stations are per project, of the same
-- project: other transfers cannot be written down.
create table funds.transfer (
  province text not null,
  id uuid not null,
  posting_id uuid not null,
  line smallint not null,
  book_id uuid not null,
  kind text not null,
  from_station text not null,
  from_holder uuid not null,
  to_station text not null,
  to_holder uuid not null,
  project_id uuid,
  amount bigint not null check (amount > 0),
  decision_id uuid,
  reverses uuid,
  primary key (province, id),
  foreign key (province, posting_id) references funds.posting (province, id),
  foreign key (province, book_id, from_station, from_holder) references funds.account,
  foreign key (province, book_id, to_station, to_holder) references funds.account,
  -- At the end, so that a decision is written only once its posting proved not to be a retry.
  foreign key (province, decision_id, book_id) references funds.decision (province, id, fund_id)
    deferrable initially deferred,
  foreign key (province, reverses) references funds.transfer (province, id),
  check (from_holder = book_id or from_holder = project_id),
  check (to_holder = book_id or to_holder = project_id),
  check ((kind = 'reverse') = (reverses is not null))
);
call platform.protect('funds.transfer');
grant select on funds.transfer to kc_app;
-- The lines of one posting, for reversing it and for verifying.
create unique index transfer_posting on funds.transfer (province, posting_id, line);
-- "Which transfers are behind this figure", newest first, a page at a time: 0.2 ms at 10^6 transfers (by
-- project 0.1 ms).
create index transfer_book on funds.transfer (province, book_id, id);
create index transfer_project on funds.transfer (province, project_id, id) where project_id is not null;
-- A transfer is reversed once at most.
create unique index transfer_reverses on funds.transfer (province, reverses) where reverses is not null;

-- The ledger only grows. Privileges stop the application; these triggers stop the owner too.
create function funds.refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception using errcode = 'restrict_violation',
    message = format('%s on funds.%s: the ledger only grows; reverse by an opposite transfer', tg_op, tg_table_name);
end $$;

create trigger immutable before update or delete on funds.transfer for each row execute function funds.refuse_change();
create trigger immutable_whole before truncate on funds.transfer for each statement execute function funds.refuse_change();
create trigger immutable before update or delete on funds.posting for each row execute function funds.refuse_change();
create trigger immutable_whole before truncate on funds.posting for each statement execute function funds.refuse_change();
create trigger immutable before delete on funds.account for each row execute function funds.refuse_change();
create trigger immutable_whole before truncate on funds.account for each statement execute function funds.refuse_change();
create trigger immutable before delete on funds.decision for each row execute function funds.refuse_change();
create trigger immutable_whole before truncate on funds.decision for each statement execute function funds.refuse_change();
create trigger decided before update on funds.decision for each row
  when (old.withdrawn_by_posting is not null or row(old.province, old.id, old.fund_id, old.kind, old.number, old.decided_on, old.amount,
    old.document_id, old.note, old.carried_with, old.recorded_at, old.recorded_by) is distinct from
    row(new.province, new.id, new.fund_id, new.kind, new.number, new.decided_on, new.amount,
    new.document_id, new.note, new.carried_with, new.recorded_at, new.recorded_by))
  execute function funds.refuse_change();
