-- How the trail is sealed: in the database, beside the rows, so that none of them travels.

-- RFC 6962: pairs from the left under 0x01, what is left over goes up as it is.
create function records.merkle_root(p_leaves bytea[]) returns bytea
language plpgsql immutable strict
as $$
declare
  level bytea[] := p_leaves;
  count int := cardinality(p_leaves);
begin
  while count > 1 loop
    for i in 1 .. count / 2 loop
      level[i] := sha256('\x01'::bytea || level[2 * i - 1] || level[2 * i]);
    end loop;
    if count % 2 = 1 then
      level[count / 2 + 1] := level[count];
    end if;
    count := (count + 1) / 2;
  end loop;
  return level[1];
end $$;

create function records.seal_text(s records.seal) returns text
language sql stable parallel safe
as $$
  select '{"seal":1,"province":' || to_json(s.province)::text || ',"no":' || s.no::text || ',"at":"' || records.instant(s.at)
    || '","entries":' || s.size::text || ',"root":"' || encode(s.root, 'hex') || '","previous":"' || encode(s.previous, 'hex') || '"}'
$$;

create function records.day_text(d records.sealed_day) returns text
language sql stable parallel safe
as $$
  select '{"day":"' || to_char(d.day, 'YYYY-MM-DD') || '","province":' || to_json(d.province)::text || ',"seals":' || d.seals::text
    || ',"entries":' || d.entries::text || ',"root":"' || encode(d.root, 'hex') || '","previous":"' || encode(d.previous, 'hex') || '"}'
$$;

-- Closes the days before p_today: no seal is made on one of them any more.
create function records.close_days(p_province text, p_today date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  one record;
  made records.sealed_day;
  last records.sealed_day;
begin
  select * into last from records.sealed_day d where d.province = p_province order by d.day desc limit 1;
  for one in
    select s.day, count(*)::int as seals, sum(s.size) as entries, array_agg(sha256('\x00'::bytea || s.hash) order by s.no) as leaves
      from records.seal s
     where s.province = p_province and s.day > coalesce(last.day, '-infinity') and s.day < p_today
     group by s.day order by s.day
  loop
    made.province := p_province;
    made.day := one.day;
    made.seals := one.seals;
    made.entries := one.entries;
    made.root := records.merkle_root(one.leaves);
    made.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    made.hash := sha256(convert_to(records.day_text(made), 'UTF8'));
    insert into records.sealed_day select made.*;
    last := made;
  end loop;
end $$;
revoke all on function records.close_days from public;

/*
Seals what is committed and not yet sealed, p_most entries at most; answers how many. Whoever writes is never waited for
and never waits: an entry of a transaction still open is not seen now and is among the next, because the next begins
again at the oldest transaction that was open before this one looked. One at a time in a province.
*/
create function records.seal_trail(p_province text, p_at timestamptz, p_most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  last records.seal;
  made records.seal;
  low xid8;
  high xid8;
  closed date;
  leaves bytea[];
  has_more boolean;
  whole boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('records.seal/' || p_province, 0));
  perform records.close_days(p_province, (p_at at time zone 'Asia/Ho_Chi_Minh')::date);
  select s.no, s.at, s.hash, s.low_xid, s.server into last.no, last.at, last.hash, last.low_xid, last.server
    from records.seal s where s.province = p_province order by s.no desc limit 1;
  select c.system_identifier into made.server from pg_control_system() c;
  -- Before looking: what ended before this is seen below.
  low := pg_snapshot_xmin(pg_current_snapshot());
  whole := last.no is null or last.server <> made.server;
  if whole then
    -- Numbers of transactions mean nothing on another server (a restored copy): the whole trail is looked through.
    last.low_xid := '0';
    high := '18446744073709551615';
  else
    high := pg_snapshot_xmax(pg_current_snapshot());
  end if;

  -- One more than is taken, to know whether something is left. Texts are made of what is taken only.
  with new as materialized (
    select t.id, t.xid
      from (select e.id, e.xid from records.event e where e.province = p_province and e.xid >= last.low_xid and e.xid <= high
            union all
            select r.id, r.xid from records.reading r where r.province = p_province and r.xid >= last.low_xid and r.xid <= high) t
     where t.id not in (
       select unnest(s.entries) from records.seal s
        where s.province = p_province and s.to_xid >= last.low_xid and s.from_xid <= high)
     order by t.xid, t.id
     limit p_most + 1
  ), taken as (
    select n.id, n.xid from new n order by n.xid, n.id limit p_most
  )
  select array_agg(t.id order by t.xid, t.id), count(*)::int, min(t.xid), max(t.xid),
         array_agg(sha256('\x00'::bytea || convert_to(coalesce(records.sealed_text(e), records.sealed_text(r)), 'UTF8')) order by t.xid, t.id),
         (select count(*) from new) > p_most
    into made.entries, made.size, made.from_xid, made.to_xid, leaves, has_more
    from taken t
    left join records.event e on e.province = p_province and e.id = t.id
    left join records.reading r on r.province = p_province and r.id = t.id and e.id is null;
  if made.size = 0 then
    return 0;
  end if;

  select max(d.day) into closed from records.sealed_day d where d.province = p_province;
  made.province := p_province;
  made.no := coalesce(last.no, 0) + 1;
  -- A clock that was put back makes no seal before the last one, nor on a closed day.
  made.at := greatest(p_at, last.at, (closed + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh');
  made.day := (made.at at time zone 'Asia/Ho_Chi_Minh')::date;
  made.leaves := (select string_agg(l.leaf, ''::bytea order by l.place) from unnest(leaves) with ordinality l(leaf, place));
  made.root := records.merkle_root(leaves);
  made.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  made.hash := sha256(convert_to(records.seal_text(made), 'UTF8'));
  made.low_xid := low;
  if has_more then
    -- What did not fit in was written by the last transaction taken or later ones; on another server nothing follows.
    made.low_xid := least(low, made.to_xid);
    if whole then
      made.low_xid := '0';
      made.server := coalesce(last.server, 0);
    end if;
  end if;
  insert into records.seal select made.*;
  return made.size;
end $$;
revoke all on function records.seal_trail from public;
grant execute on function records.seal_trail to kc_app;
