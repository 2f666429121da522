-- Where who asks for an account was going, such as a request begun from an answer: a way within this site, kept
-- with the invitation, since its link may be followed days later and on another device.
alter table people.invitation
  add column next text check (next ~ '^/' and next !~ '^/[/\\]' and length(next) <= 4000);
