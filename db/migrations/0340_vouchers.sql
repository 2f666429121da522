-- Chứng từ quyết toán (Circular 36/2013/TT-BCT, article 19; forms 8a and 8b): every paper of the whole investment, beside the
-- line of the estimate it was spent on. What the programme's money paid is form 8a; all of them together are form 8b.

-- From which difference between estimate and actual cost a line must be explained. The system's default, not law.
create table disbursements.explain_threshold (
  valid_from   date primary key,
  percent_bp   int  not null check (percent_bp between 0 and 10000),
  verification law.verification not null
);
grant select on disbursements.explain_threshold to kc_app;
insert into disbursements.explain_threshold values ('2012-07-05', 1000, 'memory');

create table disbursements.voucher (
  province      text   not null,
  id            uuid   not null,
  project_id    uuid   not null,
  -- Of the estimate as approved, from 1.
  line_no       int    not null check (line_no > 0),
  -- Whose money paid it: the programme's, the establishment's own, or another source.
  source        text   not null check (source in ('support', 'own', 'other')),
  number        text   not null check (number <> ''),
  issued_on     date   not null,
  seller        text   not null check (seller <> ''),
  seller_tax    text,
  description   text,
  -- With VAT; `vat` is the tax in it.
  amount        bigint not null check (amount > 0),
  vat           bigint not null default 0 check (vat >= 0 and vat < amount),
  -- Of a paper divided over several lines or sources: its whole sum, and which part this is.
  invoice_total bigint check (invoice_total >= amount),
  part          int    not null default 1 check (part > 0),
  payer         text,
  document_id   uuid,
  -- As compared: without signs, spaces and case.
  number_key    text   not null check (number_key <> ''),
  seller_key    text   not null check (seller_key <> ''),
  added_by      uuid   not null,
  added_at      timestamptz not null,
  removed_by    uuid,
  removed_at    timestamptz,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, added_by) references people.account (province, id),
  foreign key (province, removed_by) references people.account (province, id),
  check (part = 1 or invoice_total is not null),
  check ((removed_at is null) = (removed_by is null))
);
-- A paper stands once in the whole province, whatever project or fund: by the seller's name, and by its tax code.
create unique index voucher_once on disbursements.voucher (province, number_key, issued_on, seller_key, part)
  where removed_at is null;
create unique index voucher_once_by_tax on disbursements.voucher (province, number_key, issued_on, seller_tax, part)
  where removed_at is null and seller_tax is not null;
-- Those of a project in the order they are shown and paged.
create index voucher_of_project on disbursements.voucher (province, project_id, line_no, issued_on, id) where removed_at is null;
call platform.protect('disbursements.voucher');
grant select, insert on disbursements.voucher to kc_app;
grant update (part, removed_by, removed_at) on disbursements.voucher to kc_app;
create trigger no_delete before delete or truncate on disbursements.voucher
  for each statement execute function records.refuse_change();

-- Once the settlement is put forward its papers are frozen, until it is handed back.
create function disbursements.keep_vouchers() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from projects.project p where p.province = new.province and p.id = new.project_id
     and p.state in ('contracted', 'advance_requested', 'accepted', 'payment_requested', 'paid'))
  then perform platform.refuse('vouchers_are_frozen'); end if;
  return new;
end $$;
revoke all on function disbursements.keep_vouchers from public;
create trigger keep_vouchers before insert or update of part, removed_at on disbursements.voucher
  for each row execute function disbursements.keep_vouchers();
