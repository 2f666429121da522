-- Contents a province adds to the catalogue by its own resolution. The code ends in the province's, as the
-- numbers of its documents do: LN-01@40 can clash neither with another province's nor with what ships later.

-- The new columns are empty, but their references are checked under the policies, which want a province named.
select set_config('kc.province', '-', true);

alter table law.content
  -- What events speak of: the code is a text.
  add column id uuid not null unique default gen_random_uuid(),
  add column province text,
  -- Where the province said so.
  add column document_code text references law.document,
  add column article text check (article <> ''),
  add column created_by uuid,
  add column created_at timestamptz,
  drop constraint content_code_check,
  add constraint content_code_check check (code ~ '^[A-Z]{2}-[0-9]{2}(@[0-9]{2})?$'),
  add constraint own_content_carries_its_province
    check (coalesce(split_part(code, '@', 2) = province, position('@' in code) = 0)),
  add constraint own_content_has_a_basis check ((province is null) = (document_code is null)),
  add foreign key (province, created_by) references people.account (province, id);
create index content_own on law.content (province) where province is not null;

-- Read by everyone as the sets are; a province writes its own alone. The schema's owner loads the rest.
alter table law.content enable row level security;
create policy everyone_reads on law.content for select using (true);
create policy a_province_adds_its_own on law.content for insert
  with check (province = (select platform.current_province()));
create policy a_province_changes_its_own on law.content for update
  using (province = (select platform.current_province())) with check (province = (select platform.current_province()));
create policy a_province_removes_its_own on law.content for delete
  using (province = (select platform.current_province()));
grant insert (code, province, group_number, name_vi, name_en, position, document_code, article, created_by, created_at)
  on law.content to kc_app;
grant update (group_number, name_vi, name_en, document_code, article) on law.content to kc_app;
grant delete on law.content to kc_app;
