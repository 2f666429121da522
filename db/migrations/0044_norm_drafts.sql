-- Offices write norm sets themselves: a draft, its editors, and its publication by somebody else. The
-- application still writes no norm: law.publish_norm_set is the one way in.

alter table law.norm_set
  -- Set where an office published it; such a set never changes, only its end may come earlier.
  add column published_at timestamptz,
  add column published_by uuid,
  -- Where the person who published it works: a set of the whole country has no province of its own.
  add column published_in text,
  -- The version this one puts right, from the same day; and on that one, which put it right. Computations
  -- use what nothing has put right; projects keep what they were approved under.
  add column corrects text references law.norm_set,
  add column corrected_by text unique references law.norm_set deferrable initially deferred,
  -- Why a local level stands above the national one, where it does.
  add column above_national_reason text,
  -- The draft as it was published, in the form of the YAML files.
  add column source jsonb,
  add check ((published_at is null) = (published_by is null) and (published_at is null) = (published_in is null)),
  add check (corrects is null or corrects <> id);
alter table law.norm_set
  drop constraint norm_sets_of_one_fund_do_not_overlap,
  add constraint norm_sets_of_one_fund_do_not_overlap
    exclude using gist (fund with =, coalesce(province, '') with =, daterange(valid_from, valid_until) with &&)
    where (corrected_by is null);

-- What an office published: nobody changes it, not even the schema's owner.
create function law.keep_published_set() returns trigger
language plpgsql
as $$
begin
  if old.published_at is null then return coalesce(new, old); end if;
  if tg_op = 'UPDATE'
    and (to_jsonb(new) - 'valid_until' - 'corrected_by') = (to_jsonb(old) - 'valid_until' - 'corrected_by')
    and (new.valid_until is not distinct from old.valid_until or old.valid_until is null or new.valid_until < old.valid_until)
    and (new.corrected_by is not distinct from old.corrected_by or old.corrected_by is null)
  then return new; end if;
  raise exception using errcode = 'KC003', message = format('norm set %s is published and never changes', old.id);
end $$;
create trigger keep_published before update or delete on law.norm_set
  for each row execute function law.keep_published_set();

create function law.keep_published_norm() returns trigger
language plpgsql
as $$
declare
  changed text := case when tg_op = 'DELETE' then old.set_id else new.set_id end;
begin
  if exists (select from law.norm_set s where s.published_at is not null
             and (s.id = changed or (tg_op = 'UPDATE' and s.id = old.set_id))) then
    raise exception using errcode = 'KC003', message = format('norm set %s is published and never changes', changed);
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_published before insert or update or delete on law.norm
  for each row execute function law.keep_published_norm();

-- A norm set being written. Its rows stand in `file`, in the form of the YAML files; no computation reads it.
create table law.norm_draft (
  province    text        not null,
  id          uuid        not null,
  fund        text        not null check (fund in ('national', 'local')),
  -- The set it began as a copy of, and the version it puts right, if it is a correction.
  follows     text        references law.norm_set,
  corrects    text        references law.norm_set,
  file        jsonb       not null,
  document_id uuid,
  revision    int         not null default 1,
  state       text        not null default 'open' check (state in ('open', 'published', 'dropped')),
  set_id      text        references law.norm_set,
  created_by  uuid        not null,
  created_at  timestamptz not null,
  saved_by    uuid        not null,
  saved_at    timestamptz not null,
  primary key (province, id),
  foreign key (province, created_by) references people.account (province, id),
  foreign key (province, saved_by) references people.account (province, id),
  foreign key (province, document_id) references records.document (province, id),
  check ((state = 'published') = (set_id is not null))
);
call platform.protect('law.norm_draft');
-- The state is not granted: only publication moves a draft on to being a set.
grant select, insert (province, id, fund, follows, corrects, file, created_by, created_at, saved_by, saved_at) on law.norm_draft to kc_app;
grant update (file, document_id, revision, saved_by, saved_at) on law.norm_draft to kc_app;

