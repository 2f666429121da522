-- What an answer to the public needs beside the law, in one round trip: eight of them took most of its time.
-- Works with its caller's rights, in the province it names, under row-level security.
create function projects.support_standing(
  p_province text, p_commune text, p_commune_on date, p_on date, p_today date, p_tax_code text,
  out edition uuid, out place jsonb, out areas text[], out areas_known boolean, out money jsonb, out earlier jsonb)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('kc.province', p_province, true);
  select e.id into edition from law.edition e;
  select to_jsonb(at) into place from (
    select c.code, c.name, ck.kind, p.code as province_code, p.name as province_name, pk.kind as province_kind
      from territory.commune c
      join territory.commune_kind ck on ck.commune_code = c.code
       and ck.valid_from <= p_commune_on and (ck.valid_to is null or ck.valid_to >= p_commune_on)
      join territory.province p on p.code = c.province_code
      join territory.province_kind pk on pk.province_code = p.code
       and pk.valid_from <= p_commune_on and (pk.valid_to is null or pk.valid_to >= p_commune_on)
     where c.code = p_commune) at;
  if place is null then return; end if;
  select coalesce(array_agg(a.area), '{}') into areas
    from territory.commune_area a
   where a.commune_code = p_commune and a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on);
  -- On no list, perhaps only because none was brought in for its province.
  areas_known := exists (
    select from territory.commune_area a join territory.commune c on c.code = a.commune_code
     where c.province_code = place ->> 'province_code'
       and a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on));
  -- Whether any fund of the year that is not closed has money no plan has taken, by procedure.
  select coalesce(jsonb_object_agg(f.procedure, f.left), '{}') into money from (
    select f.procedure, bool_or(b.closed_on is null and exists (
             select from funds.account a
              where a.province = p_province and a.book_id = f.id and a.station = 'appropriated' and a.balance > 0)) as left
      from funds.fund f join funds.book b on b.province = f.province and b.id = f.id
     where f.province = p_province and f.fiscal_year = extract(year from p_today)
     group by f.procedure) f;
  -- Only what was granted, and of that what is public: applications are nobody else's business.
  if p_tax_code is not null then
    select coalesce(jsonb_agg(jsonb_build_object(
             'province', s.province, 'provinceName', p.name, 'number', s.number, 'content', s.content_code, 'fiscalYear', s.fiscal_year,
             'procedure', s.procedure, 'state', s.state, 'amount', s.amount::text, 'on', s.on_date,
             'establishmentName', s.establishment_name) order by s.on_date desc, s.number), '[]') into earlier
      from projects.support_of_tax_code(p_tax_code) s join territory.province p on p.code = s.province
     where s.granted and s.amount > 0;
  end if;
end $$;
revoke all on function projects.support_standing from public;
grant execute on function projects.support_standing to kc_app;
