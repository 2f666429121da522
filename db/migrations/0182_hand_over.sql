-- Work whose desk is gone: who closed the account or lost the role, or a unit that ended. What was asked of a unit goes
-- on to its successor, and an establishment with its waits too.
grant update (unit_id) on appraisal.opinion to kc_app;
grant update (unit_id) on establishments.establishment to kc_app;
