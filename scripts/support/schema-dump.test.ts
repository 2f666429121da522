import { describe, expect, it } from 'vitest';
import { testDatabase } from '#testing';
import { dumpSchema } from './schema-dump.ts';

const SAMPLE = `
  create schema shop;
  grant usage on schema shop to kc_app;
  create domain shop.amount as bigint check (value >= 0);
  create table shop.shelf (
    province text not null, id uuid not null, name text collate platform.vietnamese not null default '',
    folded text generated always as (platform.fold(name)) stored, price shop.amount, span daterange,
    number int generated always as identity,
    primary key (province, id), constraint price_is_small check (price < 10),
    exclude using gist (province with =, span with &&));
  create table shop.item (province text, shelf uuid, note text, foreign key (province, shelf) references shop.shelf (province, id) on delete cascade)
    partition by list (province);
  create table shop.item_40 partition of shop.item for values in ('40');
  create index shelf_by_name on shop.shelf using gin (folded platform.gin_trgm_ops);
  create index item_note on shop.item (note) where note is not null;
  call platform.protect('shop.shelf');
  grant select, insert on shop.shelf to kc_app;
  grant update (name) on shop.shelf to kc_app;
  create view shop.cheap with (security_invoker = true) as select id from shop.shelf where price < 3;
  create function shop.stop() returns trigger language plpgsql as 'begin return null; end';
  create trigger stop before delete on shop.shelf for each row execute function shop.stop();
  comment on table shop.shelf is 'where things stand';
`;

describe('dumpSchema', () => {
  it('writes everything a migration can decide about a table', async () => {
    const { owner } = await testDatabase();
    await owner.query(SAMPLE);
    const text = await dumpSchema(owner);
    for (const line of [
      'create domain shop.amount as bigint CHECK ((VALUE >= 0));',
      "name text collate platform.vietnamese default ''::text not null",
      'folded text generated always as (platform.fold(name)) stored',
      'number integer generated always as identity not null',
      'constraint shelf_pkey PRIMARY KEY (province, id)',
      'constraint price_is_small CHECK (((price)::bigint < 10))',
      'EXCLUDE USING gist (province WITH =, span WITH &&)',
      'FOREIGN KEY (province, shelf) REFERENCES shop.shelf(province, id) ON DELETE CASCADE',
      ') partition by LIST (province);',
      "-- a partition: FOR VALUES IN ('40')",
      'CREATE INDEX shelf_by_name ON shop.shelf USING gin (folded platform.gin_trgm_ops);',
      'alter table shop.shelf force row level security;',
      'create policy own_province on shop.shelf as permissive for all to public',
      'grant insert, select on table shop.shelf to kc_app;',
      'grant update (name) on table shop.shelf to kc_app;',
      'create view shop.cheap with (security_invoker=true) as',
      'CREATE TRIGGER stop BEFORE DELETE ON shop.shelf FOR EACH ROW EXECUTE FUNCTION shop.stop();',
      "comment on table shop.shelf is 'where things stand';",
    ])
      expect(text).toContain(line);
  });

  it('says the same however often it is asked, and leaves the extensions and the job queue out', async () => {
    const { owner } = await testDatabase();
    const text = await dumpSchema(owner);
    expect(await dumpSchema(owner)).toBe(text);
    expect(text).not.toMatch(/graphile_worker\.(jobs|tasks) \(|similarity\(/);
  });
});
