-- Opinions asked of departments, communes and experts side by side while a project is appraised.

create schema appraisal;
grant usage on schema appraisal to kc_app;

-- What a consultation proposes: working days to answer, and what silence means. No text of law that we have read
-- gives them for these opinions; they are marked so, and each consultation keeps its own.
create table appraisal.consultation_default (
  procedure    text primary key check (procedure in ('national', 'provincial')),
  days         int  not null check (days between 1 and 60),
  silence      text not null check (silence in ('nothing', 'consent', 'escalation')),
  link_days    int  not null check (link_days between 1 and 120),
  verification law.verification not null
);
grant select on appraisal.consultation_default to kc_app;
insert into appraisal.consultation_default values
  ('national', 7, 'escalation', 30, 'memory'),
  ('provincial', 5, 'escalation', 30, 'memory');

-- One request for opinions on one project.
create table appraisal.consultation (
  province   text        not null,
  id         uuid        not null,
  project_id uuid        not null,
  questions  text        not null check (questions <> ''),
  -- Papers of the project that outside experts are shown.
  papers     uuid[]      not null,
  -- What an answer that does not come in time means.
  silence    text        not null check (silence in ('nothing', 'consent', 'escalation')),
  asked_by   uuid        not null,
  asked_at   timestamptz not null,
  primary key (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, asked_by) references people.account (province, id)
);
create index consultation_of_project on appraisal.consultation (province, project_id, asked_at);
call platform.protect('appraisal.consultation');
grant select, insert on appraisal.consultation to kc_app;
create trigger append_only before update or delete or truncate on appraisal.consultation
  for each statement execute function records.refuse_change();

