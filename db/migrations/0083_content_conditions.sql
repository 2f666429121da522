-- Conditions of what is supported, beside those of who is: questions whose answers pass or fail, as dated data.

create table law.content_condition (
  code text not null,
  valid_from date not null,
  valid_until date,
  -- Empty: all of them.
  contents text[] not null,
  procedures text[] not null,
  sectors text[] not null,
  question jsonb not null,
  -- What each outcome is called, in both languages.
  says jsonb not null,
  -- What is said for {district} where the old district is not named.
  district jsonb,
  -- Code of the dossier item that shows it.
  paper text not null,
  citation jsonb,
  verification law.verification not null,
  position int not null,
  primary key (code, valid_from),
  check (valid_until is null or valid_until > valid_from),
  constraint content_conditions_do_not_overlap
    exclude using gist (code with =, daterange(valid_from, valid_until) with &&)
);
create trigger note_edition after insert or update or delete or truncate on law.content_condition
  for each statement execute function law.note_edition();

-- Codes of the system of economic sectors (VSIC) that a sector covers, with what that rests on.
alter table law.sector add column vsic jsonb;

grant select on law.content_condition to kc_app;
