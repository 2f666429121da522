-- Quotations beside the lines of an estimate they support, and which of them a line's price was taken from.

-- One supplier's paper. Prices are never changed: a wrong quotation is taken away and entered anew.
create table projects.quotation (
  province    text        not null,
  id          uuid        not null,
  project_id  uuid        not null,
  document_id uuid        not null,
  supplier    text        not null check (supplier <> ''),
  number      text        not null check (number <> ''),
  issued_on   date        not null,
  -- Null: the paper names no last day.
  valid_until date        check (valid_until >= issued_on),
  added_by    uuid        not null,
  added_at    timestamptz not null,
  removed_by  uuid,
  removed_at  timestamptz,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, added_by) references people.account (province, id),
  foreign key (province, removed_by) references people.account (province, id),
  check ((removed_by is null) = (removed_at is null))
);
-- The quotations of one project; a supplier's paper is entered once.
create unique index quotation_of_project on projects.quotation (province, project_id, supplier, number) where removed_at is null;
call platform.protect('projects.quotation');
grant select, insert, update (removed_by, removed_at) on projects.quotation to kc_app;

-- What a quotation asks for one unit of a line; a line is known by its group and description.
create table projects.quotation_price (
  province     text   not null,
  quotation_id uuid   not null,
  line_group   text   not null,
  line_label   text   not null check (line_label <> ''),
  unit_price   bigint not null check (unit_price > 0),
  -- Basis points.
  vat          int    not null check (vat between 0 and 10000),
  primary key (province, quotation_id, line_group, line_label),
  foreign key (province, quotation_id) references projects.quotation (province, id)
);
call platform.protect('projects.quotation_price');
grant select, insert on projects.quotation_price to kc_app;
create trigger append_only before update or delete or truncate on projects.quotation_price
  for each statement execute function records.refuse_change();

-- The quotation a line's price was taken from, and why where another is lower.
create table projects.quotation_taken (
  province     text        not null,
  project_id   uuid        not null,
  line_group   text        not null,
  line_label   text        not null,
  quotation_id uuid        not null,
  reason       text        check (reason <> ''),
  taken_by     uuid        not null,
  taken_at     timestamptz not null,
  primary key (province, project_id, line_group, line_label),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, quotation_id) references projects.quotation (province, id),
  foreign key (province, taken_by) references people.account (province, id)
);
call platform.protect('projects.quotation_taken');
grant select, insert, update, delete on projects.quotation_taken to kc_app;
