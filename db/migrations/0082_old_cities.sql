-- What the rules before 15 October 2025 ask of places that ended: the grade of a city, and wards that had been
-- communes, or wards of another town, not long before.

create table territory.city_grade (
  old_id text not null references territory.old_unit,
  grade text not null check (grade in ('special', '1', '2', '3')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  basis text not null,
  verified boolean not null,
  primary key (old_id, valid_from),
  exclude using gist (old_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on table territory.city_grade is 'no row for a day: the grade of that day is not known here';

create table territory.ward_origin (
  old_id text primary key references territory.old_unit,
  was text not null check (was in ('commune', 'town_ward')),
  until date not null,
  basis text not null,
  verified boolean not null
);
comment on column territory.ward_origin.until is 'last day it was that; a ward of its city from the next';

grant select on territory.city_grade, territory.ward_origin to kc_app;
