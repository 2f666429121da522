-- The projects of one year that are on a leg, the oldest first: by the index of all years those of the years before are
-- read over, ten thousand of them for the requests of this year not yet paid.
create index leg_running_cohort on projects.leg (province, leg, cohort, counted_from, project_id) where ended_on is null;
