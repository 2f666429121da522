-- Digital signatures: the seals a province signs with, whom it trusts, and every signing.

-- What is told of the signatures in a file when it comes; whom the province trusts is asked when it is looked at.
alter table records.file add column signatures jsonb;

-- A unit's key with its certificate. The key is locked by a key made from AUTH_SECRET, which the database does not know.
create table records.unit_seal (
  province     text        not null,
  id           uuid        not null,
  unit_id      uuid        not null,
  name         text        not null,
  -- The seal's own first, then those above it.
  certificates bytea[]     not null check (cardinality(certificates) between 1 and 10),
  locked_key   bytea       not null,
  valid_from   timestamptz not null,
  valid_until  timestamptz not null,
  added_by     uuid        not null,
  added_at     timestamptz not null,
  withdrawn_at timestamptz,
  primary key (province, id),
  foreign key (province, unit_id) references people.unit (province, id),
  foreign key (province, added_by) references people.account (province, id)
);
call platform.protect('records.unit_seal');
grant select, insert on records.unit_seal to kc_app;
grant update (withdrawn_at) on records.unit_seal to kc_app;

-- Authorities a province trusts: data of its administrator, none is built in.
create table records.trust_root (
  province     text        not null,
  id           uuid        not null,
  name         text        not null,
  certificate  bytea       not null check (length(certificate) between 100 and 20000),
  valid_until  timestamptz not null,
  added_by     uuid        not null,
  added_at     timestamptz not null,
  withdrawn_at timestamptz,
  primary key (province, id),
  foreign key (province, added_by) references people.account (province, id)
);
call platform.protect('records.trust_root');
grant select, insert on records.trust_root to kc_app;
grant update (withdrawn_at) on records.trust_root to kc_app;

-- One signing: by a seal it is done at once, by a token or a remote service it waits for the signature to come back.
create table records.signing (
  province           text        not null,
  id                 uuid        not null,
  document_id        uuid        not null,
  seal_id            uuid,
  -- What an outside signature is asked for: the file with the empty place in it, and the digest to sign.
  prepared_hash      text,
  hole_start         int,
  hole_end           int,
  digest             text,
  signed_document_id uuid,
  signer             text,
  begun_by           uuid        not null,
  begun_at           timestamptz not null,
  done_at            timestamptz,
  primary key (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, signed_document_id) references records.document (province, id),
  foreign key (province, seal_id) references records.unit_seal (province, id),
  foreign key (province, begun_by) references people.account (province, id),
  check ((seal_id is null) = (digest is not null)),
  check ((done_at is null) = (signed_document_id is null))
);
-- A seal stands once on a document, however often the button is pressed.
create unique index signing_seal on records.signing (province, document_id, seal_id) where seal_id is not null;
-- What of a document waits to be signed outside.
create index signing_document on records.signing (province, document_id, begun_at);
call platform.protect('records.signing');
grant select, insert on records.signing to kc_app;
grant update (signed_document_id, signer, done_at) on records.signing to kc_app;
