-- A change of a group project's content judges its beneficiaries again: what they were found to be may follow.
grant update (permitted, norm_set_id, verified, explanation, eligibility) on projects.beneficiary to kc_app;
