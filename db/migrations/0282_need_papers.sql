-- Papers of a need: a photo or a PDF of the quotation it rests on, or of the workshop.
create table programmes.need_paper (
  province    text        not null,
  need_id     uuid        not null,
  document_id uuid        not null,
  kind        text        not null check (kind in ('quotation', 'site_photo')),
  added_at    timestamptz not null,
  removed_at  timestamptz,
  primary key (province, need_id, document_id),
  foreign key (province, need_id) references programmes.need (province, id),
  foreign key (province, document_id) references records.document (province, id)
);
call platform.protect('programmes.need_paper');
grant select, insert on programmes.need_paper to kc_app;
grant update (removed_at) on programmes.need_paper to kc_app;
