-- Notices to people: made in the transaction of their cause, read on their page, counted in the header.

-- Whom a notice to a role reaches.
create index membership_by_role on people.membership (province, role);

-- Who holds a role on a day, on one unit or on any, of one commune or of all. A wait of an establishment belongs to
-- all its people, whichever of its two roles they hold.
create function people.holders_of(p_province text, p_role text, p_unit uuid, p_commune text, p_on date) returns setof uuid
language sql stable rows 10
as $$
  select distinct m.account_id
    from people.membership m
    join people.account a on a.province = m.province and a.id = m.account_id and a.active
    join people.unit u on u.province = m.province and u.id = m.unit_id
   where m.province = p_province
     and (m.role = p_role or (p_unit is not null and m.unit_id = p_unit and p_role like 'establishment\_%'))
     and (p_unit is null or m.unit_id = p_unit)
     and (p_commune is null or u.commune_code = p_commune)
     and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
     and (u.valid_to is null or u.valid_to > p_on)
$$;

create table records.notice (
  province     text        not null,
  id           uuid        not null default gen_random_uuid(),
  account_id   uuid        not null,
  -- Code of its sentence.
  kind         text        not null check (kind ~ '^[a-z_]+$'),
  subject_kind text        not null,
  subject_id   uuid        not null,
  -- What fills the sentence's holes.
  fills        jsonb       not null default '{}' check (jsonb_typeof(fills) = 'object'),
  -- What is told once only, however often a job runs: the same words reach a person once.
  once         text,
  at           timestamptz not null,
  read_at      timestamptz,
  -- The matter was settled by somebody: nothing is asked of the reader any more.
  over_at      timestamptz,
  primary key (province, id),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('records.notice');
grant select, insert on records.notice to kc_app;
grant update (read_at, over_at) on records.notice to kc_app;

create unique index notice_once on records.notice (province, account_id, once) where once is not null;
-- A person's page, newest first, by key.
create index notice_of_person on records.notice (province, account_id, at desc, id desc);
-- The counter in the header and the page of unread ones: never reads what was read.
create index notice_unread on records.notice (province, account_id, at desc, id desc)
  where read_at is null and over_at is null;
-- Settling a matter: what was told of it and not read.
create index notice_of_matter on records.notice (province, subject_kind, subject_id)
  where read_at is null and over_at is null;

create table records.notice_preference (
  province   text        not null,
  account_id uuid        not null,
  -- One mail a working day with what is due, late and new.
  digest     boolean     not null default true,
  -- A mail at once for what is theirs to do.
  immediate  boolean     not null default false,
  locale     text        not null default 'vi' check (locale in ('vi', 'en')),
  changed_at timestamptz not null,
  primary key (province, account_id),
  foreign key (province, account_id) references people.account (province, id)
);
call platform.protect('records.notice_preference');
grant select, insert, update on records.notice_preference to kc_app;

do $$
begin
  execute format('create policy owner_reads on records.notice for select to %I using (true)', current_user);
  execute format('create policy owner_tells on records.notice for insert to %I with check (true)', current_user);
end $$;

-- Asked on every page: one round trip, counted no further than the counter can show.
create function records.unread_notices(p_province text, p_account uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::int from (
    select from records.notice n
     where n.province = p_province and n.account_id = p_account and n.read_at is null and n.over_at is null limit 100) x
$$;
revoke all on function records.unread_notices from public;
grant execute on function records.unread_notices to kc_app;

-- After a calendar moved due dates: an officer is told once how many of their desk moved, an establishment of each of
-- its own, in every province. Done once more it tells nobody anything.
create function projects.tell_moved(p_publication uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  cause law.calendar_publication;
  today date;
begin
  select * into strict cause from law.calendar_publication c where c.id = p_publication;
  today := (cause.published_at at time zone 'Asia/Ho_Chi_Minh')::date;
  insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
  select x.province, x.account, 'deadlines_moved', 'calendar', cause.id,
         jsonb_build_object('year', cause.year::text, 'count', sum(x.moved)::text), 'moved/' || cause.id, cause.published_at
    from (select desk.province, holder as account, desk.moved
            from (select m.province, d.owner_role, count(*) as moved
                    from records.deadline_move m join records.deadline d on d.province = m.province and d.id = m.deadline_id
                   where m.cause = p_publication and d.owner_unit is null
                   group by m.province, d.owner_role) desk
           cross join lateral people.holders_of(desk.province, desk.owner_role, null, null, today) holder) x
   group by x.province, x.account
  on conflict do nothing;
  insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
  select m.province, holder, 'deadline_moved', m.subject_kind, m.subject_id,
         jsonb_build_object('number', p.number, 'title', p.title, 'from', m.from_due, 'due', m.to_due),
         'moved/' || cause.id || '/' || m.deadline_id, cause.published_at
    from records.deadline_move m
    join records.deadline d on d.province = m.province and d.id = m.deadline_id
    join projects.project p on p.province = m.province and p.id = m.subject_id
   cross join lateral people.holders_of(m.province, d.owner_role, d.owner_unit, null, today) holder
   where m.cause = p_publication and d.owner_unit is not null and m.subject_kind = 'project'
  on conflict do nothing;
end $$;
revoke all on function projects.tell_moved from public;
grant execute on function projects.tell_moved to kc_app;
