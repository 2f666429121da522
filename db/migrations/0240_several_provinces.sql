-- Projects of several provinces: the other provinces say what they think, then the dossier goes straight to the Cục.

-- The way such a project goes, by procedure; a procedure without a row has none.
create table law.several_way (
  procedure_kind    text not null check (procedure_kind in ('national', 'provincial')),
  valid_from        date not null,
  valid_until       date check (valid_until > valid_from),
  -- That it is not appraised in its province, and goes to the ministry's level at once.
  citation          jsonb,
  verification      law.verification not null,
  -- Who sends it, whose desk it waits on meanwhile, and how long.
  roles             text[] not null check (cardinality(roles) > 0),
  owner_role        text not null check (owner_role = any (roles)),
  working_days      int  not null check (working_days > 0),
  desk_verification law.verification not null,
  -- What is asked of each of the other provinces before: an opinion, whatever it says, or that it agrees.
  asks              text not null check (asks in ('opinion', 'agreement')),
  asks_citation     jsonb,
  asks_verification law.verification not null,
  primary key (procedure_kind, valid_from)
);
grant select on law.several_way to kc_app;
insert into law.several_way values
  ('national', '2014-02-10', null,
   '{"document": "36/2013/TT-BCT", "article": "8", "clause": "1", "point": "b"}', 'full_text',
   '{centre_director,department_leader}', 'centre_director', 10, 'memory',
   'opinion', null, 'memory');

-- The other provinces a project is carried out in; its own is `province`.
alter table projects.project
  add column other_provinces text[] not null default '{}' check (array_position(other_provinces, province) is null);

create function projects.check_other_provinces() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from unnest(new.other_provinces) code
              where not exists (select from territory.province p where p.code = code))
     or cardinality(new.other_provinces) <> (select count(distinct code) from unnest(new.other_provinces) code) then
    raise exception 'a province that is not there, or twice';
  end if;
  return new;
end $$;
revoke all on function projects.check_other_provinces from public;
create trigger check_other_provinces before update of other_provinces on projects.project
  for each row when (new.other_provinces is distinct from old.other_provinces)
  execute function projects.check_other_provinces();

-- Sent without an appraisal of its province, the project is appraised as far as the province goes.
insert into projects.leg_act (event, leg, does) values
  ('register_national', 'appraisal', 'reach'),
  ('register_national', 'plan', 'begin');

-- An opinion asked of another province's department: it answers through a link, or by a letter.
alter table appraisal.opinion
  drop constraint opinion_check,
  add column other_province text references territory.province (code),
  add constraint opinion_check check (
    (unit_id is null) = (expert_name is not null) and (expert_email is null or expert_name is not null)
    and (unit_id is not null or expert_email is not null or other_province is not null)
    and (other_province is null or unit_id is null));
-- One that stands is asked of a province at a time.
create unique index opinion_of_province on appraisal.opinion (province, project_id, other_province)
  where other_province is not null and withdrawn_at is null;

-- No answer has a letter yet: nothing to validate, and who migrates names no province.
alter table appraisal.answer
  add column letter_number text check (letter_number <> ''),
  add column letter_on date,
  add column letter_id uuid,
  add constraint answer_letter foreign key (province, letter_id) references records.document (province, id) not valid,
  add constraint answer_letter_whole check ((letter_number is null) = (letter_on is null)
    and (letter_id is null or letter_number is not null));

/*
The other provinces of a project that have not said on a day what the way asks of them: `not_asked`, `no_answer`, or
`objects` where it must agree.
*/
create function appraisal.silent_provinces(p_province text, p_project uuid, p_on date)
returns table (code text, name text, kind text)
language sql stable
as $$
  select x.code, t.name,
    case when o.id is null then 'not_asked' when a.no is null then 'no_answer' else 'objects' end
    from projects.project p
    cross join unnest(p.other_provinces) with ordinality as x(code, no)
    join territory.province t on t.code = x.code
    left join appraisal.opinion o on o.province = p.province and o.project_id = p.id and o.other_province = x.code
      and o.withdrawn_at is null
    left join appraisal.consultation c on c.province = o.province and c.id = o.consultation_id
    left join appraisal.answer a on a.province = o.province and a.opinion_id = o.id and a.no = o.answers
   where p.province = p_province and p.id = p_project
     and (o.id is null
       or a.no is null and o.waived_at is null and not (c.silence = 'consent' and o.due_on < p_on)
       or a.counts and a.verdict = 'object' and (
         select w.asks from law.several_way w
          where w.procedure_kind = p.procedure and w.valid_from <= p_on and (w.valid_until is null or w.valid_until > p_on)
          order by w.valid_from desc limit 1) = 'agreement')
   order by x.no
$$;
revoke all on function appraisal.silent_provinces from public;
grant execute on function appraisal.silent_provinces to kc_app;

-- Whoever sends it, by whatever way, meets the provinces that have not spoken; the project is locked by then.
create function appraisal.await_provinces() returns trigger
language plpgsql
as $$
declare
  vi text;
  en text;
begin
  perform 1 from appraisal.opinion o where o.province = new.province and o.project_id = new.project_id order by o.id for update;
  select string_agg(x.name || case x.kind when 'not_asked' then ': chưa lấy ý kiến'
           when 'no_answer' then ': chưa trả lời' else ': không đồng ý' end, '; '),
         string_agg(x.name || case x.kind when 'not_asked' then ': not asked'
           when 'no_answer' then ': no answer yet' else ': does not agree' end, '; ')
    into vi, en
    from appraisal.silent_provinces(new.province, new.project_id, new.on_date) x;
  if vi is not null then
    perform platform.refuse('provinces_have_not_spoken', jsonb_build_object('matters', vi, 'mattersEn', en));
  end if;
  return new;
end $$;
revoke all on function appraisal.await_provinces from public;
create trigger await_provinces before insert on projects.act
  for each row when (new.event = 'register_national' and new.from_state = 'screened')
  execute function appraisal.await_provinces();
create trigger open_matters_before_sending before insert on projects.act
  for each row when (new.event = 'register_national' and new.from_state = 'screened')
  execute function appraisal.refuse_open_matters();

-- A province's council appraises no project of several provinces; of the ministry's two, one is for these alone.
alter table appraisal.council_level add column several boolean;
update appraisal.council_level set several = false where level = 'provincial';
update appraisal.council_level set several = true, name_vi = 'Cấp bộ, đề án của nhiều tỉnh',
  name_en = 'Ministry, projects of several provinces' where level = 'branch';
comment on column appraisal.council_level.several is 'hears projects of several provinces alone; false: none of them; null: any';

-- What somebody declared an interest in: left out of the lists they read.
create index recusal_of_account on projects.recusal (province, account_id);
