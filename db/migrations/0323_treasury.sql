-- Payment orders gathered into batches for the State Treasury, its statements, and how the two sides meet.

-- How files for and from the treasury are laid out: columns, their order and titles. Data, not law; unverified until
-- somebody held it against the treasury's own file.
create table disbursements.treasury_layout (
  code         text primary key,
  direction    text not null check (direction in ('orders', 'statement')),
  name_vi      text not null,
  name_en      text not null,
  -- [{"title": …, "field": …}], in order.
  columns      jsonb not null check (jsonb_typeof(columns) = 'array' and jsonb_array_length(columns) > 0),
  verification law.verification not null
);
grant select on disbursements.treasury_layout to kc_app;
insert into disbursements.treasury_layout (code, direction, name_vi, name_en, columns, verification) values
  ('orders-1', 'orders', 'Bảng kê ủy nhiệm chi', 'List of payment orders',
   '[{"title":"STT","field":"no"},{"title":"Số đề án","field":"project"},{"title":"Đơn vị nhận tiền","field":"payee"},
     {"title":"Số tài khoản","field":"account"},{"title":"Ngân hàng, kho bạc","field":"bank"},{"title":"Số tiền","field":"amount"},
     {"title":"Nội dung thanh toán","field":"text"},{"title":"Số hợp đồng","field":"contract"}]', 'memory'),
  ('statement-1', 'statement', 'Sổ phụ kho bạc', 'Treasury statement',
   '[{"title":"Ngày","field":"on"},{"title":"Số chứng từ","field":"voucher"},{"title":"Số tiền","field":"amount"},
     {"title":"Đơn vị nhận","field":"payee"},{"title":"Nội dung","field":"text"}]', 'memory');

create table disbursements.batch (
  province text not null,
  id       uuid not null,
  year     int  not null,
  no       int  not null check (no > 0),
  made_by  uuid not null,
  made_at  timestamptz not null,
  primary key (province, id),
  unique (province, year, no),
  foreign key (province, made_by) references people.account (province, id)
);
create index batch_newest on disbursements.batch (province, made_at desc, id desc);
call platform.protect('disbursements.batch');
grant select, insert, delete on disbursements.batch to kc_app;

create table disbursements.batch_order (
  province   text not null,
  batch_id   uuid not null,
  no         int  not null check (no > 0),
  request_id uuid not null,
  -- What leaves the treasury: of a payment that accounts for an advance, the rest.
  cash       bigint not null check (cash > 0),
  primary key (province, batch_id, no),
  -- An order stands in one batch only.
  unique (province, request_id),
  foreign key (province, batch_id) references disbursements.batch (province, id),
  foreign key (province, request_id) references disbursements.payment_request (province, id)
);
call platform.protect('disbursements.batch_order');
grant select, insert, delete on disbursements.batch_order to kc_app;

create table disbursements.statement (
  province    text not null,
  id          uuid not null,
  file_name   text not null,
  -- The same file is taken in once.
  hash        text not null,
  layout      text not null references disbursements.treasury_layout (code),
  imported_by uuid not null,
  imported_at timestamptz not null,
  primary key (province, id),
  unique (province, hash),
  foreign key (province, imported_by) references people.account (province, id)
);
call platform.protect('disbursements.statement');
grant select, insert on disbursements.statement to kc_app;

create table disbursements.statement_line (
  province     text not null,
  id           uuid not null,
  statement_id uuid not null,
  no           int  not null,
  on_date      date not null,
  voucher      text not null,
  amount       bigint not null check (amount > 0),
  payee        text not null,
  text         text not null,
  primary key (province, id),
  unique (province, statement_id, no),
  foreign key (province, statement_id) references disbursements.statement (province, id)
);
create index statement_line_day on disbursements.statement_line (province, on_date, id);
call platform.protect('disbursements.statement_line');
grant select, insert on disbursements.statement_line to kc_app;

-- A line of a statement and the payment it is; by hand with its reason, and undone with another.
create table disbursements.match (
  province    text not null,
  id          uuid not null,
  line_id     uuid not null,
  act_id      uuid not null,
  by_hand     boolean not null,
  reason      text,
  matched_by  uuid not null,
  matched_at  timestamptz not null,
  undone_by   uuid,
  undone_at   timestamptz,
  undo_reason text,
  primary key (province, id),
  foreign key (province, line_id) references disbursements.statement_line (province, id),
  foreign key (province, act_id) references projects.act (province, id),
  foreign key (province, matched_by) references people.account (province, id),
  foreign key (province, undone_by) references people.account (province, id),
  check (not by_hand or reason <> ''),
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null))
);
create unique index match_of_line on disbursements.match (province, line_id) where undone_at is null;
create unique index match_of_act on disbursements.match (province, act_id) where undone_at is null;
create index match_newest on disbursements.match (province, matched_at desc, id desc);
call platform.protect('disbursements.match');
grant select, insert on disbursements.match to kc_app;
grant update (undone_by, undone_at, undo_reason) on disbursements.match to kc_app;

-- Payments by day, and the money of an act: without them reconciling walks every act and every posting.
create index act_paid on projects.act (province, on_date, id) where event in ('pay_advance', 'pay');
create index posting_act on funds.posting (province, act_id) where act_id is not null;