-- Everyone who wrote on a draft: none of them may publish it.
create table law.norm_draft_edit (
  province   text        not null,
  draft_id   uuid        not null,
  revision   int         not null,
  account_id uuid        not null,
  at         timestamptz not null,
  primary key (province, draft_id, revision),
  foreign key (province, draft_id) references law.norm_draft (province, id),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('law.norm_draft_edit');
grant select, insert on law.norm_draft_edit to kc_app;
create trigger append_only before update or delete or truncate on law.norm_draft_edit
  for each statement execute function records.refuse_change();

/*
Publishes a draft as a set, all or nothing, inside the caller's transaction. What the application has
checked (roles, examples, the ceiling) it does not check again; what must hold whatever the application
does, it does: the draft is open and as it was seen, somebody else wrote it, the document is known, sets
follow each other without overlap or gap, and a correction takes the place of the newest version.
p_set: {id, from, document, priorityFactor, vat, verification, note: {vi, en}, reason}; p_norms: rows of law.norm.
Refuses: norm_draft_changed_meanwhile, same_person_may_not, norm_document_is_unknown {document},
norm_set_is_taken_meanwhile, norm_set_leaves_gap {until}.
*/
create function law.publish_norm_set(
  p_province text, p_draft uuid, p_revision int, p_actor uuid, p_at timestamptz, p_set jsonb, p_norms jsonb
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  draft law.norm_draft;
  own text;
  begins date := (p_set ->> 'from')::date;
  ends date;
  before_it law.norm_set;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  select * into draft from law.norm_draft d where d.province = p_province and d.id = p_draft for update;
  if draft.id is null or draft.state <> 'open' or draft.revision <> p_revision then
    perform platform.refuse('norm_draft_changed_meanwhile');
  end if;
  if exists (select from law.norm_draft_edit e where e.province = p_province and e.draft_id = p_draft and e.account_id = p_actor) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if not exists (select from law.document d where d.code = p_set ->> 'document' and d.kind <> 'sample') then
    perform platform.refuse('norm_document_is_unknown', jsonb_build_object('document', p_set ->> 'document'));
  end if;
  own := case draft.fund when 'local' then p_province end;
  -- Two publications for one fund wait for each other here; the second finds what the first did.
  perform pg_advisory_xact_lock(hashtextextended('law.norm_set ' || coalesce(own, ''), 0));

  if draft.corrects is not null then
    select * into before_it from law.norm_set s where s.id = draft.corrects;
    if before_it.corrected_by is not null then perform platform.refuse('norm_set_is_taken_meanwhile'); end if;
    if before_it.fund <> draft.fund or before_it.province is distinct from own then
      raise exception using errcode = 'check_violation', message = 'a correction of another fund''s set';
    end if;
    begins := before_it.valid_from;
    ends := before_it.valid_until;
    update law.norm_set set corrected_by = p_set ->> 'id' where id = before_it.id;
  else
    if exists (select from law.norm_set s where s.fund = draft.fund and s.province is not distinct from own
               and s.corrected_by is null and s.valid_from >= begins) then
      perform platform.refuse('norm_set_is_taken_meanwhile');
    end if;
    select * into before_it from law.norm_set s where s.fund = draft.fund and s.province is not distinct from own
      and s.corrected_by is null order by s.valid_from desc limit 1;
    if before_it.valid_until < begins then
      perform platform.refuse('norm_set_leaves_gap', jsonb_build_object('until', before_it.valid_until));
    end if;
    update law.norm_set set valid_until = begins where id = before_it.id and valid_until is distinct from begins;
  end if;

  insert into law.norm_set (id, fund, province, valid_from, valid_until, document_code, priority_factor, vat,
      verification, note_vi, note_en, corrects, above_national_reason, source)
    values (p_set ->> 'id', draft.fund, own, begins, ends, p_set ->> 'document', nullif(p_set -> 'priorityFactor', 'null'), p_set ->> 'vat',
      p_set ->> 'verification', p_set #>> '{note,vi}', p_set #>> '{note,en}', draft.corrects, p_set ->> 'reason', draft.file);
  insert into law.norm (set_id, content_code, unit_of_count, rule, areas, costs, limits, citation, verification, note_vi, note_en, examples)
    select p_set ->> 'id', n.content_code, n.unit_of_count, n.rule, n.areas, n.costs, n.limits, nullif(n.citation, 'null'), n.verification,
      n.note_vi, n.note_en, n.examples
    from jsonb_populate_recordset(null::law.norm, p_norms) n;
  -- Sealed: from here on the triggers above refuse every change.
  update law.norm_set set published_at = p_at, published_by = p_actor, published_in = p_province where id = p_set ->> 'id';
  update law.norm_draft set state = 'published', set_id = p_set ->> 'id' where province = p_province and id = p_draft;
end $$;
revoke all on function law.publish_norm_set from public;
grant execute on function law.publish_norm_set to kc_app;
