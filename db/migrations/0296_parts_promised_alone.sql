-- A project approved by itself, outside a plan, may be promised money of following years as well: no plan promised it then.
alter table projects.year_part alter column plan_id drop not null;
comment on column projects.year_part.plan_id is 'The plan whose decision promised it; null: the project was approved by itself.';
