-- How people come in: the first administrator by a one-time token, everyone else by a link.

-- Printed by each start until a province is open; only hashes are kept. No province has them yet.
create table people.setup_token (
  token_hash text primary key,
  made_at timestamptz not null
);
grant select, insert, delete on people.setup_token to kc_app;

-- A link that lets one person choose a password. With an account: someone invited them. Without: they
-- asked for it themselves (owners of establishments); their account is made when the link is followed.
create table people.invitation (
  province text not null references people.installation (province),
  id uuid not null,
  account_id uuid,
  name text not null,
  email text not null,
  phone text,
  locale text not null check (locale in ('vi', 'en')),
  token_hash text not null,
  -- The link went to the mailbox and nowhere else, so following it proves the address.
  mailed boolean not null,
  made_at timestamptz not null,
  made_by uuid,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (province, id),
  unique (province, token_hash),
  foreign key (province, account_id) references people.account (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
call platform.protect('people.invitation');
grant select, insert on people.invitation to kc_app;
grant update (account_id, token_hash, mailed, expires_at, accepted_at, withdrawn_at) on people.invitation to kc_app;

-- One open invitation an address: asking again replaces the link instead of leaving two.
create unique index invitation_open on people.invitation (province, email)
  where accepted_at is null and withdrawn_at is null;
-- Closing an account closes its invitation.
create index invitation_account on people.invitation (province, account_id) where account_id is not null;

-- The sample province while it is being made, for the page that waits for it: one row, once.
create table people.sample_loading (
  once boolean primary key default true check (once),
  started_at timestamptz not null,
  note text,
  done int not null default 0,
  total int not null default 0,
  finished_at timestamptz,
  failed boolean not null default false
);
grant select, insert, update on people.sample_loading to kc_app;