-- One of those asked: a unit, whose officers answer signed in, or an expert, who answers through a link.
create table appraisal.opinion (
  province         text        not null,
  id               uuid        not null,
  consultation_id  uuid        not null,
  project_id       uuid        not null,
  no               int         not null check (no > 0),
  unit_id          uuid,
  expert_name      text,
  expert_email     text,
  -- Asked of this one beside the common questions.
  questions        text,
  -- The appraisal is not concluded without it.
  required         boolean     not null,
  due_on           date        not null,
  -- Only what a link can be recognised by is kept.
  token_hash       text,
  link_until       timestamptz,
  link_mailed      boolean     not null default false,
  reminded_at      timestamptz,
  reminders        int         not null default 0,
  -- Asked no longer, by whoever asked.
  withdrawn_at     timestamptz,
  withdrawn_reason text,
  -- Gone on without, by a leader.
  waived_at        timestamptz,
  waived_by        uuid,
  waived_reason    text,
  answers          int         not null default 0,
  primary key (province, id),
  unique (province, token_hash),
  foreign key (province, consultation_id) references appraisal.consultation (province, id),
  foreign key (province, project_id) references projects.project (province, id),
  foreign key (province, unit_id) references people.unit (province, id),
  foreign key (province, waived_by) references people.account (province, id),
  check ((unit_id is null) = (expert_name is not null and expert_email is not null)),
  check (token_hash is null or (unit_id is null and link_until is not null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  check ((waived_at is null) = (waived_reason is null) and (waived_at is null) = (waived_by is null))
);
-- The opinions of one project.
create index opinion_of_project on appraisal.opinion (province, project_id, id);
-- What waits for a unit's answer, soonest first.
create index opinion_waiting on appraisal.opinion (province, unit_id, due_on, id)
  where answers = 0 and withdrawn_at is null and waived_at is null;
-- What a unit answered, newest request first.
create index opinion_of_unit on appraisal.opinion (province, unit_id, id desc) where unit_id is not null;
call platform.protect('appraisal.opinion');
grant select, insert on appraisal.opinion to kc_app;
grant update (token_hash, link_until, link_mailed, reminded_at, reminders, withdrawn_at, withdrawn_reason, waived_at,
  waived_by, waived_reason, answers) on appraisal.opinion to kc_app;

-- An answer; a later one stands in the place of those before, which are kept.
create table appraisal.answer (
  province    text        not null,
  opinion_id  uuid        not null,
  no          int         not null check (no > 0),
  verdict     text        not null check (verdict in ('agree', 'agree_with_conditions', 'object')),
  note        text,
  answered_at timestamptz not null,
  -- Null where it came through a link.
  answered_by uuid,
  late        boolean     not null,
  -- Silence had already been consent when it came: kept, but it binds nobody.
  counts      boolean     not null,
  primary key (province, opinion_id, no),
  foreign key (province, opinion_id) references appraisal.opinion (province, id),
  foreign key (province, answered_by) references people.account (province, id),
  check (late or counts)
);
call platform.protect('appraisal.answer');
grant select, insert on appraisal.answer to kc_app;
create trigger append_only before update or delete or truncate on appraisal.answer
  for each statement execute function records.refuse_change();

-- A point of an answer, and what the preparer made of it.
create table appraisal.point (
  province    text not null,
  opinion_id  uuid not null,
  answer_no   int  not null,
  no          int  not null check (no > 0),
  said        text not null check (said <> ''),
  resolution  text check (resolution in ('accepted', 'declined')),
  explanation text,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (province, opinion_id, answer_no, no),
  foreign key (province, opinion_id, answer_no) references appraisal.answer (province, opinion_id, no),
  foreign key (province, resolved_by) references people.account (province, id),
  check ((resolution is null) = (explanation is null) and (resolution is null) = (resolved_by is null)
    and (resolution is null) = (resolved_at is null))
);
call platform.protect('appraisal.point');
grant select, insert on appraisal.point to kc_app;
grant update (resolution, explanation, resolved_by, resolved_at) on appraisal.point to kc_app;

/*
What keeps the appraisal of a project from being concluded on a day: required answers that are missing, and points of
answers that count and that nobody resolved. Where silence is consent, an answer that is overdue is not missed.
*/
create function appraisal.open_matters(p_province text, p_project uuid, p_on date)
returns table (kind text, opinion_id uuid, who text, point int, due_on date)
language sql stable
as $$
  select case when a.no is null then 'answer' else 'point' end, o.id, coalesce(u.name, o.expert_name), p.no, o.due_on
    from appraisal.opinion o
    join appraisal.consultation c on c.province = o.province and c.id = o.consultation_id
    left join people.unit u on u.province = o.province and u.id = o.unit_id
    left join appraisal.answer a on a.province = o.province and a.opinion_id = o.id and a.no = o.answers
    left join appraisal.point p on p.province = a.province and p.opinion_id = a.opinion_id and p.answer_no = a.no
   where o.province = p_province and o.project_id = p_project and o.withdrawn_at is null
     and case when a.no is null
       then o.required and o.waived_at is null and not (c.silence = 'consent' and o.due_on < p_on)
       else a.counts and p.no is not null and p.resolution is null end
   order by o.consultation_id, o.no, p.no
$$;
revoke all on function appraisal.open_matters from public;
grant execute on function appraisal.open_matters to kc_app;

-- Whoever concludes, by whatever way, meets the open matters; an answer that comes at the same moment waits, or is seen.
create function appraisal.refuse_open_matters() returns trigger
language plpgsql
as $$
declare
  vi text;
  en text;
begin
  perform 1 from appraisal.opinion o where o.province = new.province and o.project_id = new.project_id order by o.id for update;
  select string_agg(x.who || case when x.kind = 'answer' then ': chưa trả lời' else ': điểm ' || x.point || ' chưa xử lý' end, '; '),
         string_agg(x.who || case when x.kind = 'answer' then ': no answer yet' else ': point ' || x.point || ' is not resolved' end, '; ')
    into vi, en
    from appraisal.open_matters(new.province, new.project_id, new.on_date) x;
  if vi is not null then
    perform platform.refuse('appraisal_matters_open', jsonb_build_object('matters', vi, 'mattersEn', en));
  end if;
  return new;
end $$;
revoke all on function appraisal.refuse_open_matters from public;
create trigger open_matters before insert on projects.act
  for each row when (new.event in ('prepare_appraisal', 'conclude_appraisal'))
  execute function appraisal.refuse_open_matters();
