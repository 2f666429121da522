-- Which edition of the law's tables stands: a new value with every change that is committed, so that what a
-- process keeps in memory is known to be of today by reading one row.
create table law.edition (
  one boolean primary key default true check (one),
  id uuid not null
);
insert into law.edition (id) values (gen_random_uuid());

create function law.note_edition() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update law.edition set id = gen_random_uuid();
  return null;
end
$$;

do $$
declare
  source text;
begin
  foreach source in array array[
    'content', 'norm_set', 'norm', 'dossier_item', 'legal_form', 'sector', 'eligibility_set', 'enterprise_size'
  ] loop
    execute format(
      'create trigger note_edition after insert or update or delete or truncate on law.%I
       for each statement execute function law.note_edition()', source);
  end loop;
end
$$;

revoke all on function law.note_edition() from public;
grant select on law.edition to kc_app;
