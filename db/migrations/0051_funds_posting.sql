-- The one way in: the application may read the ledger and call these functions, nothing else.

-- A transfer as it is asked for, with the holders its stations imply.
create type funds.line as (
  id uuid, line smallint, book uuid, book_kind text, kind text, "from" text, "to" text,
  project uuid, amount bigint, decision uuid, reverses uuid, from_holder uuid, to_holder uuid
);

/*
Posts the transfers of one act, all or none, inside the caller's transaction. One call, so that the
rows of a busy fund stay locked for no round trip but the caller's own.

p_transfers: [{id, book, kind, from, to, project?, amount, decision?, reverses?}].
Answers the posting and its transfers in order; with a key already used for the same inputs, the
earlier answer again, and nothing is posted.
Refuses: idempotency_key_reused, insufficient_funds {station, available, asked}, fund_is_closed,
transfer_already_reversed. An illegal move or a transfer of another province is a bug: an exception.

Accounts are locked in the order (book, station, holder), at their update or creation, so postings
never wait for each other in a circle. What a bounded account must hold is judged for the posting as
a whole: money that arrives in it may leave in it.
*/
create function funds.post(
  p_province text, p_posting uuid, p_key text, p_hash bytea, p_posted_at timestamptz, p_on date,
  p_actor uuid, p_reason text, p_act uuid, p_document uuid, p_transfers jsonb
) returns table (posting_id uuid, transfer_ids uuid[], replayed boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  lines funds.line[];
  side record;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'posting into another province';
  end if;

  insert into funds.posting (province, id, key, inputs_hash, posted_at, posted_on, posted_by, reason, act_id, document_id, transfer_count)
  values (p_province, p_posting, p_key, p_hash, p_posted_at, p_on, p_actor, p_reason, p_act, p_document, jsonb_array_length(p_transfers))
  on conflict (province, key) do nothing;
  if not found then
    return query select * from funds.posted_before(p_province, p_key, p_hash);
    return;
  end if;

  select array_agg((l.id, l.line, l.book, b.kind, l.kind, l."from", l."to", l.project, l.amount, l.decision, l.reverses,
      case when m.from_per_project then l.project else l.book end,
      case when m.to_per_project then l.project else l.book end)::funds.line)
    into lines
    from rows from (jsonb_to_recordset(p_transfers)
        as (id uuid, book uuid, kind text, "from" text, "to" text, project uuid, amount bigint, decision uuid, reverses uuid))
      with ordinality as l (id, book, kind, "from", "to", project, amount, decision, reverses, line)
    join funds.book b on b.province = p_province and b.id = l.book
    join funds.move m on m.book_kind = b.kind and m.kind = l.kind and m.from_station = l."from" and m.to_station = l."to";
  if coalesce(array_length(lines, 1), 0) <> jsonb_array_length(p_transfers) then
    raise exception using errcode = 'check_violation', message = 'no such move or book', detail = p_transfers::text;
  end if;

  for side in
    select s.book, s.station, s.holder, sum(s.debit) as debit, sum(s.credit) as credit
    from (
      select l.book, l."from" as station, l.from_holder as holder, l.amount as debit, 0 as credit from unnest(lines) l
      union all
      select l.book, l."to", l.to_holder, 0, l.amount from unnest(lines) l
    ) s
    group by s.book, s.station, s.holder
    order by s.book, s.station, s.holder
  loop
    perform funds.apply_side(p_province, side.book, side.station, side.holder, side.debit, side.credit);
  end loop;

  -- Closing locks the book's accounts too, so after our locks this answer stands until we commit.
  if exists (select from unnest(lines) l join funds.book b on b.province = p_province and b.id = l.book where b.closed_on is not null) then
    perform platform.refuse('fund_is_closed');
  end if;
  perform funds.check_reversals(p_province, lines) from unnest(lines) l where l.reverses is not null limit 1;

  insert into funds.transfer (province, id, posting_id, line, book_id, kind, from_station, from_holder, to_station, to_holder,
    project_id, amount, decision_id, reverses)
  select p_province, l.id, p_posting, l.line, l.book, l.kind, l."from", l.from_holder, l."to", l.to_holder,
    l.project, l.amount, l.decision, l.reverses
  from unnest(lines) l;

  return query select p_posting, (select array_agg(l.id order by l.line) from unnest(lines) l), false;
end $$;

/* Takes from and gives to one account, making it at its first use. The lock is the update itself. */
create function funds.apply_side(p_province text, p_book uuid, p_station text, p_holder uuid, p_debit numeric, p_credit numeric)
returns void
language plpgsql
as $$
declare
  available bigint;
begin
  update funds.account a set debits = a.debits + p_debit, credits = a.credits + p_credit
  where a.province = p_province and a.book_id = p_book and a.station = p_station and a.holder_id = p_holder
    and (not a.bounded or a.balance + p_credit - p_debit >= 0);
  if found then
    return;
  end if;

  if p_debit > p_credit and (select s.bounded from funds.station s join funds.book b on b.kind = s.book_kind
      where b.province = p_province and b.id = p_book and s.code = p_station) then
    select a.balance into available from funds.account a
    where a.province = p_province and a.book_id = p_book and a.station = p_station and a.holder_id = p_holder;
    perform platform.refuse('insufficient_funds', jsonb_build_object(
      'station', p_station, 'available', coalesce(available, 0)::text, 'asked', (p_debit - p_credit)::text));
  end if;

  insert into funds.account as a (province, book_id, book_kind, station, project_id, bounded, debits, credits)
  select p_province, p_book, b.kind, s.code, case when s.per_project then p_holder end, s.bounded, p_debit, p_credit
  from funds.book b join funds.station s on s.book_kind = b.kind and s.code = p_station
  where b.province = p_province and b.id = p_book
  on conflict (province, book_id, station, holder_id)
    do update set debits = a.debits + excluded.debits, credits = a.credits + excluded.credits;
end $$;

/* The answer given before to this key, or the refusal when it was used for something else. */
create function funds.posted_before(p_province text, p_key text, p_hash bytea)
returns table (posting_id uuid, transfer_ids uuid[], replayed boolean)
language plpgsql
as $$
declare
  earlier funds.posting;
begin
  select * into strict earlier from funds.posting p where p.province = p_province and p.key = p_key;
  if earlier.inputs_hash <> p_hash then
    perform platform.refuse('idempotency_key_reused', jsonb_build_object('key', p_key));
  end if;
  return query
    select earlier.id, array_agg(t.id order by t.line), true
    from funds.transfer t where t.province = p_province and t.posting_id = earlier.id;
end $$;

/* A reversal is the exact opposite of a transfer that nobody has reversed. Called with the accounts locked. */
create function funds.check_reversals(p_province text, p_lines funds.line[]) returns void
language plpgsql
as $$
begin
  if exists (
    select from unnest(p_lines) l
    left join funds.transfer t on t.province = p_province and t.id = l.reverses
    where l.reverses is not null and (t.book_id, t.from_station, t.from_holder, t.to_station, t.to_holder, t.amount)
      is distinct from (l.book, l."to", l.to_holder, l."from", l.from_holder, l.amount)
  ) then
    raise exception using errcode = 'check_violation', message = 'a reversal must be the opposite of what it reverses';
  end if;
  if exists (select from unnest(p_lines) l join funds.transfer t on t.province = p_province and t.reverses = l.reverses) then
    perform platform.refuse('transfer_already_reversed');
  end if;
end $$;

/* The same for a posting that is its caller's whole work: sets the province and posts in one statement. */
create function funds.post_in(
  p_province text, p_posting uuid, p_key text, p_hash bytea, p_posted_at timestamptz, p_on date,
  p_actor uuid, p_reason text, p_act uuid, p_document uuid, p_transfers jsonb
) returns table (posting_id uuid, transfer_ids uuid[], replayed boolean)
language plpgsql
as $$
begin
  perform set_config('kc.province', p_province, true);
  return query select * from funds.post(p_province, p_posting, p_key, p_hash, p_posted_at, p_on,
    p_actor, p_reason, p_act, p_document, p_transfers);
end $$;

/* Makes a book with the accounts that are not a project's, so that closing always finds what to lock. */
create function funds.open_book(p_province text, p_book uuid, p_kind text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into funds.book (province, id, kind) values (p_province, p_book, p_kind);
  insert into funds.account (province, book_id, book_kind, station, bounded)
  select p_province, p_book, p_kind, s.code, s.bounded from funds.station s where s.book_kind = p_kind and not s.per_project;
end $$;

/*
Closes a book whose money has all come to rest: nothing appropriated, planned, committed, advanced,
spent or recovered may be left (settled, lapsed and carried over are ends).
Refuses: money_is_still_under_way {station, amount}, fund_is_closed.
*/
create function funds.close_book(p_province text, p_book uuid, p_on date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  moving record;
begin
  perform from funds.account a where a.province = p_province and a.book_id = p_book
    order by a.book_id, a.station, a.holder_id for update;
  select a.station, sum(a.balance)::text as amount into moving from funds.account a
    join funds.station s on s.book_kind = a.book_kind and s.code = a.station
    where a.province = p_province and a.book_id = p_book
      and a.station in ('appropriated', 'planned', 'committed', 'advanced', 'spent', 'recovered')
    group by a.station, s.position having sum(a.balance) <> 0 order by s.position limit 1;
  if found then
    perform platform.refuse('money_is_still_under_way', jsonb_build_object('station', moving.station, 'amount', moving.amount));
  end if;
  update funds.book b set closed_on = p_on where b.province = p_province and b.id = p_book and b.closed_on is null;
  if not found then
    perform platform.refuse('fund_is_closed');
  end if;
end $$;

revoke all on function funds.post, funds.post_in, funds.open_book, funds.close_book,
  funds.apply_side, funds.posted_before, funds.check_reversals from public;
grant execute on function funds.post, funds.post_in, funds.open_book, funds.close_book to kc_app;
