-- What establishments ask for themselves, in the groups the public form shows, and what else the same wish might
-- be supported as. Reference data of the system's own, loaded from reference/wishes.yaml; no rule of law.
create table law.wish (
  content text primary key references law.content,
  group_code text not null,
  position int not null,
  -- What this content asks of who has the wish, in our own short words.
  needs_vi text not null,
  needs_en text not null,
  -- Contents that the same money spent might also come under, if what they need is met.
  instead text[] not null
);
grant select on law.wish to kc_app;
create trigger note_edition after insert or update or delete or truncate on law.wish
  for each statement execute function law.note_edition();
