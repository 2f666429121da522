-- Photos of an acceptance: where and when they were taken stands here, for who accepts; the picture that papers and pages
-- show is a copy without any of it. The photo as it came is kept by its hash, and no page serves it.
create table disbursements.acceptance_photo (
  province      text not null,
  id            uuid not null,
  project_id    uuid not null,
  document_id   uuid not null,
  original_hash text not null,
  caption       text,
  taken_at      text,
  latitude      double precision check (latitude between -90 and 90),
  longitude     double precision check (longitude between -180 and 180),
  camera        text,
  added_by      uuid not null,
  added_at      timestamptz not null,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id),
  foreign key (province, added_by) references people.account (province, id)
);
create index acceptance_photo_of on disbursements.acceptance_photo (province, project_id, added_at, id);
call platform.protect('disbursements.acceptance_photo');
grant select, insert on disbursements.acceptance_photo to kc_app;
-- Place, time and camera may be forgotten once they need not be kept; the photo itself stays.
grant update (taken_at, latitude, longitude, camera) on disbursements.acceptance_photo to kc_app;
create trigger no_delete before delete or truncate on disbursements.acceptance_photo
  for each statement execute function records.refuse_change();
