-- The secret that signs what is sent is read for sending only, one delivery at a time: no list and no page can show it.

revoke select on records.webhook from kc_app;
grant select (province, id, url, kinds, created_by, created_at, paused_at) on records.webhook to kc_app;

create function records.webhook_secret(p_province text, p_delivery uuid)
returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select w.secret
    from records.webhook_delivery d
    join records.webhook w on w.province = d.province and w.id = d.webhook_id
   where d.province = p_province and d.province = platform.current_province() and d.id = p_delivery
     and d.state = 'pending'
$$;
revoke all on function records.webhook_secret from public;
grant execute on function records.webhook_secret to kc_app;
