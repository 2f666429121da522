-- The list of a plan decision, found by its number among 10^6 acts.
create index act_plan_decision on projects.act (province, (data ->> 'decisionNumber')) where event = 'approve_plan';
