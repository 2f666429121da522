-- The minutes of a session; each change of what they say is a version of its own.
create table appraisal.minutes (
  province   text        not null,
  session_id uuid        not null,
  no         int         not null check (no > 0),
  -- SHA-256 of what the minutes say; printed on every page of both files.
  hash       text        not null check (hash ~ '^[0-9a-f]{64}$'),
  content    jsonb       not null,
  pdf_id     uuid        not null,
  word_id    uuid        not null,
  made_by    uuid        not null,
  made_at    timestamptz not null,
  primary key (province, session_id, no),
  foreign key (province, session_id) references appraisal.session (province, id),
  foreign key (province, pdf_id) references records.document (province, id),
  foreign key (province, word_id) references records.document (province, id),
  foreign key (province, made_by) references people.account (province, id)
);
call platform.protect('appraisal.minutes');
grant select, insert on appraisal.minutes to kc_app;
create trigger append_only before update or delete or truncate on appraisal.minutes
  for each statement execute function records.refuse_change();

-- A member confirms one version by its hash. Earlier versions keep their sign-offs; they sign nothing else.
create table appraisal.sign_off (
  province   text        not null,
  session_id uuid        not null,
  minutes_no int         not null,
  member_id  uuid        not null,
  hash       text        not null,
  -- The secretary notes the signature of a member without an account, on the printed minutes.
  signed_by  uuid        not null,
  signed_at  timestamptz not null,
  primary key (province, session_id, minutes_no, member_id),
  foreign key (province, session_id, minutes_no) references appraisal.minutes (province, session_id, no),
  foreign key (province, member_id) references appraisal.member (province, id),
  foreign key (province, signed_by) references people.account (province, id)
);
call platform.protect('appraisal.sign_off');
grant select, insert on appraisal.sign_off to kc_app;
create trigger append_only before update or delete or truncate on appraisal.sign_off
  for each statement execute function records.refuse_change();

create function appraisal.check_sign_off() returns trigger
language plpgsql
as $$
declare
  latest appraisal.minutes;
begin
  perform 1 from appraisal.session s where s.province = new.province and s.id = new.session_id for update;
  select * into strict latest from appraisal.minutes m
   where m.province = new.province and m.session_id = new.session_id order by m.no desc limit 1;
  if latest.no <> new.minutes_no or latest.hash <> new.hash then
    perform platform.refuse('minutes_changed_meanwhile');
  end if;
  return new;
end $$;
revoke all on function appraisal.check_sign_off from public;
create trigger check_sign_off before insert on appraisal.sign_off
  for each row execute function appraisal.check_sign_off();

/*
Where a council has a project on its agenda, the acts its level governs follow what it concludes; of several agendas the
last counts. The last of these acts needs minutes that say the conclusion and that all who were present have signed.
*/
create function appraisal.follow_council() returns trigger
language plpgsql
as $$
declare
  d appraisal.dossier;
  governs text[];
  council text;
  latest int;
  unsigned text;
begin
  select x.* into d
    from appraisal.dossier x
    join appraisal.session s on s.province = x.province and s.id = x.session_id
    join appraisal.council c on c.province = s.province and c.id = s.council_id
    join appraisal.council_level l on l.level = c.level
   where x.province = new.province and x.project_id = new.project_id and new.event = any (l.governs)
   order by x.id desc limit 1 for update of x;
  if d.id is null then return new; end if;
  select c.number, l.governs into council, governs
    from appraisal.session s
    join appraisal.council c on c.province = s.province and c.id = s.council_id
    join appraisal.council_level l on l.level = c.level
   where s.province = d.province and s.id = d.session_id;
  if d.conclusion is null then
    perform platform.refuse('council_has_not_concluded', jsonb_build_object('council', council));
  end if;
  if d.conclusion = 'reject' then
    perform platform.refuse('council_rejected_project', jsonb_build_object('council', council));
  end if;
  if new.data ? 'conclusion' and new.data ->> 'conclusion' <> d.conclusion then
    perform platform.refuse('appraisal_differs_from_council', jsonb_build_object('council', council));
  end if;
  if new.event <> governs[array_upper(governs, 1)] then return new; end if;
  select max(x.no) into latest from appraisal.minutes x where x.province = d.province and x.session_id = d.session_id;
  if latest is null or d.minutes_no is distinct from latest then
    perform platform.refuse('council_minutes_not_made', jsonb_build_object('council', council));
  end if;
  select string_agg(m.name, ', ' order by m.no) into unsigned
    from appraisal.presence p
    join appraisal.member m on m.province = p.province and m.id = p.member_id
   where p.province = d.province and p.session_id = d.session_id and not exists (
     select from appraisal.sign_off s where s.province = p.province and s.session_id = p.session_id
        and s.member_id = p.member_id and s.minutes_no = latest);
  if unsigned is not null then
    perform platform.refuse('council_minutes_not_signed', jsonb_build_object('council', council, 'names', unsigned));
  end if;
  return new;
end $$;
revoke all on function appraisal.follow_council from public;
create trigger council_conclusion before insert on projects.act
  for each row when (new.event in ('prepare_appraisal', 'conclude_appraisal', 'appraise_ministry'))
  execute function appraisal.follow_council();
