-- Events of the trail sent on to a province's own systems: which, where to, and how each delivery went.

create table records.webhook (
  province   text        not null,
  id         uuid        not null default gen_random_uuid(),
  url        text        not null check (url ~ '^https?://' and length(url) <= 1000),
  kinds      text[]      not null check (cardinality(kinds) between 1 and 100),
  -- Signs what is sent; shown to the administrator once.
  secret     text        not null,
  created_by uuid        not null,
  created_at timestamptz not null,
  paused_at  timestamptz,
  primary key (province, id),
  foreign key (province, created_by) references people.account (province, id)
);
call platform.protect('records.webhook');
grant select, insert on records.webhook to kc_app;
grant update (secret, paused_at) on records.webhook to kc_app;

-- Ids and kinds only: nothing personal leaves with an event.
create table records.webhook_delivery (
  province     text        not null,
  id           uuid        not null default gen_random_uuid(),
  webhook_id   uuid        not null,
  event_id     uuid        not null,
  kind         text        not null,
  subject_kind text        not null,
  subject_id   uuid        not null,
  at           timestamptz not null,
  state        text        not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts     int         not null default 0,
  status       int,
  problem      text,
  tried_at     timestamptz,
  primary key (province, id),
  unique (province, webhook_id, event_id),
  foreign key (province, webhook_id) references records.webhook (province, id)
);
call platform.protect('records.webhook_delivery');
grant select on records.webhook_delivery to kc_app;
grant update (state, attempts, status, problem, tried_at) on records.webhook_delivery to kc_app;
-- Recent deliveries of one address; dead ones to be sent again.
create index webhook_recent on records.webhook_delivery (province, webhook_id, at desc, id desc);

do $$
begin
  execute format('create policy owner_reads on records.webhook for select to %I using (true)', current_user);
  execute format('create policy owner_reads on records.webhook_delivery for select to %I using (true)', current_user);
  execute format('create policy owner_tells on records.webhook_delivery for insert to %I with check (true)', current_user);
end $$;

-- In the event's own transaction: a delivery is there if and only if the event is, whoever wrote it.
create function records.send_events() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  made record;
begin
  for made in
    insert into records.webhook_delivery (province, webhook_id, event_id, kind, subject_kind, subject_id, at)
    select e.province, w.id, e.id, e.kind, e.subject_kind, e.subject_id, e.at
      from events e join records.webhook w on w.province = e.province and e.kind = any (w.kinds) and w.paused_at is null
    returning province, id
  loop
    perform platform.enqueue('records.deliver_webhook', json_build_object('province', made.province, 'id', made.id), null, null, 13);
  end loop;
  return null;
end $$;
revoke all on function records.send_events from public;
create trigger send_events after insert on records.event referencing new table as events
  for each statement execute function records.send_events();
