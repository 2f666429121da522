-- Approval levels are set by the province itself: recorded with the decision they rest on, and dropped again only before
-- they are in force.
alter table projects.estimate_level add column set_by uuid;
alter table projects.estimate_level add column set_at timestamptz;
-- Not valid: rows of before name nobody, and looking through them would need a province.
alter table projects.estimate_level add foreign key (province, set_by) references people.account (province, id) not valid;
alter table projects.estimate_level add check (basis <> '');
grant insert, delete on projects.estimate_level to kc_app;
