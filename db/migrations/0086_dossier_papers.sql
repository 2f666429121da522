-- The papers of a dossier: which item of the checklist each one answers. Taking one out of a draft leaves its
-- trace; a submitted version keeps the list it was sent with.
create table projects.dossier_paper (
  province    text        not null,
  project_id  uuid        not null,
  document_id uuid        not null,
  -- A code of law.dossier_item; the item's own dates and contents stand there.
  item        text        not null check (item ~ '^[a-z_]{2,60}$'),
  added_at    timestamptz not null,
  removed_at  timestamptz,
  primary key (province, document_id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, document_id) references records.document (province, id)
);
-- The dossier of one project.
create index dossier_paper_of_project on projects.dossier_paper (province, project_id, added_at) where removed_at is null;
call platform.protect('projects.dossier_paper');
grant select, insert, update (removed_at) on projects.dossier_paper to kc_app;

-- Quotations were the only papers of a dossier before.
do $$
begin
  execute format('create policy carried_over on projects.dossier_paper for insert to %I with check (true)', current_user);
  insert into projects.dossier_paper (province, project_id, document_id, item, added_at)
    select d.province, d.subject_id, d.id, 'quotation', d.added_at
      from records.document d
      join projects.project p on p.province = d.province and p.id = d.subject_id
     where d.subject_kind = 'project' and d.kind = 'quotation';
  drop policy carried_over on projects.dossier_paper;
end $$;
