-- The schema as the migrations leave it, read from the catalogue and written in a fixed order:
-- to review a change and to find one's way, not to load (constraints stand inside their tables).
-- Made by `npm run db:snapshot`; `npm run check` compares it.

create extension btree_gist schema platform;
create extension pg_trgm schema platform;
create extension unaccent schema platform;

create schema agreements;
grant usage on schema agreements to kc_app;
create schema appraisal;
grant usage on schema appraisal to kc_app;
create schema auth;
grant usage on schema auth to kc_auth;
create schema disbursements;
grant usage on schema disbursements to kc_app;
create schema establishments;
grant usage on schema establishments to kc_app;
create schema funds;
grant usage on schema funds to kc_app;
create schema law;
grant usage on schema law to kc_app;
create schema people;
grant usage on schema people to kc_app;
create schema platform;
grant usage on schema platform to kc_app;
create schema programmes;
grant usage on schema programmes to kc_app;
create schema projects;
grant usage on schema projects to kc_app;
create schema records;
grant usage on schema records to kc_app;
create schema reporting;
grant usage on schema reporting to kc_app;
create schema territory;
grant usage on schema territory to kc_app;

create collation platform.vietnamese (provider = i, locale = 'vi-VN', deterministic = t);

create type funds.line as (id uuid, line smallint, book uuid, book_kind text, kind text, "from" text, "to" text, project uuid, amount bigint, decision uuid, reverses uuid, from_holder uuid, to_holder uuid);
create domain law.verification as text CHECK ((VALUE = ANY (ARRAY['full_text'::text, 'excerpt'::text, 'inferred'::text, 'memory'::text])));

create table agreements.amendment (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  no integer not null,
  state text default 'draft'::text not null,
  base jsonb not null,
  fields jsonb not null,
  revision integer default 1 not null,
  change_id uuid,
  terms jsonb,
  annex_number text,
  payer_signed_on date,
  unit_signed_on date,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  closed_by uuid,
  closed_at timestamp with time zone,
  constraint amendment_pkey PRIMARY KEY (province, id),
  constraint amendment_province_project_id_no_key UNIQUE (province, project_id, no),
  constraint amendment_check CHECK (((state <> 'asked'::text) OR (terms IS NOT NULL))),
  constraint amendment_check1 CHECK ((((annex_number IS NULL) = (payer_signed_on IS NULL)) AND ((annex_number IS NULL) = (unit_signed_on IS NULL)))),
  constraint amendment_check2 CHECK (((state = ANY (ARRAY['in_force'::text, 'dropped'::text])) = (closed_at IS NOT NULL))),
  constraint amendment_no_check CHECK ((no > 0)),
  constraint amendment_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'asked'::text, 'in_force'::text, 'dropped'::text]))),
  constraint amendment_province_change_id_fkey FOREIGN KEY (province, change_id) REFERENCES projects.change(province, id),
  constraint amendment_province_closed_by_fkey FOREIGN KEY (province, closed_by) REFERENCES people.account(province, id),
  constraint amendment_province_opened_by_fkey FOREIGN KEY (province, opened_by) REFERENCES people.account(province, id),
  constraint amendment_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint amendment_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
CREATE UNIQUE INDEX amendment_of_change ON agreements.amendment USING btree (province, change_id) WHERE (change_id IS NOT NULL);
CREATE UNIQUE INDEX amendment_open ON agreements.amendment USING btree (province, project_id) WHERE (state = ANY (ARRAY['draft'::text, 'asked'::text]));
alter table agreements.amendment enable row level security;
alter table agreements.amendment force row level security;
create policy own_province on agreements.amendment as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table agreements.amendment to kc_app;
grant update (annex_number) on table agreements.amendment to kc_app;
grant update (base) on table agreements.amendment to kc_app;
grant update (change_id) on table agreements.amendment to kc_app;
grant update (closed_at) on table agreements.amendment to kc_app;
grant update (closed_by) on table agreements.amendment to kc_app;
grant update (fields) on table agreements.amendment to kc_app;
grant update (payer_signed_on) on table agreements.amendment to kc_app;
grant update (revision) on table agreements.amendment to kc_app;
grant update (saved_at) on table agreements.amendment to kc_app;
grant update (saved_by) on table agreements.amendment to kc_app;
grant update (state) on table agreements.amendment to kc_app;
grant update (terms) on table agreements.amendment to kc_app;
grant update (unit_signed_on) on table agreements.amendment to kc_app;

create table agreements.milestone_done (
  province text not null,
  project_id uuid not null,
  milestone text not null,
  done_on date not null,
  note text,
  noted_by uuid not null,
  noted_at timestamp with time zone not null,
  constraint milestone_done_pkey PRIMARY KEY (province, project_id, milestone),
  constraint milestone_done_province_noted_by_fkey FOREIGN KEY (province, noted_by) REFERENCES people.account(province, id),
  constraint milestone_done_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
alter table agreements.milestone_done enable row level security;
alter table agreements.milestone_done force row level security;
create policy own_province on agreements.milestone_done as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table agreements.milestone_done to kc_app;

create table agreements.suspension (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  from_on date not null,
  reason text not null,
  suspended_by uuid not null,
  suspended_at timestamp with time zone not null,
  until_on date,
  resume_reason text,
  resumed_by uuid,
  resumed_at timestamp with time zone,
  constraint suspension_pkey PRIMARY KEY (province, id),
  constraint suspension_check CHECK ((((until_on IS NULL) = (resumed_at IS NULL)) AND ((resumed_at IS NULL) = (resumed_by IS NULL)))),
  constraint suspension_check1 CHECK ((until_on >= from_on)),
  constraint suspension_reason_check CHECK ((reason <> ''::text)),
  constraint suspension_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint suspension_province_resumed_by_fkey FOREIGN KEY (province, resumed_by) REFERENCES people.account(province, id),
  constraint suspension_province_suspended_by_fkey FOREIGN KEY (province, suspended_by) REFERENCES people.account(province, id)
);
CREATE INDEX suspension_of_project ON agreements.suspension USING btree (province, project_id, suspended_at);
CREATE UNIQUE INDEX suspension_open ON agreements.suspension USING btree (province, project_id) WHERE (until_on IS NULL);
alter table agreements.suspension enable row level security;
alter table agreements.suspension force row level security;
create policy own_province on agreements.suspension as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table agreements.suspension to kc_app;
grant update (resume_reason) on table agreements.suspension to kc_app;
grant update (resumed_at) on table agreements.suspension to kc_app;
grant update (resumed_by) on table agreements.suspension to kc_app;
grant update (until_on) on table agreements.suspension to kc_app;

create table agreements.version (
  province text not null,
  project_id uuid not null,
  no integer not null,
  kind text not null,
  terms jsonb not null,
  payer_signed_on date,
  unit_signed_on date,
  reason text,
  amendment_id uuid,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint version_pkey PRIMARY KEY (province, project_id, no),
  constraint version_check CHECK (((kind <> 'corrected'::text) OR (reason <> ''::text))),
  constraint version_check1 CHECK (((kind = 'amended'::text) = (amendment_id IS NOT NULL))),
  constraint version_kind_check CHECK ((kind = ANY (ARRAY['signed'::text, 'amended'::text, 'corrected'::text]))),
  constraint version_no_check CHECK ((no > 0)),
  constraint version_terms_check CHECK ((jsonb_typeof(terms) = 'object'::text)),
  constraint version_province_amendment_id_fkey FOREIGN KEY (province, amendment_id) REFERENCES agreements.amendment(province, id),
  constraint version_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id),
  constraint version_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON agreements.version FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table agreements.version enable row level security;
alter table agreements.version force row level security;
create policy own_province on agreements.version as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table agreements.version to kc_app;

create table appraisal.answer (
  province text not null,
  opinion_id uuid not null,
  no integer not null,
  verdict text not null,
  note text,
  answered_at timestamp with time zone not null,
  answered_by uuid,
  late boolean not null,
  counts boolean not null,
  letter_number text,
  letter_on date,
  letter_id uuid,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint answer_pkey PRIMARY KEY (province, opinion_id, no),
  constraint answer_check CHECK ((late OR counts)),
  constraint answer_check1 CHECK ((on_behalf_of <> answered_by)),
  constraint answer_letter_number_check CHECK ((letter_number <> ''::text)),
  constraint answer_letter_whole CHECK ((((letter_number IS NULL) = (letter_on IS NULL)) AND ((letter_id IS NULL) OR (letter_number IS NOT NULL)))),
  constraint answer_no_check CHECK ((no > 0)),
  constraint answer_verdict_check CHECK ((verdict = ANY (ARRAY['agree'::text, 'agree_with_conditions'::text, 'object'::text]))),
  constraint answer_letter FOREIGN KEY (province, letter_id) REFERENCES records.document(province, id) NOT VALID,
  constraint answer_province_answered_by_fkey FOREIGN KEY (province, answered_by) REFERENCES people.account(province, id),
  constraint answer_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint answer_province_opinion_id_fkey FOREIGN KEY (province, opinion_id) REFERENCES appraisal.opinion(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON appraisal.answer FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table appraisal.answer enable row level security;
alter table appraisal.answer force row level security;
create policy own_province on appraisal.answer as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.answer to kc_app;

create table appraisal.ballot (
  province text not null,
  dossier_id uuid not null,
  member_id uuid not null,
  vote text not null,
  unmet text[] not null,
  scores jsonb default '{}'::jsonb not null,
  note text,
  cast_by uuid not null,
  cast_at timestamp with time zone not null,
  constraint ballot_pkey PRIMARY KEY (province, dossier_id, member_id),
  constraint ballot_vote_check CHECK ((vote = ANY (ARRAY['pass'::text, 'pass_with_changes'::text, 'reject'::text]))),
  constraint ballot_province_cast_by_fkey FOREIGN KEY (province, cast_by) REFERENCES people.account(province, id),
  constraint ballot_province_dossier_id_fkey FOREIGN KEY (province, dossier_id) REFERENCES appraisal.dossier(province, id),
  constraint ballot_province_member_id_fkey FOREIGN KEY (province, member_id) REFERENCES appraisal.member(province, id)
);
CREATE TRIGGER check_ballot BEFORE INSERT OR UPDATE ON appraisal.ballot FOR EACH ROW EXECUTE FUNCTION appraisal.check_ballot();
alter table appraisal.ballot enable row level security;
alter table appraisal.ballot force row level security;
create policy own_province on appraisal.ballot as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table appraisal.ballot to kc_app;
grant update (cast_at) on table appraisal.ballot to kc_app;
grant update (cast_by) on table appraisal.ballot to kc_app;
grant update (note) on table appraisal.ballot to kc_app;
grant update (scores) on table appraisal.ballot to kc_app;
grant update (unmet) on table appraisal.ballot to kc_app;
grant update (vote) on table appraisal.ballot to kc_app;

create table appraisal.conflict (
  province text not null,
  dossier_id uuid not null,
  member_id uuid not null,
  reason text not null,
  declared_by uuid not null,
  declared_at timestamp with time zone not null,
  constraint conflict_pkey PRIMARY KEY (province, dossier_id, member_id),
  constraint conflict_reason_check CHECK ((reason <> ''::text)),
  constraint conflict_province_declared_by_fkey FOREIGN KEY (province, declared_by) REFERENCES people.account(province, id),
  constraint conflict_province_dossier_id_fkey FOREIGN KEY (province, dossier_id) REFERENCES appraisal.dossier(province, id),
  constraint conflict_province_member_id_fkey FOREIGN KEY (province, member_id) REFERENCES appraisal.member(province, id)
);
alter table appraisal.conflict enable row level security;
alter table appraisal.conflict force row level security;
create policy own_province on appraisal.conflict as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table appraisal.conflict to kc_app;

create table appraisal.consultation (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  questions text not null,
  papers uuid[] not null,
  silence text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  late text,
  constraint consultation_pkey PRIMARY KEY (province, id),
  constraint consultation_check CHECK ((on_behalf_of <> asked_by)),
  constraint consultation_late_check CHECK ((late = ANY (ARRAY['counts'::text, 'noted'::text]))),
  constraint consultation_questions_check CHECK ((questions <> ''::text)),
  constraint consultation_silence_check CHECK ((silence = ANY (ARRAY['nothing'::text, 'consent'::text, 'escalation'::text]))),
  constraint consultation_province_asked_by_fkey FOREIGN KEY (province, asked_by) REFERENCES people.account(province, id),
  constraint consultation_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint consultation_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX consultation_of_project ON appraisal.consultation USING btree (province, project_id, asked_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON appraisal.consultation FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table appraisal.consultation enable row level security;
alter table appraisal.consultation force row level security;
create policy own_province on appraisal.consultation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.consultation to kc_app;

create table appraisal.consultation_default (
  procedure text not null,
  days integer not null,
  silence text not null,
  link_days integer not null,
  verification law.verification not null,
  constraint consultation_default_pkey PRIMARY KEY (procedure),
  constraint consultation_default_days_check CHECK (((days >= 1) AND (days <= 60))),
  constraint consultation_default_link_days_check CHECK (((link_days >= 1) AND (link_days <= 120))),
  constraint consultation_default_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint consultation_default_silence_check CHECK ((silence = ANY (ARRAY['nothing'::text, 'consent'::text, 'escalation'::text])))
);
grant select on table appraisal.consultation_default to kc_app;

create table appraisal.council (
  province text not null,
  id uuid not null,
  level text not null,
  number text not null,
  decided_on date not null,
  document_id uuid,
  quorum_num integer not null,
  quorum_den integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint council_pkey PRIMARY KEY (province, id),
  constraint council_province_number_decided_on_key UNIQUE (province, number, decided_on),
  constraint council_check CHECK ((quorum_den >= quorum_num)),
  constraint council_number_check CHECK ((number <> ''::text)),
  constraint council_quorum_num_check CHECK ((quorum_num > 0)),
  constraint council_level_fkey FOREIGN KEY (level) REFERENCES appraisal.council_level(level),
  constraint council_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint council_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id)
);
CREATE INDEX council_list ON appraisal.council USING btree (province, decided_on DESC, id DESC);
alter table appraisal.council enable row level security;
alter table appraisal.council force row level security;
create policy own_province on appraisal.council as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.council to kc_app;

create table appraisal.council_level (
  level text not null,
  name_vi text not null,
  name_en text not null,
  quorum_num integer not null,
  quorum_den integer not null,
  "position" integer not null,
  hears text[] not null,
  governs text[] not null,
  verification law.verification not null,
  several boolean,
  constraint council_level_pkey PRIMARY KEY (level),
  constraint council_level_position_key UNIQUE ("position"),
  constraint council_level_check CHECK ((quorum_den >= quorum_num)),
  constraint council_level_level_check CHECK ((level ~ '^[a-z_]{2,30}$'::text)),
  constraint council_level_quorum_num_check CHECK ((quorum_num > 0))
);
grant select on table appraisal.council_level to kc_app;
comment on column appraisal.council_level.several is 'hears projects of several provinces alone; false: none of them; null: any';

create table appraisal.criterion (
  code text not null,
  no integer not null,
  name_vi text not null,
  name_en text not null,
  document text not null,
  article text not null,
  verification law.verification not null,
  constraint criterion_pkey PRIMARY KEY (code),
  constraint criterion_no_key UNIQUE (no),
  constraint criterion_code_check CHECK ((code ~ '^[a-z_]{2,30}$'::text))
);
grant select on table appraisal.criterion to kc_app;

create table appraisal.dossier (
  province text not null,
  id uuid not null,
  session_id uuid not null,
  project_id uuid not null,
  no integer not null,
  conclusion text,
  reasons text,
  outcome jsonb,
  minutes_no integer,
  concluded_by uuid,
  concluded_at timestamp with time zone,
  constraint dossier_pkey PRIMARY KEY (province, id),
  constraint dossier_province_session_id_no_key UNIQUE (province, session_id, no),
  constraint dossier_province_session_id_project_id_key UNIQUE (province, session_id, project_id),
  constraint dossier_check CHECK ((((conclusion IS NULL) = (reasons IS NULL)) AND ((conclusion IS NULL) = (outcome IS NULL)) AND ((conclusion IS NULL) = (concluded_by IS NULL)) AND ((conclusion IS NULL) = (concluded_at IS NULL)))),
  constraint dossier_conclusion_check CHECK ((conclusion = ANY (ARRAY['pass'::text, 'pass_with_changes'::text, 'reject'::text]))),
  constraint dossier_no_check CHECK ((no > 0)),
  constraint dossier_province_concluded_by_fkey FOREIGN KEY (province, concluded_by) REFERENCES people.account(province, id),
  constraint dossier_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint dossier_province_session_id_fkey FOREIGN KEY (province, session_id) REFERENCES appraisal.session(province, id)
);
CREATE INDEX dossier_of_project ON appraisal.dossier USING btree (province, project_id, id DESC);
alter table appraisal.dossier enable row level security;
alter table appraisal.dossier force row level security;
create policy own_province on appraisal.dossier as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table appraisal.dossier to kc_app;
grant update (concluded_at) on table appraisal.dossier to kc_app;
grant update (concluded_by) on table appraisal.dossier to kc_app;
grant update (conclusion) on table appraisal.dossier to kc_app;
grant update (minutes_no) on table appraisal.dossier to kc_app;
grant update (outcome) on table appraisal.dossier to kc_app;
grant update (reasons) on table appraisal.dossier to kc_app;

create table appraisal.member (
  province text not null,
  id uuid not null,
  council_id uuid not null,
  no integer not null,
  "position" text not null,
  account_id uuid,
  name text not null,
  organisation text,
  by_number text not null,
  by_date date not null,
  replaced_by uuid,
  ended_at timestamp with time zone,
  constraint member_pkey PRIMARY KEY (province, id),
  constraint member_check CHECK (((replaced_by IS NULL) = (ended_at IS NULL))),
  constraint member_name_check CHECK ((name <> ''::text)),
  constraint member_no_check CHECK ((no > 0)),
  constraint member_position_check CHECK (("position" = ANY (ARRAY['chair'::text, 'deputy'::text, 'member'::text, 'member_secretary'::text, 'secretary'::text]))),
  constraint member_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id),
  constraint member_province_council_id_fkey FOREIGN KEY (province, council_id) REFERENCES appraisal.council(province, id),
  constraint member_province_replaced_by_fkey FOREIGN KEY (province, replaced_by) REFERENCES appraisal.member(province, id)
);
CREATE INDEX member_by_account ON appraisal.member USING btree (province, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX member_of_council ON appraisal.member USING btree (province, council_id, no);
CREATE UNIQUE INDEX member_chair ON appraisal.member USING btree (province, council_id) WHERE (("position" = 'chair'::text) AND (ended_at IS NULL));
CREATE UNIQUE INDEX member_once ON appraisal.member USING btree (province, council_id, account_id) WHERE ((account_id IS NOT NULL) AND (ended_at IS NULL));
alter table appraisal.member enable row level security;
alter table appraisal.member force row level security;
create policy own_province on appraisal.member as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.member to kc_app;
grant update (ended_at) on table appraisal.member to kc_app;
grant update (replaced_by) on table appraisal.member to kc_app;

create table appraisal.minutes (
  province text not null,
  session_id uuid not null,
  no integer not null,
  hash text not null,
  content jsonb not null,
  pdf_id uuid not null,
  word_id uuid not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint minutes_pkey PRIMARY KEY (province, session_id, no),
  constraint minutes_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint minutes_no_check CHECK ((no > 0)),
  constraint minutes_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id),
  constraint minutes_province_pdf_id_fkey FOREIGN KEY (province, pdf_id) REFERENCES records.document(province, id),
  constraint minutes_province_session_id_fkey FOREIGN KEY (province, session_id) REFERENCES appraisal.session(province, id),
  constraint minutes_province_word_id_fkey FOREIGN KEY (province, word_id) REFERENCES records.document(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON appraisal.minutes FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table appraisal.minutes enable row level security;
alter table appraisal.minutes force row level security;
create policy own_province on appraisal.minutes as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.minutes to kc_app;

create table appraisal.opinion (
  province text not null,
  id uuid not null,
  consultation_id uuid not null,
  project_id uuid not null,
  no integer not null,
  unit_id uuid,
  expert_name text,
  expert_email text,
  questions text,
  required boolean not null,
  due_on date not null,
  token_hash text,
  link_until timestamp with time zone,
  link_mailed boolean default false not null,
  reminded_at timestamp with time zone,
  reminders integer default 0 not null,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  waived_at timestamp with time zone,
  waived_by uuid,
  waived_reason text,
  answers integer default 0 not null,
  other_province text,
  constraint opinion_pkey PRIMARY KEY (province, id),
  constraint opinion_province_token_hash_key UNIQUE (province, token_hash),
  constraint opinion_check CHECK ((((unit_id IS NULL) = (expert_name IS NOT NULL)) AND ((expert_email IS NULL) OR (expert_name IS NOT NULL)) AND ((unit_id IS NOT NULL) OR (expert_email IS NOT NULL) OR (other_province IS NOT NULL)) AND ((other_province IS NULL) OR (unit_id IS NULL)))),
  constraint opinion_check1 CHECK (((token_hash IS NULL) OR ((unit_id IS NULL) AND (link_until IS NOT NULL)))),
  constraint opinion_check2 CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))),
  constraint opinion_check3 CHECK ((((waived_at IS NULL) = (waived_reason IS NULL)) AND ((waived_at IS NULL) = (waived_by IS NULL)))),
  constraint opinion_no_check CHECK ((no > 0)),
  constraint opinion_other_province_fkey FOREIGN KEY (other_province) REFERENCES territory.province(code),
  constraint opinion_province_consultation_id_fkey FOREIGN KEY (province, consultation_id) REFERENCES appraisal.consultation(province, id),
  constraint opinion_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint opinion_province_unit_id_fkey FOREIGN KEY (province, unit_id) REFERENCES people.unit(province, id),
  constraint opinion_province_waived_by_fkey FOREIGN KEY (province, waived_by) REFERENCES people.account(province, id)
);
CREATE INDEX opinion_of_project ON appraisal.opinion USING btree (province, project_id, id);
CREATE INDEX opinion_of_unit ON appraisal.opinion USING btree (province, unit_id, id DESC) WHERE (unit_id IS NOT NULL);
CREATE INDEX opinion_waiting ON appraisal.opinion USING btree (province, unit_id, due_on, id) WHERE ((answers = 0) AND (withdrawn_at IS NULL) AND (waived_at IS NULL));
CREATE UNIQUE INDEX opinion_of_province ON appraisal.opinion USING btree (province, project_id, other_province) WHERE ((other_province IS NOT NULL) AND (withdrawn_at IS NULL));
alter table appraisal.opinion enable row level security;
alter table appraisal.opinion force row level security;
create policy own_province on appraisal.opinion as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.opinion to kc_app;
grant update (answers) on table appraisal.opinion to kc_app;
grant update (link_mailed) on table appraisal.opinion to kc_app;
grant update (link_until) on table appraisal.opinion to kc_app;
grant update (reminded_at) on table appraisal.opinion to kc_app;
grant update (reminders) on table appraisal.opinion to kc_app;
grant update (token_hash) on table appraisal.opinion to kc_app;
grant update (unit_id) on table appraisal.opinion to kc_app;
grant update (waived_at) on table appraisal.opinion to kc_app;
grant update (waived_by) on table appraisal.opinion to kc_app;
grant update (waived_reason) on table appraisal.opinion to kc_app;
grant update (withdrawn_at) on table appraisal.opinion to kc_app;
grant update (withdrawn_reason) on table appraisal.opinion to kc_app;

create table appraisal.plan (
  province text not null,
  id uuid not null,
  year integer not null,
  procedure text not null,
  no integer not null,
  terms jsonb not null,
  terms_revision integer default 1 not null,
  state text default 'drafting'::text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  scenario_id uuid,
  put_forward jsonb,
  put_forward_by uuid,
  put_forward_at timestamp with time zone,
  decision_number text,
  decision_date date,
  signer text,
  document_id uuid,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint plan_pkey PRIMARY KEY (province, id),
  constraint plan_province_year_procedure_no_key UNIQUE (province, year, procedure, no),
  constraint plan_check CHECK (((state = 'drafting'::text) = (put_forward IS NULL))),
  constraint plan_check1 CHECK (((state = 'decided'::text) = (decided_by IS NOT NULL))),
  constraint plan_check2 CHECK (((decided_by IS NULL) OR (decided_by <> put_forward_by))),
  constraint plan_no_check CHECK ((no >= 0)),
  constraint plan_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint plan_state_check CHECK ((state = ANY (ARRAY['drafting'::text, 'put_forward'::text, 'decided'::text]))),
  constraint plan_year_check CHECK (((year >= 2002) AND (year <= 2100))),
  constraint plan_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint plan_province_decided_by_fkey FOREIGN KEY (province, decided_by) REFERENCES people.account(province, id),
  constraint plan_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint plan_province_put_forward_by_fkey FOREIGN KEY (province, put_forward_by) REFERENCES people.account(province, id),
  constraint plan_province_scenario_id_fkey FOREIGN KEY (province, scenario_id) REFERENCES appraisal.plan_scenario(province, id)
);
CREATE TRIGGER keep_decided_plan BEFORE UPDATE ON appraisal.plan FOR EACH ROW WHEN ((old.state = 'decided'::text)) EXECUTE FUNCTION appraisal.keep_decided_plan();
alter table appraisal.plan enable row level security;
alter table appraisal.plan force row level security;
create policy own_province on appraisal.plan as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.plan to kc_app;
grant update (decided_at) on table appraisal.plan to kc_app;
grant update (decided_by) on table appraisal.plan to kc_app;
grant update (decision_date) on table appraisal.plan to kc_app;
grant update (decision_number) on table appraisal.plan to kc_app;
grant update (document_id) on table appraisal.plan to kc_app;
grant update (put_forward) on table appraisal.plan to kc_app;
grant update (put_forward_at) on table appraisal.plan to kc_app;
grant update (put_forward_by) on table appraisal.plan to kc_app;
grant update (scenario_id) on table appraisal.plan to kc_app;
grant update (signer) on table appraisal.plan to kc_app;
grant update (state) on table appraisal.plan to kc_app;
grant update (terms) on table appraisal.plan to kc_app;
grant update (terms_revision) on table appraisal.plan to kc_app;

create table appraisal.plan_proposal (
  province text not null,
  id uuid not null,
  plan_id uuid not null,
  scenario_id uuid not null,
  scenario_revision integer not null,
  terms_revision integer not null,
  state text default 'waiting'::text not null,
  steps_done integer default 0 not null,
  steps_total integer,
  result jsonb,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  constraint plan_proposal_pkey PRIMARY KEY (province, id),
  constraint plan_proposal_check CHECK (((state = 'ready'::text) = (result IS NOT NULL))),
  constraint plan_proposal_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'ready'::text, 'failed'::text, 'cancelled'::text]))),
  constraint plan_proposal_province_asked_by_fkey FOREIGN KEY (province, asked_by) REFERENCES people.account(province, id),
  constraint plan_proposal_province_plan_id_fkey FOREIGN KEY (province, plan_id) REFERENCES appraisal.plan(province, id),
  constraint plan_proposal_province_scenario_id_fkey FOREIGN KEY (province, scenario_id) REFERENCES appraisal.plan_scenario(province, id)
);
CREATE INDEX plan_proposal_of_plan ON appraisal.plan_proposal USING btree (province, plan_id, asked_at DESC);
alter table appraisal.plan_proposal enable row level security;
alter table appraisal.plan_proposal force row level security;
create policy own_province on appraisal.plan_proposal as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.plan_proposal to kc_app;
grant update (moved_at) on table appraisal.plan_proposal to kc_app;
grant update (result) on table appraisal.plan_proposal to kc_app;
grant update (state) on table appraisal.plan_proposal to kc_app;
grant update (steps_done) on table appraisal.plan_proposal to kc_app;
grant update (steps_total) on table appraisal.plan_proposal to kc_app;

create table appraisal.plan_scenario (
  province text not null,
  id uuid not null,
  plan_id uuid not null,
  name text not null,
  revision integer default 0 not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  dropped_at timestamp with time zone,
  constraint plan_scenario_pkey PRIMARY KEY (province, id),
  constraint plan_scenario_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint plan_scenario_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint plan_scenario_province_plan_id_fkey FOREIGN KEY (province, plan_id) REFERENCES appraisal.plan(province, id)
);
CREATE INDEX plan_scenario_of_plan ON appraisal.plan_scenario USING btree (province, plan_id, created_at);
alter table appraisal.plan_scenario enable row level security;
alter table appraisal.plan_scenario force row level security;
create policy own_province on appraisal.plan_scenario as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.plan_scenario to kc_app;
grant update (dropped_at) on table appraisal.plan_scenario to kc_app;
grant update (name) on table appraisal.plan_scenario to kc_app;
grant update (revision) on table appraisal.plan_scenario to kc_app;

create table appraisal.plan_step (
  province text not null,
  scenario_id uuid not null,
  revision integer not null,
  choice jsonb not null,
  what text not null,
  about text,
  back integer,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint plan_step_pkey PRIMARY KEY (province, scenario_id, revision),
  constraint plan_step_check CHECK ((on_behalf_of <> made_by)),
  constraint plan_step_revision_check CHECK ((revision > 0)),
  constraint plan_step_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id),
  constraint plan_step_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint plan_step_province_scenario_id_fkey FOREIGN KEY (province, scenario_id) REFERENCES appraisal.plan_scenario(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON appraisal.plan_step FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table appraisal.plan_step enable row level security;
alter table appraisal.plan_step force row level security;
create policy own_province on appraisal.plan_step as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.plan_step to kc_app;

create table appraisal.point (
  province text not null,
  opinion_id uuid not null,
  answer_no integer not null,
  no integer not null,
  said text not null,
  resolution text,
  explanation text,
  resolved_by uuid,
  resolved_at timestamp with time zone,
  constraint point_pkey PRIMARY KEY (province, opinion_id, answer_no, no),
  constraint point_check CHECK ((((resolution IS NULL) = (explanation IS NULL)) AND ((resolution IS NULL) = (resolved_by IS NULL)) AND ((resolution IS NULL) = (resolved_at IS NULL)))),
  constraint point_no_check CHECK ((no > 0)),
  constraint point_resolution_check CHECK ((resolution = ANY (ARRAY['accepted'::text, 'declined'::text]))),
  constraint point_said_check CHECK ((said <> ''::text)),
  constraint point_province_opinion_id_answer_no_fkey FOREIGN KEY (province, opinion_id, answer_no) REFERENCES appraisal.answer(province, opinion_id, no),
  constraint point_province_resolved_by_fkey FOREIGN KEY (province, resolved_by) REFERENCES people.account(province, id)
);
alter table appraisal.point enable row level security;
alter table appraisal.point force row level security;
create policy own_province on appraisal.point as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.point to kc_app;
grant update (explanation) on table appraisal.point to kc_app;
grant update (resolution) on table appraisal.point to kc_app;
grant update (resolved_at) on table appraisal.point to kc_app;
grant update (resolved_by) on table appraisal.point to kc_app;

create table appraisal.presence (
  province text not null,
  session_id uuid not null,
  member_id uuid not null,
  constraint presence_pkey PRIMARY KEY (province, session_id, member_id),
  constraint presence_province_member_id_fkey FOREIGN KEY (province, member_id) REFERENCES appraisal.member(province, id),
  constraint presence_province_session_id_fkey FOREIGN KEY (province, session_id) REFERENCES appraisal.session(province, id)
);
alter table appraisal.presence enable row level security;
alter table appraisal.presence force row level security;
create policy own_province on appraisal.presence as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table appraisal.presence to kc_app;

create table appraisal.score_item (
  province text not null,
  council_id uuid not null,
  no integer not null,
  name text not null,
  weight integer not null,
  constraint score_item_pkey PRIMARY KEY (province, council_id, no),
  constraint score_item_name_check CHECK ((name <> ''::text)),
  constraint score_item_no_check CHECK ((no > 0)),
  constraint score_item_weight_check CHECK (((weight >= 1) AND (weight <= 100))),
  constraint score_item_province_council_id_fkey FOREIGN KEY (province, council_id) REFERENCES appraisal.council(province, id)
);
alter table appraisal.score_item enable row level security;
alter table appraisal.score_item force row level security;
create policy own_province on appraisal.score_item as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.score_item to kc_app;

create table appraisal.session (
  province text not null,
  id uuid not null,
  council_id uuid not null,
  no integer not null,
  held_on date not null,
  place text not null,
  remarks text,
  postponed integer default 0 not null,
  seated uuid[],
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (province, id),
  constraint session_province_council_id_no_key UNIQUE (province, council_id, no),
  constraint session_no_check CHECK ((no > 0)),
  constraint session_place_check CHECK ((place <> ''::text)),
  constraint session_province_council_id_fkey FOREIGN KEY (province, council_id) REFERENCES appraisal.council(province, id),
  constraint session_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id)
);
alter table appraisal.session enable row level security;
alter table appraisal.session force row level security;
create policy own_province on appraisal.session as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.session to kc_app;
grant update (held_on) on table appraisal.session to kc_app;
grant update (place) on table appraisal.session to kc_app;
grant update (postponed) on table appraisal.session to kc_app;
grant update (remarks) on table appraisal.session to kc_app;
grant update (seated) on table appraisal.session to kc_app;

create table appraisal.sign_off (
  province text not null,
  session_id uuid not null,
  minutes_no integer not null,
  member_id uuid not null,
  hash text not null,
  signed_by uuid not null,
  signed_at timestamp with time zone not null,
  constraint sign_off_pkey PRIMARY KEY (province, session_id, minutes_no, member_id),
  constraint sign_off_province_member_id_fkey FOREIGN KEY (province, member_id) REFERENCES appraisal.member(province, id),
  constraint sign_off_province_session_id_minutes_no_fkey FOREIGN KEY (province, session_id, minutes_no) REFERENCES appraisal.minutes(province, session_id, no),
  constraint sign_off_province_signed_by_fkey FOREIGN KEY (province, signed_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON appraisal.sign_off FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
CREATE TRIGGER check_sign_off BEFORE INSERT ON appraisal.sign_off FOR EACH ROW EXECUTE FUNCTION appraisal.check_sign_off();
alter table appraisal.sign_off enable row level security;
alter table appraisal.sign_off force row level security;
create policy own_province on appraisal.sign_off as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table appraisal.sign_off to kc_app;

create table auth."twoFactor" (
  id text not null,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamp with time zone,
  constraint "twoFactor_pkey" PRIMARY KEY (id),
  constraint "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX "twoFactor_secret_idx" ON auth."twoFactor" USING btree (secret);
CREATE INDEX "twoFactor_userId_idx" ON auth."twoFactor" USING btree ("userId");
grant delete, insert, select, update on table auth."twoFactor" to kc_auth;

create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "twoFactorEnabled" boolean,
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email)
);
grant delete, insert, select, update on table auth."user" to kc_auth;

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");
grant delete, insert, select, update on table auth.account to kc_auth;

create table auth.rate_limit (
  key character varying(255) not null,
  points integer default 0 not null,
  expire bigint,
  constraint rate_limit_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on table auth.rate_limit to kc_auth;

create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  province text,
  method text,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token),
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");
grant delete, insert, select, update on table auth.session to kc_auth;

create table auth.tried_code (
  user_id text not null,
  code_hash text not null,
  tried_at timestamp with time zone not null,
  constraint tried_code_pkey PRIMARY KEY (user_id, code_hash),
  constraint tried_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
grant delete, insert, select, update on table auth.tried_code to kc_auth;

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamp with time zone default CURRENT_TIMESTAMP not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
grant delete, insert, select, update on table auth.verification to kc_auth;

create table disbursements.acceptance_condition (
  province text not null,
  act_id uuid not null,
  project_id uuid not null,
  conditions text not null,
  due_on date not null,
  state text default 'open'::text not null,
  note text,
  document_id uuid,
  closed_by uuid,
  closed_at timestamp with time zone,
  constraint acceptance_condition_pkey PRIMARY KEY (province, act_id),
  constraint acceptance_condition_check CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint acceptance_condition_conditions_check CHECK ((conditions <> ''::text)),
  constraint acceptance_condition_state_check CHECK ((state = ANY (ARRAY['open'::text, 'fulfilled'::text, 'failed'::text]))),
  constraint acceptance_condition_province_act_id_fkey FOREIGN KEY (province, act_id) REFERENCES projects.act(province, id),
  constraint acceptance_condition_province_closed_by_fkey FOREIGN KEY (province, closed_by) REFERENCES people.account(province, id),
  constraint acceptance_condition_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint acceptance_condition_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX acceptance_condition_of ON disbursements.acceptance_condition USING btree (province, project_id);
CREATE UNIQUE INDEX acceptance_condition_open ON disbursements.acceptance_condition USING btree (province, project_id) WHERE (state = 'open'::text);
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON disbursements.acceptance_condition FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table disbursements.acceptance_condition enable row level security;
alter table disbursements.acceptance_condition force row level security;
create policy own_province on disbursements.acceptance_condition as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.acceptance_condition to kc_app;
grant update (closed_at) on table disbursements.acceptance_condition to kc_app;
grant update (closed_by) on table disbursements.acceptance_condition to kc_app;
grant update (document_id) on table disbursements.acceptance_condition to kc_app;
grant update (note) on table disbursements.acceptance_condition to kc_app;
grant update (state) on table disbursements.acceptance_condition to kc_app;

create table disbursements.acceptance_photo (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  document_id uuid not null,
  original_hash text not null,
  caption text,
  taken_at text,
  latitude double precision,
  longitude double precision,
  camera text,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint acceptance_photo_pkey PRIMARY KEY (province, id),
  constraint acceptance_photo_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint acceptance_photo_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  constraint acceptance_photo_province_added_by_fkey FOREIGN KEY (province, added_by) REFERENCES people.account(province, id),
  constraint acceptance_photo_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint acceptance_photo_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX acceptance_photo_of ON disbursements.acceptance_photo USING btree (province, project_id, added_at, id);
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON disbursements.acceptance_photo FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table disbursements.acceptance_photo enable row level security;
alter table disbursements.acceptance_photo force row level security;
create policy own_province on disbursements.acceptance_photo as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.acceptance_photo to kc_app;
grant update (camera) on table disbursements.acceptance_photo to kc_app;
grant update (latitude) on table disbursements.acceptance_photo to kc_app;
grant update (longitude) on table disbursements.acceptance_photo to kc_app;
grant update (taken_at) on table disbursements.acceptance_photo to kc_app;

create table disbursements.batch (
  province text not null,
  id uuid not null,
  year integer not null,
  no integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint batch_pkey PRIMARY KEY (province, id),
  constraint batch_province_year_no_key UNIQUE (province, year, no),
  constraint batch_no_check CHECK ((no > 0)),
  constraint batch_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id)
);
CREATE INDEX batch_newest ON disbursements.batch USING btree (province, made_at DESC, id DESC);
alter table disbursements.batch enable row level security;
alter table disbursements.batch force row level security;
create policy own_province on disbursements.batch as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table disbursements.batch to kc_app;

create table disbursements.batch_order (
  province text not null,
  batch_id uuid not null,
  no integer not null,
  request_id uuid not null,
  cash bigint not null,
  constraint batch_order_pkey PRIMARY KEY (province, batch_id, no),
  constraint batch_order_province_request_id_key UNIQUE (province, request_id),
  constraint batch_order_cash_check CHECK ((cash > 0)),
  constraint batch_order_no_check CHECK ((no > 0)),
  constraint batch_order_province_batch_id_fkey FOREIGN KEY (province, batch_id) REFERENCES disbursements.batch(province, id),
  constraint batch_order_province_request_id_fkey FOREIGN KEY (province, request_id) REFERENCES disbursements.payment_request(province, id)
);
alter table disbursements.batch_order enable row level security;
alter table disbursements.batch_order force row level security;
create policy own_province on disbursements.batch_order as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table disbursements.batch_order to kc_app;

create table disbursements.explain_threshold (
  valid_from date not null,
  percent_bp integer not null,
  verification law.verification not null,
  constraint explain_threshold_pkey PRIMARY KEY (valid_from),
  constraint explain_threshold_percent_bp_check CHECK (((percent_bp >= 0) AND (percent_bp <= 10000)))
);
grant select on table disbursements.explain_threshold to kc_app;

create table disbursements.machine_serial (
  province text not null,
  act_id uuid not null,
  serial_key text not null,
  serial text not null,
  project_id uuid not null,
  constraint machine_serial_pkey PRIMARY KEY (province, act_id, serial_key),
  constraint machine_serial_serial_key_check CHECK ((serial_key <> ''::text)),
  constraint machine_serial_province_act_id_fkey FOREIGN KEY (province, act_id) REFERENCES projects.act(province, id),
  constraint machine_serial_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX machine_serial_elsewhere ON disbursements.machine_serial USING btree (province, serial_key, project_id);
CREATE INDEX machine_serial_of_project ON disbursements.machine_serial USING btree (province, project_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON disbursements.machine_serial FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table disbursements.machine_serial enable row level security;
alter table disbursements.machine_serial force row level security;
create policy own_province on disbursements.machine_serial as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.machine_serial to kc_app;

create table disbursements.match (
  province text not null,
  id uuid not null,
  line_id uuid not null,
  act_id uuid not null,
  by_hand boolean not null,
  reason text,
  matched_by uuid not null,
  matched_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  undo_reason text,
  constraint match_pkey PRIMARY KEY (province, id),
  constraint match_check CHECK (((NOT by_hand) OR (reason <> ''::text))),
  constraint match_check1 CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undo_reason IS NULL)))),
  constraint match_province_act_id_fkey FOREIGN KEY (province, act_id) REFERENCES projects.act(province, id),
  constraint match_province_line_id_fkey FOREIGN KEY (province, line_id) REFERENCES disbursements.statement_line(province, id),
  constraint match_province_matched_by_fkey FOREIGN KEY (province, matched_by) REFERENCES people.account(province, id),
  constraint match_province_undone_by_fkey FOREIGN KEY (province, undone_by) REFERENCES people.account(province, id)
);
CREATE INDEX match_newest ON disbursements.match USING btree (province, matched_at DESC, id DESC);
CREATE UNIQUE INDEX match_of_act ON disbursements.match USING btree (province, act_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX match_of_line ON disbursements.match USING btree (province, line_id) WHERE (undone_at IS NULL);
alter table disbursements.match enable row level security;
alter table disbursements.match force row level security;
create policy own_province on disbursements.match as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.match to kc_app;
grant update (undo_reason) on table disbursements.match to kc_app;
grant update (undone_at) on table disbursements.match to kc_app;
grant update (undone_by) on table disbursements.match to kc_app;

create table disbursements.payment_level (
  province text not null,
  procedure text not null,
  role text not null,
  valid_from date not null,
  up_to bigint,
  basis text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint payment_level_pkey PRIMARY KEY (province, procedure, role, valid_from),
  constraint payment_level_basis_check CHECK ((basis <> ''::text)),
  constraint payment_level_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint payment_level_up_to_check CHECK ((up_to > 0)),
  constraint payment_level_province_set_by_fkey FOREIGN KEY (province, set_by) REFERENCES people.account(province, id)
);
alter table disbursements.payment_level enable row level security;
alter table disbursements.payment_level force row level security;
create policy own_province on disbursements.payment_level as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table disbursements.payment_level to kc_app;

create table disbursements.payment_request (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  no integer not null,
  kind text not null,
  amount bigint not null,
  progress integer,
  interest_paid bigint,
  payee text not null,
  account text not null,
  bank text not null,
  note text,
  state text default 'asked'::text not null,
  key text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  ask_act uuid,
  pay_act uuid,
  moved_at timestamp with time zone not null,
  constraint payment_request_pkey PRIMARY KEY (province, id),
  constraint payment_request_province_key_key UNIQUE (province, key),
  constraint payment_request_province_pay_act_key UNIQUE (province, pay_act),
  constraint payment_request_province_project_id_no_key UNIQUE (province, project_id, no),
  constraint payment_request_account_check CHECK ((account <> ''::text)),
  constraint payment_request_amount_check CHECK ((amount > 0)),
  constraint payment_request_bank_check CHECK ((bank <> ''::text)),
  constraint payment_request_check CHECK (((state = 'paid'::text) = (pay_act IS NOT NULL))),
  constraint payment_request_check1 CHECK (((kind <> 'advance'::text) OR (progress IS NOT NULL))),
  constraint payment_request_interest_paid_check CHECK ((interest_paid >= 0)),
  constraint payment_request_kind_check CHECK ((kind = ANY (ARRAY['advance'::text, 'payment'::text]))),
  constraint payment_request_no_check CHECK ((no > 0)),
  constraint payment_request_payee_check CHECK ((payee <> ''::text)),
  constraint payment_request_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
  constraint payment_request_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'checked'::text, 'accounted'::text, 'approved'::text, 'declined'::text, 'paid'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint payment_request_province_ask_act_fkey FOREIGN KEY (province, ask_act) REFERENCES projects.act(province, id),
  constraint payment_request_province_asked_by_fkey FOREIGN KEY (province, asked_by) REFERENCES people.account(province, id),
  constraint payment_request_province_pay_act_fkey FOREIGN KEY (province, pay_act) REFERENCES projects.act(province, id),
  constraint payment_request_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX payment_request_waiting ON disbursements.payment_request USING btree (province, state, moved_at, id);
CREATE UNIQUE INDEX payment_request_open ON disbursements.payment_request USING btree (province, project_id) WHERE (state = ANY (ARRAY['asked'::text, 'checked'::text, 'accounted'::text, 'approved'::text, 'declined'::text]));
alter table disbursements.payment_request enable row level security;
alter table disbursements.payment_request force row level security;
create policy own_province on disbursements.payment_request as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.payment_request to kc_app;
grant update (ask_act) on table disbursements.payment_request to kc_app;
grant update (moved_at) on table disbursements.payment_request to kc_app;
grant update (pay_act) on table disbursements.payment_request to kc_app;
grant update (state) on table disbursements.payment_request to kc_app;

create table disbursements.progress_report (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  no integer not null,
  percent integer not null,
  spent bigint not null,
  description text not null,
  reported_on date not null,
  document_id uuid,
  reported_by uuid not null,
  reported_at timestamp with time zone not null,
  certified boolean,
  certified_by uuid,
  certified_at timestamp with time zone,
  certify_note text,
  constraint progress_report_pkey PRIMARY KEY (province, id),
  constraint progress_report_province_project_id_no_key UNIQUE (province, project_id, no),
  constraint progress_report_check CHECK ((((certified IS NULL) = (certified_at IS NULL)) AND ((certified IS NULL) = (certified_by IS NULL)))),
  constraint progress_report_check1 CHECK (((certified IS DISTINCT FROM false) OR (certify_note <> ''::text))),
  constraint progress_report_check2 CHECK ((certified_by <> reported_by)),
  constraint progress_report_description_check CHECK ((description <> ''::text)),
  constraint progress_report_no_check CHECK ((no > 0)),
  constraint progress_report_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
  constraint progress_report_spent_check CHECK ((spent >= 0)),
  constraint progress_report_province_certified_by_fkey FOREIGN KEY (province, certified_by) REFERENCES people.account(province, id),
  constraint progress_report_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint progress_report_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint progress_report_province_reported_by_fkey FOREIGN KEY (province, reported_by) REFERENCES people.account(province, id)
);
CREATE INDEX report_waiting ON disbursements.progress_report USING btree (province, reported_at, id) WHERE (certified IS NULL);
alter table disbursements.progress_report enable row level security;
alter table disbursements.progress_report force row level security;
create policy own_province on disbursements.progress_report as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.progress_report to kc_app;
grant update (certified) on table disbursements.progress_report to kc_app;
grant update (certified_at) on table disbursements.progress_report to kc_app;
grant update (certified_by) on table disbursements.progress_report to kc_app;
grant update (certify_note) on table disbursements.progress_report to kc_app;

create table disbursements.request_paper (
  province text not null,
  request_id uuid not null,
  code text not null,
  label_vi text not null,
  label_en text not null,
  document_id uuid not null,
  constraint request_paper_pkey PRIMARY KEY (province, request_id, code),
  constraint request_paper_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint request_paper_province_request_id_fkey FOREIGN KEY (province, request_id) REFERENCES disbursements.payment_request(province, id)
);
alter table disbursements.request_paper enable row level security;
alter table disbursements.request_paper force row level security;
create policy own_province on disbursements.request_paper as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.request_paper to kc_app;

create table disbursements.request_step (
  province text not null,
  id uuid not null,
  request_id uuid not null,
  step text not null,
  role text not null,
  reason text,
  done_by uuid not null,
  done_for uuid,
  done_at timestamp with time zone not null,
  constraint request_step_pkey PRIMARY KEY (province, id),
  constraint request_step_check CHECK (((step <> ALL (ARRAY['decline'::text, 'return'::text])) OR (reason <> ''::text))),
  constraint request_step_step_check CHECK ((step = ANY (ARRAY['ask'::text, 'check'::text, 'account'::text, 'approve'::text, 'decline'::text, 'return'::text, 'withdraw'::text, 'pay'::text]))),
  constraint request_step_province_done_by_fkey FOREIGN KEY (province, done_by) REFERENCES people.account(province, id),
  constraint request_step_province_done_for_fkey FOREIGN KEY (province, done_for) REFERENCES people.account(province, id),
  constraint request_step_province_request_id_fkey FOREIGN KEY (province, request_id) REFERENCES disbursements.payment_request(province, id)
);
CREATE INDEX request_step_of ON disbursements.request_step USING btree (province, request_id, done_at, id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON disbursements.request_step FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table disbursements.request_step enable row level security;
alter table disbursements.request_step force row level security;
create policy own_province on disbursements.request_step as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.request_step to kc_app;

create table disbursements.statement (
  province text not null,
  id uuid not null,
  file_name text not null,
  hash text not null,
  layout text not null,
  imported_by uuid not null,
  imported_at timestamp with time zone not null,
  constraint statement_pkey PRIMARY KEY (province, id),
  constraint statement_province_hash_key UNIQUE (province, hash),
  constraint statement_layout_fkey FOREIGN KEY (layout) REFERENCES disbursements.treasury_layout(code),
  constraint statement_province_imported_by_fkey FOREIGN KEY (province, imported_by) REFERENCES people.account(province, id)
);
alter table disbursements.statement enable row level security;
alter table disbursements.statement force row level security;
create policy own_province on disbursements.statement as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.statement to kc_app;

create table disbursements.statement_line (
  province text not null,
  id uuid not null,
  statement_id uuid not null,
  no integer not null,
  on_date date not null,
  voucher text not null,
  amount bigint not null,
  payee text not null,
  text text not null,
  constraint statement_line_pkey PRIMARY KEY (province, id),
  constraint statement_line_province_statement_id_no_key UNIQUE (province, statement_id, no),
  constraint statement_line_amount_check CHECK ((amount > 0)),
  constraint statement_line_province_statement_id_fkey FOREIGN KEY (province, statement_id) REFERENCES disbursements.statement(province, id)
);
CREATE INDEX statement_line_day ON disbursements.statement_line USING btree (province, on_date, id);
alter table disbursements.statement_line enable row level security;
alter table disbursements.statement_line force row level security;
create policy own_province on disbursements.statement_line as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.statement_line to kc_app;

create table disbursements.treasury_layout (
  code text not null,
  direction text not null,
  name_vi text not null,
  name_en text not null,
  columns jsonb not null,
  verification law.verification not null,
  constraint treasury_layout_pkey PRIMARY KEY (code),
  constraint treasury_layout_columns_check CHECK (((jsonb_typeof(columns) = 'array'::text) AND (jsonb_array_length(columns) > 0))),
  constraint treasury_layout_direction_check CHECK ((direction = ANY (ARRAY['orders'::text, 'statement'::text])))
);
grant select on table disbursements.treasury_layout to kc_app;

create table disbursements.voucher (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  line_no integer not null,
  source text not null,
  number text not null,
  issued_on date not null,
  seller text not null,
  seller_tax text,
  description text,
  amount bigint not null,
  vat bigint default 0 not null,
  invoice_total bigint,
  part integer default 1 not null,
  payer text,
  document_id uuid,
  number_key text not null,
  seller_key text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  removed_by uuid,
  removed_at timestamp with time zone,
  constraint voucher_pkey PRIMARY KEY (province, id),
  constraint voucher_amount_check CHECK ((amount > 0)),
  constraint voucher_check CHECK (((vat >= 0) AND (vat < amount))),
  constraint voucher_check1 CHECK ((invoice_total >= amount)),
  constraint voucher_check2 CHECK (((part = 1) OR (invoice_total IS NOT NULL))),
  constraint voucher_check3 CHECK (((removed_at IS NULL) = (removed_by IS NULL))),
  constraint voucher_line_no_check CHECK ((line_no > 0)),
  constraint voucher_number_check CHECK ((number <> ''::text)),
  constraint voucher_number_key_check CHECK ((number_key <> ''::text)),
  constraint voucher_part_check CHECK ((part > 0)),
  constraint voucher_seller_check CHECK ((seller <> ''::text)),
  constraint voucher_seller_key_check CHECK ((seller_key <> ''::text)),
  constraint voucher_source_check CHECK ((source = ANY (ARRAY['support'::text, 'own'::text, 'other'::text]))),
  constraint voucher_province_added_by_fkey FOREIGN KEY (province, added_by) REFERENCES people.account(province, id),
  constraint voucher_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint voucher_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint voucher_province_removed_by_fkey FOREIGN KEY (province, removed_by) REFERENCES people.account(province, id)
);
CREATE INDEX voucher_of_project ON disbursements.voucher USING btree (province, project_id, line_no, issued_on, id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX voucher_once ON disbursements.voucher USING btree (province, number_key, issued_on, seller_key, part) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX voucher_once_by_tax ON disbursements.voucher USING btree (province, number_key, issued_on, seller_tax, part) WHERE ((removed_at IS NULL) AND (seller_tax IS NOT NULL));
CREATE TRIGGER keep_vouchers BEFORE INSERT OR UPDATE OF part, removed_at ON disbursements.voucher FOR EACH ROW EXECUTE FUNCTION disbursements.keep_vouchers();
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON disbursements.voucher FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table disbursements.voucher enable row level security;
alter table disbursements.voucher force row level security;
create policy own_province on disbursements.voucher as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table disbursements.voucher to kc_app;
grant update (part) on table disbursements.voucher to kc_app;
grant update (removed_at) on table disbursements.voucher to kc_app;
grant update (removed_by) on table disbursements.voucher to kc_app;

create table establishments.establishment (
  province text not null,
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  legal_form text not null,
  tax_code text not null,
  commune_code text not null,
  address text,
  sector text not null,
  products text,
  employees integer not null,
  revenue bigint,
  capital bigint,
  founded_on date,
  representative text not null,
  phone text not null,
  women_owned boolean default false not null,
  minority_owned boolean default false not null,
  craft_village boolean default false not null,
  craft_village_decision text,
  cleaner_production boolean default false not null,
  cluster_investor boolean default false not null,
  revision integer default 1 not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  updated_at timestamp with time zone not null,
  search text generated always as (platform.fold(((((((name || ' '::text) || tax_code) || ' '::text) || representative) || ' '::text) || COALESCE(products, ''::text)))) stored,
  local_material_share integer,
  exports boolean default false not null,
  supporting_industry boolean default false not null,
  typical_product boolean default false not null,
  typical_product_certificate text,
  key_product boolean default false not null,
  constraint establishment_pkey PRIMARY KEY (province, id),
  constraint establishment_province_unit_id_key UNIQUE (province, unit_id),
  constraint establishment_tax_code UNIQUE (province, tax_code),
  constraint establishment_capital_check CHECK ((capital >= 0)),
  constraint establishment_check CHECK ((craft_village OR (craft_village_decision IS NULL))),
  constraint establishment_check1 CHECK ((typical_product OR (typical_product_certificate IS NULL))),
  constraint establishment_employees_check CHECK (((employees >= 0) AND (employees <= 1000000))),
  constraint establishment_local_material_share_check CHECK (((local_material_share >= 0) AND (local_material_share <= 10000))),
  constraint establishment_name_check CHECK (((name = btrim(name)) AND ((char_length(name) >= 2) AND (char_length(name) <= 200)))),
  constraint establishment_revenue_check CHECK ((revenue >= 0)),
  constraint establishment_tax_code_check CHECK ((tax_code ~ '^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$'::text)),
  constraint establishment_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code),
  constraint establishment_legal_form_fkey FOREIGN KEY (legal_form) REFERENCES law.legal_form(code),
  constraint establishment_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint establishment_province_unit_id_fkey FOREIGN KEY (province, unit_id) REFERENCES people.unit(province, id),
  constraint establishment_sector_fkey FOREIGN KEY (sector) REFERENCES law.sector(code)
);
CREATE INDEX establishment_business ON establishments.establishment USING btree (split_part(tax_code, '-'::text, 1));
CREATE INDEX establishment_by_commune ON establishments.establishment USING btree (province, commune_code);
CREATE INDEX establishment_by_name ON establishments.establishment USING btree (province, name COLLATE platform.vietnamese, id);
CREATE INDEX establishment_search ON establishments.establishment USING gin (search platform.gin_trgm_ops);
alter table establishments.establishment enable row level security;
alter table establishments.establishment force row level security;
create policy own_province on establishments.establishment as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on establishments.establishment as permissive for select to kc_owner
  using (true);
grant insert, select on table establishments.establishment to kc_app;
grant update (address) on table establishments.establishment to kc_app;
grant update (capital) on table establishments.establishment to kc_app;
grant update (cleaner_production) on table establishments.establishment to kc_app;
grant update (cluster_investor) on table establishments.establishment to kc_app;
grant update (commune_code) on table establishments.establishment to kc_app;
grant update (craft_village) on table establishments.establishment to kc_app;
grant update (craft_village_decision) on table establishments.establishment to kc_app;
grant update (employees) on table establishments.establishment to kc_app;
grant update (exports) on table establishments.establishment to kc_app;
grant update (founded_on) on table establishments.establishment to kc_app;
grant update (key_product) on table establishments.establishment to kc_app;
grant update (legal_form) on table establishments.establishment to kc_app;
grant update (local_material_share) on table establishments.establishment to kc_app;
grant update (minority_owned) on table establishments.establishment to kc_app;
grant update (name) on table establishments.establishment to kc_app;
grant update (phone) on table establishments.establishment to kc_app;
grant update (products) on table establishments.establishment to kc_app;
grant update (representative) on table establishments.establishment to kc_app;
grant update (revenue) on table establishments.establishment to kc_app;
grant update (revision) on table establishments.establishment to kc_app;
grant update (sector) on table establishments.establishment to kc_app;
grant update (supporting_industry) on table establishments.establishment to kc_app;
grant update (tax_code) on table establishments.establishment to kc_app;
grant update (typical_product) on table establishments.establishment to kc_app;
grant update (typical_product_certificate) on table establishments.establishment to kc_app;
grant update (unit_id) on table establishments.establishment to kc_app;
grant update (updated_at) on table establishments.establishment to kc_app;
grant update (women_owned) on table establishments.establishment to kc_app;

create table funds.account (
  province text not null,
  book_id uuid not null,
  book_kind text not null,
  station text not null,
  project_id uuid,
  holder_id uuid generated always as (COALESCE(project_id, book_id)) stored not null,
  per_project boolean generated always as ((project_id IS NOT NULL)) stored not null,
  bounded boolean not null,
  debits bigint default 0 not null,
  credits bigint default 0 not null,
  balance bigint generated always as ((credits - debits)) stored not null,
  constraint account_pkey PRIMARY KEY (province, book_id, station, holder_id),
  constraint account_credits_check CHECK ((credits >= 0)),
  constraint account_debits_check CHECK ((debits >= 0)),
  constraint account_is_bounded CHECK (((NOT bounded) OR (balance >= 0))),
  constraint account_book_kind_station_bounded_per_project_fkey FOREIGN KEY (book_kind, station, bounded, per_project) REFERENCES funds.station(book_kind, code, bounded, per_project),
  constraint account_province_book_id_book_kind_fkey FOREIGN KEY (province, book_id, book_kind) REFERENCES funds.book(province, id, kind)
) with (fillfactor=60);
CREATE INDEX account_project ON funds.account USING btree (province, project_id) WHERE (project_id IS NOT NULL);
CREATE TRIGGER immutable BEFORE DELETE ON funds.account FOR EACH ROW EXECUTE FUNCTION funds.refuse_change();
CREATE TRIGGER immutable_whole BEFORE TRUNCATE ON funds.account FOR EACH STATEMENT EXECUTE FUNCTION funds.refuse_change();
alter table funds.account enable row level security;
alter table funds.account force row level security;
create policy own_province on funds.account as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table funds.account to kc_app;

create table funds.book (
  province text not null,
  id uuid not null,
  kind text not null,
  closed_on date,
  constraint book_pkey PRIMARY KEY (province, id),
  constraint book_province_id_kind_key UNIQUE (province, id, kind),
  constraint book_kind_check CHECK ((kind = ANY (ARRAY['fund'::text, 'counterpart'::text]))),
  constraint book_province_fkey FOREIGN KEY (province) REFERENCES people.installation(province)
);
alter table funds.book enable row level security;
alter table funds.book force row level security;
create policy own_province on funds.book as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table funds.book to kc_app;

create table funds.decision (
  province text not null,
  id uuid not null,
  fund_id uuid not null,
  kind text not null,
  number text not null,
  decided_on date not null,
  amount bigint not null,
  document_id uuid,
  note text,
  carried_with uuid,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  withdrawn_by_posting uuid,
  constraint decision_pkey PRIMARY KEY (province, id),
  constraint decision_province_id_fund_id_key UNIQUE (province, id, fund_id),
  constraint decision_amount_check CHECK ((amount > 0)),
  constraint decision_check CHECK (((carried_with IS NOT NULL) = (kind = ANY (ARRAY['carry_over'::text, 'carry_in'::text])))),
  constraint decision_kind_check CHECK ((kind = ANY (ARRAY['appropriate'::text, 'supplement'::text, 'cut'::text, 'carry_over'::text, 'carry_in'::text, 'lapse'::text]))),
  constraint decision_number_check CHECK ((number <> ''::text)),
  constraint decision_province_carried_with_fkey FOREIGN KEY (province, carried_with) REFERENCES funds.decision(province, id) DEFERRABLE INITIALLY DEFERRED,
  constraint decision_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint decision_province_fund_id_fkey FOREIGN KEY (province, fund_id) REFERENCES funds.fund(province, id),
  constraint decision_province_recorded_by_fkey FOREIGN KEY (province, recorded_by) REFERENCES people.account(province, id),
  constraint decision_province_withdrawn_by_posting_fkey FOREIGN KEY (province, withdrawn_by_posting) REFERENCES funds.posting(province, id)
);
CREATE UNIQUE INDEX decision_number ON funds.decision USING btree (province, fund_id, platform.fold(number)) WHERE (withdrawn_by_posting IS NULL);
CREATE TRIGGER decided BEFORE UPDATE ON funds.decision FOR EACH ROW WHEN (((old.withdrawn_by_posting IS NOT NULL) OR ((((((((((((old.province IS DISTINCT FROM new.province) OR (old.id IS DISTINCT FROM new.id)) OR (old.fund_id IS DISTINCT FROM new.fund_id)) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.number IS DISTINCT FROM new.number)) OR (old.decided_on IS DISTINCT FROM new.decided_on)) OR (old.amount IS DISTINCT FROM new.amount)) OR (old.document_id IS DISTINCT FROM new.document_id)) OR (old.note IS DISTINCT FROM new.note)) OR (old.carried_with IS DISTINCT FROM new.carried_with)) OR (old.recorded_at IS DISTINCT FROM new.recorded_at)) OR (old.recorded_by IS DISTINCT FROM new.recorded_by)))) EXECUTE FUNCTION funds.refuse_change();
CREATE TRIGGER immutable BEFORE DELETE ON funds.decision FOR EACH ROW EXECUTE FUNCTION funds.refuse_change();
CREATE TRIGGER immutable_whole BEFORE TRUNCATE ON funds.decision FOR EACH STATEMENT EXECUTE FUNCTION funds.refuse_change();
alter table funds.decision enable row level security;
alter table funds.decision force row level security;
create policy own_province on funds.decision as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table funds.decision to kc_app;
grant update (withdrawn_by_posting) on table funds.decision to kc_app;

create table funds.fund (
  province text not null,
  id uuid not null,
  book_kind text generated always as ('fund'::text) stored not null,
  fiscal_year smallint not null,
  source text not null,
  procedure text not null,
  unit_id uuid not null,
  name text not null,
  counterpart_id uuid not null,
  counterpart_kind text generated always as ('counterpart'::text) stored not null,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  constraint fund_pkey PRIMARY KEY (province, id),
  constraint fund_province_counterpart_id_key UNIQUE (province, counterpart_id),
  constraint fund_fiscal_year_check CHECK (((fiscal_year >= 1990) AND (fiscal_year <= 2199))),
  constraint fund_name_check CHECK ((name <> ''::text)),
  constraint fund_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint fund_source_check CHECK ((source = ANY (ARRAY['central'::text, 'local'::text, 'cofunding'::text]))),
  constraint fund_province_counterpart_id_counterpart_kind_fkey FOREIGN KEY (province, counterpart_id, counterpart_kind) REFERENCES funds.book(province, id, kind),
  constraint fund_province_id_book_kind_fkey FOREIGN KEY (province, id, book_kind) REFERENCES funds.book(province, id, kind),
  constraint fund_province_opened_by_fkey FOREIGN KEY (province, opened_by) REFERENCES people.account(province, id),
  constraint fund_province_unit_id_fkey FOREIGN KEY (province, unit_id) REFERENCES people.unit(province, id)
);
CREATE UNIQUE INDEX fund_year_name ON funds.fund USING btree (province, fiscal_year, unit_id, source, platform.fold(name));
alter table funds.fund enable row level security;
alter table funds.fund force row level security;
create policy own_province on funds.fund as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table funds.fund to kc_app;
grant update (name) on table funds.fund to kc_app;

create table funds.move (
  book_kind text not null,
  kind text not null,
  from_station text not null,
  to_station text not null,
  from_per_project boolean not null,
  to_per_project boolean not null,
  constraint move_pkey PRIMARY KEY (book_kind, kind, from_station, to_station),
  constraint move_check CHECK ((from_station <> to_station)),
  constraint move_book_kind_from_station_from_per_project_fkey FOREIGN KEY (book_kind, from_station, from_per_project) REFERENCES funds.station(book_kind, code, per_project),
  constraint move_book_kind_to_station_to_per_project_fkey FOREIGN KEY (book_kind, to_station, to_per_project) REFERENCES funds.station(book_kind, code, per_project)
);
grant select on table funds.move to kc_app;

create table funds.posting (
  province text not null,
  id uuid not null,
  key text not null,
  inputs_hash bytea not null,
  posted_at timestamp with time zone not null,
  posted_on date not null,
  posted_by uuid not null,
  reason text,
  act_id uuid,
  document_id uuid,
  transfer_count smallint not null,
  constraint posting_pkey PRIMARY KEY (province, id),
  constraint posting_province_key_key UNIQUE (province, key),
  constraint posting_inputs_hash_check CHECK ((length(inputs_hash) = 32)),
  constraint posting_key_check CHECK ((key <> ''::text)),
  constraint posting_transfer_count_check CHECK ((transfer_count > 0)),
  constraint posting_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint posting_province_posted_by_fkey FOREIGN KEY (province, posted_by) REFERENCES people.account(province, id)
);
CREATE INDEX posting_act ON funds.posting USING btree (province, act_id) WHERE (act_id IS NOT NULL);
CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON funds.posting FOR EACH ROW EXECUTE FUNCTION funds.refuse_change();
CREATE TRIGGER immutable_whole BEFORE TRUNCATE ON funds.posting FOR EACH STATEMENT EXECUTE FUNCTION funds.refuse_change();
alter table funds.posting enable row level security;
alter table funds.posting force row level security;
create policy own_province on funds.posting as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table funds.posting to kc_app;

create table funds.station (
  book_kind text not null,
  code text not null,
  "position" smallint not null,
  bounded boolean not null,
  per_project boolean not null,
  constraint station_pkey PRIMARY KEY (book_kind, code),
  constraint station_book_kind_code_bounded_per_project_key UNIQUE (book_kind, code, bounded, per_project),
  constraint station_book_kind_code_per_project_key UNIQUE (book_kind, code, per_project),
  constraint station_book_kind_position_key UNIQUE (book_kind, "position"),
  constraint station_book_kind_check CHECK ((book_kind = ANY (ARRAY['fund'::text, 'counterpart'::text])))
);
grant select on table funds.station to kc_app;

create table funds.transfer (
  province text not null,
  id uuid not null,
  posting_id uuid not null,
  line smallint not null,
  book_id uuid not null,
  kind text not null,
  from_station text not null,
  from_holder uuid not null,
  to_station text not null,
  to_holder uuid not null,
  project_id uuid,
  amount bigint not null,
  decision_id uuid,
  reverses uuid,
  constraint transfer_pkey PRIMARY KEY (province, id),
  constraint transfer_amount_check CHECK ((amount > 0)),
  constraint transfer_check CHECK (((from_holder = book_id) OR (from_holder = project_id))),
  constraint transfer_check1 CHECK (((to_holder = book_id) OR (to_holder = project_id))),
  constraint transfer_check2 CHECK (((kind = 'reverse'::text) = (reverses IS NOT NULL))),
  constraint transfer_province_book_id_from_station_from_holder_fkey FOREIGN KEY (province, book_id, from_station, from_holder) REFERENCES funds.account(province, book_id, station, holder_id),
  constraint transfer_province_book_id_to_station_to_holder_fkey FOREIGN KEY (province, book_id, to_station, to_holder) REFERENCES funds.account(province, book_id, station, holder_id),
  constraint transfer_province_decision_id_book_id_fkey FOREIGN KEY (province, decision_id, book_id) REFERENCES funds.decision(province, id, fund_id) DEFERRABLE INITIALLY DEFERRED,
  constraint transfer_province_posting_id_fkey FOREIGN KEY (province, posting_id) REFERENCES funds.posting(province, id),
  constraint transfer_province_reverses_fkey FOREIGN KEY (province, reverses) REFERENCES funds.transfer(province, id)
);
CREATE INDEX transfer_book ON funds.transfer USING btree (province, book_id, id);
CREATE INDEX transfer_project ON funds.transfer USING btree (province, project_id, id) WHERE (project_id IS NOT NULL);
CREATE UNIQUE INDEX transfer_posting ON funds.transfer USING btree (province, posting_id, line);
CREATE UNIQUE INDEX transfer_reverses ON funds.transfer USING btree (province, reverses) WHERE (reverses IS NOT NULL);
CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON funds.transfer FOR EACH ROW EXECUTE FUNCTION funds.refuse_change();
CREATE TRIGGER immutable_whole BEFORE TRUNCATE ON funds.transfer FOR EACH STATEMENT EXECUTE FUNCTION funds.refuse_change();
alter table funds.transfer enable row level security;
alter table funds.transfer force row level security;
create policy own_province on funds.transfer as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table funds.transfer to kc_app;

create table law.advance_rule (
  id text not null,
  procedure_kind text not null,
  valid_from date not null,
  valid_until date,
  contents text[] not null,
  percent_bp integer not null,
  progress_bp integer,
  progress_of text,
  papers_vi text[] default '{}'::text[] not null,
  papers_en text[] default '{}'::text[] not null,
  citation jsonb,
  verification law.verification not null,
  constraint advance_rule_pkey PRIMARY KEY (id),
  constraint advance_rule_check CHECK (((progress_bp IS NULL) = (progress_of IS NULL))),
  constraint advance_rule_check1 CHECK ((cardinality(papers_vi) = cardinality(papers_en))),
  constraint advance_rule_check2 CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  constraint advance_rule_percent_bp_check CHECK (((percent_bp >= 0) AND (percent_bp <= 10000))),
  constraint advance_rule_procedure_kind_check CHECK ((procedure_kind = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint advance_rule_progress_bp_check CHECK (((progress_bp >= 0) AND (progress_bp <= 10000))),
  constraint advance_rule_progress_of_check CHECK ((progress_of = ANY (ARRAY['total_investment'::text, 'supported_item'::text])))
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.advance_rule FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.advance_rule to kc_app;

create table law.article (
  id uuid default gen_random_uuid() not null,
  document_code text not null,
  article text not null,
  clause text,
  point text,
  title_vi text not null,
  title_en text not null,
  verification law.verification not null,
  changed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint article_pkey PRIMARY KEY (id),
  constraint article_stands_once UNIQUE NULLS NOT DISTINCT (document_code, article, clause, point),
  constraint article_article_check CHECK ((article <> ''::text)),
  constraint article_check CHECK (((point IS NULL) OR (clause IS NOT NULL))),
  constraint article_clause_check CHECK ((clause <> ''::text)),
  constraint article_point_check CHECK ((point <> ''::text)),
  constraint article_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code)
);
grant insert, select, update on table law.article to kc_app;

create table law.calendar_draft (
  province text not null,
  year integer not null,
  no integer not null,
  base integer not null,
  notice text not null,
  notice_on date not null,
  document_code text,
  verification law.verification not null,
  days jsonb not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint calendar_draft_pkey PRIMARY KEY (province, year, no),
  constraint calendar_draft_check CHECK ((on_behalf_of <> saved_by)),
  constraint calendar_draft_days_check CHECK ((jsonb_typeof(days) = 'array'::text)),
  constraint calendar_draft_no_check CHECK ((no > 0)),
  constraint calendar_draft_notice_check CHECK ((notice <> ''::text)),
  constraint calendar_draft_year_check CHECK (((year >= 2014) AND (year <= 2200))),
  constraint calendar_draft_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code),
  constraint calendar_draft_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint calendar_draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON law.calendar_draft FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table law.calendar_draft enable row level security;
alter table law.calendar_draft force row level security;
create policy own_province on law.calendar_draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table law.calendar_draft to kc_app;

create table law.calendar_publication (
  id uuid not null,
  year integer not null,
  version integer not null,
  notice text not null,
  notice_on date not null,
  document_code text,
  verification law.verification not null,
  changed date[] not null,
  published_at timestamp with time zone not null,
  published_by uuid not null,
  published_in text not null,
  constraint calendar_publication_pkey PRIMARY KEY (id),
  constraint calendar_publication_year_version_key UNIQUE (year, version),
  constraint calendar_publication_notice_check CHECK ((notice <> ''::text)),
  constraint calendar_publication_version_check CHECK ((version > 0)),
  constraint calendar_publication_year_check CHECK (((year >= 2014) AND (year <= 2200))),
  constraint calendar_publication_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON law.calendar_publication FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
CREATE TRIGGER note_edition AFTER INSERT ON law.calendar_publication FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.calendar_publication to kc_app;

create table law.change_authority (
  id text not null,
  procedure_kind text not null,
  province text,
  kind text not null,
  group_only boolean not null,
  authority_vi text not null,
  authority_en text not null,
  roles text[] not null,
  working_days integer,
  valid_from date not null,
  valid_until date,
  citation jsonb,
  verification law.verification not null,
  constraint change_authority_pkey PRIMARY KEY (id),
  constraint change_authority_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  constraint change_authority_kind_check CHECK ((kind = ANY (ARRAY['place'::text, 'coordinating_unit'::text, 'beneficiary'::text, 'content'::text, 'lines'::text, 'amount_up'::text, 'amount_down'::text, 'time_within_year'::text, 'time_next_year'::text]))),
  constraint change_authority_procedure_kind_check CHECK ((procedure_kind = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint change_authority_roles_check CHECK ((cardinality(roles) > 0)),
  constraint change_authority_working_days_check CHECK ((working_days > 0))
);
grant select on table law.change_authority to kc_app;

create table law.clock_rules (
  province text not null,
  version integer not null,
  valid_from date not null,
  valid_until date,
  basis text not null,
  basis_on date not null,
  rules jsonb,
  published_at timestamp with time zone not null,
  published_by uuid not null,
  constraint clock_rules_pkey PRIMARY KEY (province, version),
  constraint clock_rules_do_not_overlap EXCLUDE USING gist (province WITH =, daterange(valid_from, valid_until) WITH &&),
  constraint clock_rules_basis_check CHECK ((basis <> ''::text)),
  constraint clock_rules_check CHECK ((valid_until > valid_from)),
  constraint clock_rules_version_check CHECK ((version > 0)),
  constraint clock_rules_province_published_by_fkey FOREIGN KEY (province, published_by) REFERENCES people.account(province, id)
);
alter table law.clock_rules enable row level security;
alter table law.clock_rules force row level security;
create policy own_province on law.clock_rules as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table law.clock_rules to kc_app;

create table law.clock_rules_draft (
  province text not null,
  no integer not null,
  base integer not null,
  valid_from date not null,
  basis text not null,
  basis_on date not null,
  rules jsonb,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint clock_rules_draft_pkey PRIMARY KEY (province, no),
  constraint clock_rules_draft_basis_check CHECK ((basis <> ''::text)),
  constraint clock_rules_draft_check CHECK ((on_behalf_of <> saved_by)),
  constraint clock_rules_draft_no_check CHECK ((no > 0)),
  constraint clock_rules_draft_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint clock_rules_draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON law.clock_rules_draft FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table law.clock_rules_draft enable row level security;
alter table law.clock_rules_draft force row level security;
create policy own_province on law.clock_rules_draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table law.clock_rules_draft to kc_app;

create table law.content (
  code text not null,
  group_number integer not null,
  name_vi text not null,
  name_en text not null,
  "position" integer not null,
  id uuid default gen_random_uuid() not null,
  province text,
  document_code text,
  article text,
  created_by uuid,
  created_at timestamp with time zone,
  constraint content_pkey PRIMARY KEY (code),
  constraint content_id_key UNIQUE (id),
  constraint content_article_check CHECK ((article <> ''::text)),
  constraint content_code_check CHECK ((code ~ '^[A-Z]{2}-[0-9]{2}(@[0-9]{2})?$'::text)),
  constraint content_group_number_check CHECK (((group_number >= 1) AND (group_number <= 9))),
  constraint own_content_carries_its_province CHECK (COALESCE((split_part(code, '@'::text, 2) = province), (POSITION(('@'::text) IN (code)) = 0))),
  constraint own_content_has_a_basis CHECK (((province IS NULL) = (document_code IS NULL))),
  constraint content_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code),
  constraint content_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id)
);
CREATE INDEX content_own ON law.content USING btree (province) WHERE (province IS NOT NULL);
CREATE TRIGGER keep_used BEFORE DELETE OR UPDATE ON law.content FOR EACH ROW EXECUTE FUNCTION law.keep_used_content();
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.content FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
alter table law.content enable row level security;
create policy a_province_adds_its_own on law.content as permissive for insert to public
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy a_province_changes_its_own on law.content as permissive for update to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy a_province_removes_its_own on law.content as permissive for delete to public
  using ((province = ( SELECT platform.current_province() AS current_province)));
create policy everyone_reads on law.content as permissive for select to public
  using (true);
grant delete, select on table law.content to kc_app;
grant insert ("position") on table law.content to kc_app;
grant insert (article) on table law.content to kc_app;
grant insert (code) on table law.content to kc_app;
grant insert (created_at) on table law.content to kc_app;
grant insert (created_by) on table law.content to kc_app;
grant insert (document_code) on table law.content to kc_app;
grant insert (group_number) on table law.content to kc_app;
grant insert (name_en) on table law.content to kc_app;
grant insert (name_vi) on table law.content to kc_app;
grant insert (province) on table law.content to kc_app;
grant update (article) on table law.content to kc_app;
grant update (document_code) on table law.content to kc_app;
grant update (group_number) on table law.content to kc_app;
grant update (name_en) on table law.content to kc_app;
grant update (name_vi) on table law.content to kc_app;

create table law.content_condition (
  code text not null,
  valid_from date not null,
  valid_until date,
  contents text[] not null,
  procedures text[] not null,
  sectors text[] not null,
  question jsonb not null,
  says jsonb not null,
  district jsonb,
  paper text not null,
  citation jsonb,
  verification law.verification not null,
  "position" integer not null,
  constraint content_condition_pkey PRIMARY KEY (code, valid_from),
  constraint content_conditions_do_not_overlap EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_until) WITH &&),
  constraint content_condition_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from)))
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.content_condition FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.content_condition to kc_app;

create table law.document (
  code text not null,
  kind text not null,
  issuer text not null,
  province text,
  title_vi text not null,
  title_en text not null,
  issued_on date,
  effective_on date,
  expired_on date,
  verification law.verification not null,
  id uuid default gen_random_uuid() not null,
  source_vi text,
  source_en text,
  changed_at timestamp with time zone,
  constraint document_pkey PRIMARY KEY (code),
  constraint document_id_key UNIQUE (id),
  constraint document_check CHECK (((expired_on IS NULL) OR (effective_on IS NULL) OR (expired_on > effective_on))),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['decree'::text, 'circular'::text, 'joint_circular'::text, 'decision'::text, 'resolution'::text, 'directive'::text, 'consolidation'::text, 'programme'::text, 'guidance'::text, 'law'::text, 'sample'::text])))
);
CREATE UNIQUE INDEX document_address ON law.document USING btree (regexp_replace(platform.fold(code), '[^a-z0-9]+'::text, '-'::text, 'g'::text));
alter table law.document enable row level security;
create policy a_province_adds_its_own on law.document as permissive for insert to public
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy everyone_reads on law.document as permissive for select to public
  using (true);
create policy its_own_or_the_nations_change on law.document as permissive for update to public
  using (((province IS NULL) OR (province = ( SELECT platform.current_province() AS current_province))))
  with check (((province IS NULL) OR (province = ( SELECT platform.current_province() AS current_province))));
grant insert, select, update on table law.document to kc_app;

create table law.document_file (
  id uuid not null,
  document_code text not null,
  title text not null,
  hash text not null,
  size bigint not null,
  media_type text not null,
  file_name text not null,
  body text,
  words tsvector generated always as (to_tsvector('simple'::regconfig, platform.fold(COALESCE(body, ''::text)))) stored,
  added_by uuid not null,
  added_in text not null,
  added_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint document_file_pkey PRIMARY KEY (id),
  constraint document_file_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint document_file_size_check CHECK ((size > 0)),
  constraint document_file_added_in_added_by_fkey FOREIGN KEY (added_in, added_by) REFERENCES people.account(province, id),
  constraint document_file_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code)
);
CREATE INDEX document_file_of ON law.document_file USING btree (document_code);
CREATE INDEX document_file_words ON law.document_file USING gin (words) WHERE (withdrawn_at IS NULL);
grant insert, select, update on table law.document_file to kc_app;

create table law.document_relation (
  document_code text not null,
  kind text not null,
  other_code text not null,
  since date,
  withdrawn_at timestamp with time zone,
  constraint document_relation_pkey PRIMARY KEY (document_code, kind, other_code),
  constraint document_relation_check CHECK ((document_code <> other_code)),
  constraint document_relation_kind_check CHECK ((kind = ANY (ARRAY['amends'::text, 'replaces'::text, 'consolidates'::text, 'guides'::text, 'based_on'::text]))),
  constraint document_relation_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code),
  constraint document_relation_other_code_fkey FOREIGN KEY (other_code) REFERENCES law.document(code)
);
CREATE INDEX relation_of_other ON law.document_relation USING btree (other_code);
grant insert, select, update on table law.document_relation to kc_app;

create table law.dossier_item (
  code text not null,
  procedure_kind text not null,
  valid_from date not null,
  valid_until date,
  contents text[] not null,
  stage text not null,
  mandatory boolean not null,
  label_vi text not null,
  label_en text not null,
  help_vi text,
  help_en text,
  "position" integer not null,
  citation jsonb,
  verification law.verification not null,
  constraint dossier_item_pkey PRIMARY KEY (code, procedure_kind, stage, valid_from),
  constraint dossier_item_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  constraint dossier_item_procedure_kind_check CHECK ((procedure_kind = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint dossier_item_stage_check CHECK ((stage = ANY (ARRAY['request'::text, 'advance'::text, 'payment'::text, 'settlement'::text])))
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.dossier_item FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.dossier_item to kc_app;

create table law.edition (
  one boolean default true not null,
  id uuid not null,
  constraint edition_pkey PRIMARY KEY (one),
  constraint edition_one_check CHECK (one)
);
grant select on table law.edition to kc_app;

create table law.eligibility_set (
  id text not null,
  valid_from date not null,
  valid_until date,
  document_code text not null,
  rules jsonb not null,
  constraint eligibility_set_pkey PRIMARY KEY (id),
  constraint eligibility_sets_do_not_overlap EXCLUDE USING gist (daterange(valid_from, valid_until) WITH &&),
  constraint eligibility_set_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  constraint eligibility_set_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code)
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.eligibility_set FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.eligibility_set to kc_app;

create table law.enterprise_size (
  class text not null,
  valid_from date not null,
  valid_until date,
  most_employees integer not null,
  most_revenue bigint not null,
  most_capital bigint not null,
  citation jsonb,
  verification law.verification not null,
  constraint enterprise_size_pkey PRIMARY KEY (class, valid_from),
  constraint enterprise_size_class_check CHECK ((class = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text])))
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.enterprise_size FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.enterprise_size to kc_app;

create table law.escalation_rule (
  id integer generated always as identity not null,
  province text,
  owner_role text not null,
  level integer not null,
  to_role text not null,
  days_late integer not null,
  basis text default 'system_default'::text not null,
  valid_from date not null,
  valid_until date,
  constraint escalation_rule_pkey PRIMARY KEY (id),
  constraint escalation_rule_check CHECK ((to_role <> owner_role)),
  constraint escalation_rule_check1 CHECK ((valid_until > valid_from)),
  constraint escalation_rule_days_late_check CHECK ((days_late > 0)),
  constraint escalation_rule_level_check CHECK (((level >= 1) AND (level <= 5)))
);
grant select on table law.escalation_rule to kc_app;

create table law.extension_rule (
  id integer generated always as identity not null,
  province text,
  owner_role text not null,
  by_roles text[] not null,
  most_times integer,
  most_days integer,
  basis text default 'system_default'::text not null,
  valid_from date not null,
  valid_until date,
  constraint extension_rule_pkey PRIMARY KEY (id),
  constraint rules_of_one_desk_do_not_overlap EXCLUDE USING gist (COALESCE(province, ''::text) WITH =, owner_role WITH =, daterange(valid_from, valid_until) WITH &&),
  constraint extension_rule_check CHECK (((cardinality(by_roles) > 0) AND (NOT (owner_role = ANY (by_roles))))),
  constraint extension_rule_check1 CHECK ((valid_until > valid_from)),
  constraint extension_rule_most_days_check CHECK ((most_days > 0)),
  constraint extension_rule_most_times_check CHECK ((most_times > 0))
);
grant select on table law.extension_rule to kc_app;

create table law.holiday (
  day date not null,
  kind text not null,
  name_vi text not null,
  name_en text not null,
  verification law.verification not null,
  constraint holiday_pkey PRIMARY KEY (day),
  constraint holiday_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'worked'::text])))
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.holiday FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.holiday to kc_app;

create table law.legal_form (
  code text not null,
  name_vi text not null,
  name_en text not null,
  enterprise boolean not null,
  personal boolean not null,
  "position" integer not null,
  constraint legal_form_pkey PRIMARY KEY (code)
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.legal_form FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.legal_form to kc_app;

create table law.norm (
  set_id text not null,
  content_code text not null,
  unit_of_count text not null,
  rule jsonb not null,
  areas text[],
  costs text[],
  limits jsonb default '[]'::jsonb not null,
  citation jsonb,
  verification law.verification not null,
  note_vi text,
  note_en text,
  examples jsonb default '[]'::jsonb not null,
  constraint norm_pkey PRIMARY KEY (set_id, content_code),
  constraint norm_rule_check CHECK ((rule ? 'kind'::text)),
  constraint norm_content_code_fkey FOREIGN KEY (content_code) REFERENCES law.content(code),
  constraint norm_set_id_fkey FOREIGN KEY (set_id) REFERENCES law.norm_set(id) ON DELETE CASCADE
);
CREATE TRIGGER keep_published BEFORE INSERT OR DELETE OR UPDATE ON law.norm FOR EACH ROW EXECUTE FUNCTION law.keep_published_norm();
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.norm FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.norm to kc_app;

create table law.norm_draft (
  province text not null,
  id uuid not null,
  fund text not null,
  follows text,
  corrects text,
  file jsonb not null,
  document_id uuid,
  revision integer default 1 not null,
  state text default 'open'::text not null,
  set_id text,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  dropped_by uuid,
  dropped_at timestamp with time zone,
  drop_reason text,
  constraint norm_draft_pkey PRIMARY KEY (province, id),
  constraint norm_draft_check CHECK (((state = 'published'::text) = (set_id IS NOT NULL))),
  constraint norm_draft_check1 CHECK (((state = 'dropped'::text) = (dropped_at IS NOT NULL))),
  constraint norm_draft_check2 CHECK ((((dropped_at IS NULL) = (dropped_by IS NULL)) AND ((dropped_at IS NULL) = (drop_reason IS NULL)))),
  constraint norm_draft_drop_reason_check CHECK ((drop_reason <> ''::text)),
  constraint norm_draft_fund_check CHECK ((fund = ANY (ARRAY['national'::text, 'local'::text]))),
  constraint norm_draft_state_check CHECK ((state = ANY (ARRAY['open'::text, 'published'::text, 'dropped'::text]))),
  constraint norm_draft_corrects_fkey FOREIGN KEY (corrects) REFERENCES law.norm_set(id),
  constraint norm_draft_follows_fkey FOREIGN KEY (follows) REFERENCES law.norm_set(id),
  constraint norm_draft_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint norm_draft_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint norm_draft_province_dropped_by_fkey FOREIGN KEY (province, dropped_by) REFERENCES people.account(province, id),
  constraint norm_draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id),
  constraint norm_draft_set_id_fkey FOREIGN KEY (set_id) REFERENCES law.norm_set(id)
);
alter table law.norm_draft enable row level security;
alter table law.norm_draft force row level security;
create policy own_province on law.norm_draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert (corrects) on table law.norm_draft to kc_app;
grant insert (created_at) on table law.norm_draft to kc_app;
grant insert (created_by) on table law.norm_draft to kc_app;
grant insert (file) on table law.norm_draft to kc_app;
grant insert (follows) on table law.norm_draft to kc_app;
grant insert (fund) on table law.norm_draft to kc_app;
grant insert (id) on table law.norm_draft to kc_app;
grant insert (province) on table law.norm_draft to kc_app;
grant insert (saved_at) on table law.norm_draft to kc_app;
grant insert (saved_by) on table law.norm_draft to kc_app;
grant select on table law.norm_draft to kc_app;
grant update (document_id) on table law.norm_draft to kc_app;
grant update (file) on table law.norm_draft to kc_app;
grant update (revision) on table law.norm_draft to kc_app;
grant update (saved_at) on table law.norm_draft to kc_app;
grant update (saved_by) on table law.norm_draft to kc_app;

create table law.norm_draft_edit (
  province text not null,
  draft_id uuid not null,
  revision integer not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint norm_draft_edit_pkey PRIMARY KEY (province, draft_id, revision),
  constraint norm_draft_edit_check CHECK ((on_behalf_of <> account_id)),
  constraint norm_draft_edit_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id),
  constraint norm_draft_edit_province_draft_id_fkey FOREIGN KEY (province, draft_id) REFERENCES law.norm_draft(province, id),
  constraint norm_draft_edit_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON law.norm_draft_edit FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table law.norm_draft_edit enable row level security;
alter table law.norm_draft_edit force row level security;
create policy own_province on law.norm_draft_edit as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table law.norm_draft_edit to kc_app;

create table law.norm_set (
  id text not null,
  fund text not null,
  province text,
  valid_from date not null,
  valid_until date,
  document_code text not null,
  priority_factor jsonb,
  vat text,
  verification law.verification not null,
  sample boolean default false not null,
  note_vi text,
  note_en text,
  published_at timestamp with time zone,
  published_by uuid,
  published_in text,
  corrects text,
  corrected_by text,
  above_national_reason text,
  source jsonb,
  constraint norm_set_pkey PRIMARY KEY (id),
  constraint norm_set_corrected_by_key UNIQUE (corrected_by),
  constraint norm_sets_of_one_fund_do_not_overlap EXCLUDE USING gist (fund WITH =, COALESCE(province, ''::text) WITH =, daterange(valid_from, valid_until) WITH &&) WHERE ((corrected_by IS NULL)),
  constraint norm_set_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  constraint norm_set_check1 CHECK (((fund = 'national'::text) = (province IS NULL))),
  constraint norm_set_check2 CHECK ((((published_at IS NULL) = (published_by IS NULL)) AND ((published_at IS NULL) = (published_in IS NULL)))),
  constraint norm_set_check3 CHECK (((corrects IS NULL) OR (corrects <> id))),
  constraint norm_set_fund_check CHECK ((fund = ANY (ARRAY['national'::text, 'local'::text]))),
  constraint norm_set_vat_check CHECK ((vat = ANY (ARRAY['included'::text, 'excluded'::text]))),
  constraint norm_set_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES law.norm_set(id) DEFERRABLE INITIALLY DEFERRED,
  constraint norm_set_corrects_fkey FOREIGN KEY (corrects) REFERENCES law.norm_set(id),
  constraint norm_set_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code)
);
CREATE TRIGGER keep_published BEFORE DELETE OR UPDATE ON law.norm_set FOR EACH ROW EXECUTE FUNCTION law.keep_published_set();
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.norm_set FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.norm_set to kc_app;

create table law.norm_verification (
  province text not null,
  id uuid not null,
  set_id text not null,
  content text not null,
  stands boolean not null,
  page text not null,
  compared_on date not null,
  verified_by uuid not null,
  at timestamp with time zone not null,
  constraint norm_verification_pkey PRIMARY KEY (province, id),
  constraint norm_verification_page_check CHECK (((length(page) >= 1) AND (length(page) <= 120))),
  constraint norm_verification_province_verified_by_fkey FOREIGN KEY (province, verified_by) REFERENCES people.account(province, id),
  constraint norm_verification_set_id_content_fkey FOREIGN KEY (set_id, content) REFERENCES law.norm(set_id, content_code)
);
CREATE INDEX norm_verification_latest ON law.norm_verification USING btree (province, set_id, content, at DESC, id DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON law.norm_verification FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
CREATE TRIGGER note_edition AFTER INSERT ON law.norm_verification FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
alter table law.norm_verification enable row level security;
alter table law.norm_verification force row level security;
create policy own_province on law.norm_verification as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table law.norm_verification to kc_app;

create table law.opinion_rule (
  id integer generated always as identity not null,
  procedure text not null,
  days integer not null,
  silence text not null,
  late text not null,
  link_days integer not null,
  verification law.verification not null,
  valid_from date not null,
  valid_until date,
  constraint opinion_rule_pkey PRIMARY KEY (id),
  constraint opinion_rule_check CHECK ((valid_until > valid_from)),
  constraint opinion_rule_days_check CHECK (((days >= 1) AND (days <= 60))),
  constraint opinion_rule_late_check CHECK ((late = ANY (ARRAY['counts'::text, 'noted'::text]))),
  constraint opinion_rule_link_days_check CHECK (((link_days >= 1) AND (link_days <= 120))),
  constraint opinion_rule_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint opinion_rule_silence_check CHECK ((silence = ANY (ARRAY['nothing'::text, 'consent'::text, 'escalation'::text])))
);
grant select on table law.opinion_rule to kc_app;

create table law.paper_form (
  kind text not null,
  seq integer not null,
  series text not null,
  title_vi text not null,
  title_en text not null,
  form text,
  citation jsonb,
  verification law.verification not null,
  constraint paper_form_pkey PRIMARY KEY (kind),
  constraint paper_form_kind_check CHECK ((kind ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint paper_form_series_check CHECK ((series ~ '^[[:alpha:]]{1,8}$'::text))
);
grant select on table law.paper_form to kc_app;

create table law.procedure (
  id text not null,
  kind text not null,
  province text,
  name_vi text not null,
  name_en text not null,
  valid_from date not null,
  valid_until date,
  document_code text,
  verification law.verification not null,
  version integer,
  basis text,
  basis_on date,
  published_at timestamp with time zone,
  published_by uuid,
  draft_no integer,
  constraint procedure_pkey PRIMARY KEY (id),
  constraint procedure_kind_province_version_key UNIQUE (kind, province, version),
  constraint procedures_of_one_kind_do_not_overlap EXCLUDE USING gist (kind WITH =, COALESCE(province, ''::text) WITH =, daterange(valid_from, valid_until) WITH &&),
  constraint procedure_basis_check CHECK ((basis <> ''::text)),
  constraint procedure_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
  constraint procedure_check1 CHECK (((version IS NULL) OR ((province IS NOT NULL) AND (basis IS NOT NULL) AND (basis_on IS NOT NULL) AND (published_at IS NOT NULL) AND (published_by IS NOT NULL)))),
  constraint procedure_kind_check CHECK ((kind = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint procedure_version_check CHECK ((version > 0)),
  constraint procedure_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code),
  constraint procedure_province_published_by_fkey FOREIGN KEY (province, published_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER keep_own BEFORE DELETE OR UPDATE ON law.procedure FOR EACH ROW EXECUTE FUNCTION law.keep_own_procedure();
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.procedure FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.procedure to kc_app;

create table law.procedure_draft (
  province text not null,
  kind text not null,
  no integer not null,
  base text not null,
  valid_from date not null,
  basis text not null,
  basis_on date not null,
  document_code text,
  verification law.verification not null,
  steps jsonb not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint procedure_draft_pkey PRIMARY KEY (province, kind, no),
  constraint procedure_draft_basis_check CHECK ((basis <> ''::text)),
  constraint procedure_draft_check CHECK ((on_behalf_of <> saved_by)),
  constraint procedure_draft_kind_check CHECK ((kind = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint procedure_draft_no_check CHECK ((no > 0)),
  constraint procedure_draft_steps_check CHECK ((jsonb_typeof(steps) = 'array'::text)),
  constraint procedure_draft_base_fkey FOREIGN KEY (base) REFERENCES law.procedure(id),
  constraint procedure_draft_document_code_fkey FOREIGN KEY (document_code) REFERENCES law.document(code),
  constraint procedure_draft_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint procedure_draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON law.procedure_draft FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table law.procedure_draft enable row level security;
alter table law.procedure_draft force row level security;
create policy own_province on law.procedure_draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table law.procedure_draft to kc_app;

create table law.procedure_step (
  procedure_id text not null,
  event text not null,
  "position" integer not null,
  stage_vi text not null,
  stage_en text not null,
  roles text[] not null,
  owner_role text,
  working_days integer,
  other_than text[] default '{}'::text[] not null,
  citation jsonb,
  verification law.verification not null,
  silence text default 'escalation'::text not null,
  most_days integer,
  set_by_province boolean default true not null,
  own_basis text,
  constraint procedure_step_pkey PRIMARY KEY (procedure_id, event),
  constraint procedure_step_procedure_id_position_key UNIQUE (procedure_id, "position"),
  constraint procedure_step_check CHECK (((working_days IS NULL) OR (owner_role IS NOT NULL))),
  constraint procedure_step_check1 CHECK (((most_days IS NULL) OR ((citation IS NOT NULL) AND (working_days <= most_days)))),
  constraint procedure_step_own_basis_check CHECK ((own_basis <> ''::text)),
  constraint procedure_step_roles_check CHECK ((cardinality(roles) > 0)),
  constraint procedure_step_silence_check CHECK ((silence = ANY (ARRAY['nothing'::text, 'escalation'::text]))),
  constraint procedure_step_working_days_check CHECK ((working_days > 0)),
  constraint procedure_step_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES law.procedure(id) ON DELETE CASCADE
);
CREATE TRIGGER keep_own BEFORE DELETE OR UPDATE ON law.procedure_step FOR EACH ROW EXECUTE FUNCTION law.keep_own_procedure_step();
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.procedure_step FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.procedure_step to kc_app;

create table law.reference_file (
  path text not null,
  checksum text not null,
  constraint reference_file_pkey PRIMARY KEY (path)
);

create table law.reminder_rule (
  id integer generated always as identity not null,
  province text,
  days_before integer[] not null,
  basis text default 'system_default'::text not null,
  valid_from date not null,
  valid_until date,
  constraint reminder_rule_pkey PRIMARY KEY (id),
  constraint reminder_rule_check CHECK ((valid_until > valid_from)),
  constraint reminder_rule_days_before_check CHECK (((cardinality(days_before) >= 1) AND (cardinality(days_before) <= 5)))
);
grant select on table law.reminder_rule to kc_app;

create table law.sector (
  code text not null,
  name_vi text not null,
  name_en text not null,
  valid_from date not null,
  valid_until date,
  citation jsonb,
  verification law.verification not null,
  "position" integer not null,
  vsic jsonb,
  constraint sector_pkey PRIMARY KEY (code),
  constraint sector_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from)))
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.sector FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.sector to kc_app;

create table law.several_way (
  procedure_kind text not null,
  valid_from date not null,
  valid_until date,
  citation jsonb,
  verification law.verification not null,
  roles text[] not null,
  owner_role text not null,
  working_days integer not null,
  desk_verification law.verification not null,
  asks text not null,
  asks_citation jsonb,
  asks_verification law.verification not null,
  constraint several_way_pkey PRIMARY KEY (procedure_kind, valid_from),
  constraint several_way_asks_check CHECK ((asks = ANY (ARRAY['opinion'::text, 'agreement'::text]))),
  constraint several_way_check CHECK ((valid_until > valid_from)),
  constraint several_way_check1 CHECK ((owner_role = ANY (roles))),
  constraint several_way_procedure_kind_check CHECK ((procedure_kind = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint several_way_roles_check CHECK ((cardinality(roles) > 0)),
  constraint several_way_working_days_check CHECK ((working_days > 0))
);
grant select on table law.several_way to kc_app;

create table law.wish (
  content text not null,
  group_code text not null,
  "position" integer not null,
  needs_vi text not null,
  needs_en text not null,
  instead text[] not null,
  constraint wish_pkey PRIMARY KEY (content),
  constraint wish_content_fkey FOREIGN KEY (content) REFERENCES law.content(code)
);
CREATE TRIGGER note_edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON law.wish FOR EACH STATEMENT EXECUTE FUNCTION law.note_edition();
grant select on table law.wish to kc_app;

create table people.account (
  province text not null,
  id uuid not null,
  auth_user_id text,
  name text not null,
  email text not null,
  phone text,
  active boolean default true not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  constraint account_pkey PRIMARY KEY (province, id),
  constraint account_province_auth_user_id_key UNIQUE (province, auth_user_id),
  constraint account_province_email_key UNIQUE (province, email),
  constraint account_email_check CHECK (((email = lower(btrim(email))) AND (email ~~ '%_@_%'::text))),
  constraint account_name_check CHECK (((name = btrim(name)) AND ((char_length(name) >= 2) AND (char_length(name) <= 120)))),
  constraint account_phone_check CHECK (((char_length(phone) >= 8) AND (char_length(phone) <= 20))),
  constraint account_auth_user_id_fkey FOREIGN KEY (auth_user_id) REFERENCES auth."user"(id),
  constraint account_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint account_province_fkey FOREIGN KEY (province) REFERENCES people.installation(province)
);
CREATE INDEX account_by_auth_user ON people.account USING btree (auth_user_id) WHERE (auth_user_id IS NOT NULL);
CREATE TRIGGER mark_delete AFTER DELETE ON people.account REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON people.account FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('people');
CREATE TRIGGER mark_update AFTER UPDATE ON people.account REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
alter table people.account enable row level security;
alter table people.account force row level security;
create policy own_province on people.account as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on people.account as permissive for select to kc_owner
  using (true);
grant insert, select on table people.account to kc_app;
grant update (active) on table people.account to kc_app;
grant update (auth_user_id) on table people.account to kc_app;
grant update (email) on table people.account to kc_app;
grant update (name) on table people.account to kc_app;
grant update (phone) on table people.account to kc_app;

create table people.delegation (
  province text not null,
  id uuid not null,
  from_account uuid not null,
  to_account uuid not null,
  unit_id uuid not null,
  role text not null,
  events text[],
  first_day date not null,
  last_day date not null,
  reason text not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  set_by uuid,
  constraint delegation_pkey PRIMARY KEY (province, id),
  constraint one_delegate_at_a_time EXCLUDE USING gist (province WITH =, from_account WITH =, unit_id WITH =, role WITH =, daterange(first_day, last_day, '[]'::text) WITH &&) WHERE ((ended_at IS NULL)),
  constraint delegation_check CHECK ((to_account <> from_account)),
  constraint delegation_check1 CHECK ((last_day >= first_day)),
  constraint delegation_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint delegation_check3 CHECK ((set_by <> from_account)),
  constraint delegation_events_check CHECK ((cardinality(events) > 0)),
  constraint delegation_reason_check CHECK ((reason <> ''::text)),
  constraint delegation_province_ended_by_fkey FOREIGN KEY (province, ended_by) REFERENCES people.account(province, id),
  constraint delegation_province_from_account_fkey FOREIGN KEY (province, from_account) REFERENCES people.account(province, id),
  constraint delegation_province_set_by_fkey FOREIGN KEY (province, set_by) REFERENCES people.account(province, id),
  constraint delegation_province_to_account_fkey FOREIGN KEY (province, to_account) REFERENCES people.account(province, id),
  constraint delegation_province_unit_id_fkey FOREIGN KEY (province, unit_id) REFERENCES people.unit(province, id)
);
CREATE INDEX delegation_from ON people.delegation USING btree (province, from_account, first_day DESC);
CREATE INDEX delegation_newest ON people.delegation USING btree (province, first_day DESC, id DESC);
CREATE INDEX delegation_to ON people.delegation USING btree (province, to_account, last_day) WHERE (ended_at IS NULL);
CREATE TRIGGER mark_delete AFTER DELETE ON people.delegation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER mark_insert AFTER INSERT ON people.delegation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON people.delegation FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('people');
CREATE TRIGGER mark_update AFTER UPDATE ON people.delegation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER refuse_chain BEFORE INSERT ON people.delegation FOR EACH ROW EXECUTE FUNCTION people.refuse_chain();
alter table people.delegation enable row level security;
alter table people.delegation force row level security;
create policy own_province on people.delegation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on people.delegation as permissive for select to kc_owner
  using (true);
grant insert, select on table people.delegation to kc_app;
grant update (ended_at) on table people.delegation to kc_app;
grant update (ended_by) on table people.delegation to kc_app;

create table people.installation (
  province text not null,
  sample boolean not null,
  opened_at timestamp with time zone not null,
  constraint installation_pkey PRIMARY KEY (province),
  constraint installation_province_check CHECK ((province ~ '^[0-9]{2}$'::text))
);
alter table people.installation enable row level security;
alter table people.installation force row level security;
create policy own_province on people.installation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on people.installation as permissive for select to kc_owner
  using (true);
grant insert, select on table people.installation to kc_app;

create table people.invitation (
  province text not null,
  id uuid not null,
  account_id uuid,
  name text not null,
  email text not null,
  phone text,
  locale text not null,
  token_hash text not null,
  mailed boolean not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  next text,
  constraint invitation_pkey PRIMARY KEY (province, id),
  constraint invitation_province_token_hash_key UNIQUE (province, token_hash),
  constraint invitation_locale_check CHECK ((locale = ANY (ARRAY['vi'::text, 'en'::text]))),
  constraint invitation_next_check CHECK (((next ~ '^/'::text) AND (next !~ '^/[/\\]'::text) AND (length(next) <= 4000))),
  constraint invitation_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id),
  constraint invitation_province_fkey FOREIGN KEY (province) REFERENCES people.installation(province),
  constraint invitation_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id)
);
CREATE INDEX invitation_account ON people.invitation USING btree (province, account_id) WHERE (account_id IS NOT NULL);
CREATE UNIQUE INDEX invitation_open ON people.invitation USING btree (province, email) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));
alter table people.invitation enable row level security;
alter table people.invitation force row level security;
create policy own_province on people.invitation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table people.invitation to kc_app;
grant update (accepted_at) on table people.invitation to kc_app;
grant update (account_id) on table people.invitation to kc_app;
grant update (expires_at) on table people.invitation to kc_app;
grant update (mailed) on table people.invitation to kc_app;
grant update (token_hash) on table people.invitation to kc_app;
grant update (withdrawn_at) on table people.invitation to kc_app;

create table people.membership (
  province text not null,
  id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  unit_kind text not null,
  role text not null,
  valid_from date not null,
  valid_to date,
  granted_by uuid,
  ended_by uuid,
  constraint membership_pkey PRIMARY KEY (province, id),
  constraint role_held_once EXCLUDE USING gist (province WITH =, account_id WITH =, unit_id WITH =, role WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint membership_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint role_fits_the_unit CHECK (
CASE role
    WHEN 'establishment_owner'::text THEN (unit_kind = 'establishment'::text)
    WHEN 'establishment_staff'::text THEN (unit_kind = 'establishment'::text)
    WHEN 'commune_officer'::text THEN (unit_kind = 'commune'::text)
    WHEN 'centre_officer'::text THEN (unit_kind = 'centre'::text)
    WHEN 'centre_accountant'::text THEN (unit_kind = 'centre'::text)
    WHEN 'centre_director'::text THEN (unit_kind = 'centre'::text)
    WHEN 'department_specialist'::text THEN (unit_kind = 'department'::text)
    WHEN 'department_leader'::text THEN (unit_kind = 'department'::text)
    WHEN 'finance_officer'::text THEN (unit_kind = 'finance_department'::text)
    WHEN 'provincial_approver'::text THEN (unit_kind = 'people_committee'::text)
    WHEN 'cuc_officer'::text THEN (unit_kind = 'cuc'::text)
    WHEN 'auditor'::text THEN (unit_kind = ANY (ARRAY['cuc'::text, 'department'::text, 'finance_department'::text, 'people_committee'::text, 'treasury'::text]))
    WHEN 'administrator'::text THEN (unit_kind = ANY (ARRAY['cuc'::text, 'department'::text, 'centre'::text]))
    ELSE false
END),
  constraint membership_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id),
  constraint membership_province_ended_by_fkey FOREIGN KEY (province, ended_by) REFERENCES people.account(province, id),
  constraint membership_province_granted_by_fkey FOREIGN KEY (province, granted_by) REFERENCES people.account(province, id),
  constraint membership_province_unit_id_unit_kind_fkey FOREIGN KEY (province, unit_id, unit_kind) REFERENCES people.unit(province, id, kind)
);
CREATE INDEX membership_by_account ON people.membership USING btree (province, account_id);
CREATE INDEX membership_by_role ON people.membership USING btree (province, role);
CREATE INDEX membership_by_unit ON people.membership USING btree (province, unit_id, role);
CREATE TRIGGER mark_delete AFTER DELETE ON people.membership REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER mark_insert AFTER INSERT ON people.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON people.membership FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('people');
CREATE TRIGGER mark_update AFTER UPDATE ON people.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
alter table people.membership enable row level security;
alter table people.membership force row level security;
create policy own_province on people.membership as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on people.membership as permissive for select to kc_owner
  using (true);
grant insert, select on table people.membership to kc_app;
grant update (ended_by) on table people.membership to kc_app;
grant update (valid_to) on table people.membership to kc_app;

create table people.sample_loading (
  once boolean default true not null,
  started_at timestamp with time zone not null,
  note text,
  done integer default 0 not null,
  total integer default 0 not null,
  finished_at timestamp with time zone,
  failed boolean default false not null,
  constraint sample_loading_pkey PRIMARY KEY (once),
  constraint sample_loading_once_check CHECK (once)
);
grant insert, select, update on table people.sample_loading to kc_app;

create table people.setup_token (
  token_hash text not null,
  made_at timestamp with time zone not null,
  constraint setup_token_pkey PRIMARY KEY (token_hash)
);
grant delete, insert, select on table people.setup_token to kc_app;

create table people.unit (
  province text not null,
  id uuid not null,
  kind text not null,
  name text not null,
  short_name text,
  commune_code text,
  parent_id uuid,
  valid_from date not null,
  valid_to date,
  successor_id uuid,
  created_at timestamp with time zone not null,
  constraint unit_pkey PRIMARY KEY (province, id),
  constraint unit_province_id_kind_key UNIQUE (province, id, kind),
  constraint unit_check CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint unit_check1 CHECK (((successor_id IS NULL) OR ((valid_to IS NOT NULL) AND (successor_id <> id)))),
  constraint unit_check2 CHECK (((kind <> 'commune'::text) OR (commune_code IS NOT NULL))),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['cuc'::text, 'department'::text, 'centre'::text, 'finance_department'::text, 'people_committee'::text, 'treasury'::text, 'commune'::text, 'establishment'::text]))),
  constraint unit_name_check CHECK (((name = btrim(name)) AND ((char_length(name) >= 2) AND (char_length(name) <= 200)))),
  constraint unit_short_name_check CHECK (((short_name = btrim(short_name)) AND ((char_length(short_name) >= 1) AND (char_length(short_name) <= 60)))),
  constraint unit_province_fkey FOREIGN KEY (province) REFERENCES people.installation(province),
  constraint unit_province_parent_id_fkey FOREIGN KEY (province, parent_id) REFERENCES people.unit(province, id),
  constraint unit_province_successor_id_fkey FOREIGN KEY (province, successor_id) REFERENCES people.unit(province, id)
);
CREATE UNIQUE INDEX unit_one_office_per_commune ON people.unit USING btree (province, commune_code) WHERE ((kind = 'commune'::text) AND (valid_to IS NULL));
CREATE TRIGGER mark_delete AFTER DELETE ON people.unit REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON people.unit FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('people');
CREATE TRIGGER mark_update AFTER UPDATE ON people.unit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('people');
alter table people.unit enable row level security;
alter table people.unit force row level security;
create policy own_province on people.unit as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on people.unit as permissive for select to kc_owner
  using (true);
grant insert, select on table people.unit to kc_app;
grant update (commune_code) on table people.unit to kc_app;
grant update (name) on table people.unit to kc_app;
grant update (parent_id) on table people.unit to kc_app;
grant update (short_name) on table people.unit to kc_app;
grant update (successor_id) on table people.unit to kc_app;
grant update (valid_to) on table people.unit to kc_app;

create table platform.change_mark (
  province text not null,
  what text not null,
  mark uuid not null,
  constraint change_mark_pkey PRIMARY KEY (province, what)
);
alter table platform.change_mark enable row level security;
alter table platform.change_mark force row level security;
create policy own_province on platform.change_mark as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_marks on platform.change_mark as permissive for all to kc_owner
  using (true)
  with check (true);
grant select on table platform.change_mark to kc_app;

create table platform.migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (name)
);
grant select on table platform.migration to kc_app;

create table programmes.need (
  province text not null,
  id uuid not null,
  round_id uuid not null,
  establishment_id uuid,
  name text not null,
  tax_code text,
  phone text,
  commune_code text not null,
  content_code text not null,
  procedure text not null,
  title text not null,
  reason text,
  machine text,
  quotation text,
  cost bigint,
  asked bigint,
  own_funds boolean not null,
  site boolean not null,
  papers boolean not null,
  score integer not null,
  standing text not null,
  project_id uuid,
  client_key uuid not null,
  import_id uuid,
  revision integer default 1 not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  business_key text generated always as (COALESCE(tax_code, ((platform.fold(name) || '@'::text) || commune_code))) stored not null,
  search text generated always as ((' '::text || platform.fold(((((((name || ' '::text) || COALESCE(tax_code, ''::text)) || ' '::text) || title) || ' '::text) || COALESCE(machine, ''::text))))) stored not null,
  constraint need_pkey PRIMARY KEY (province, id),
  constraint need_asked_check CHECK ((asked > 0)),
  constraint need_check CHECK (((asked IS NULL) OR (cost IS NULL) OR (asked <= cost))),
  constraint need_cost_check CHECK ((cost > 0)),
  constraint need_name_check CHECK (((length(name) >= 2) AND (length(name) <= 200))),
  constraint need_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint need_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint need_standing_check CHECK ((standing = ANY (ARRAY['title'::text, 'preparing'::text, 'ready'::text]))),
  constraint need_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint need_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code),
  constraint need_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint need_province_establishment_id_fkey FOREIGN KEY (province, establishment_id) REFERENCES establishments.establishment(province, id),
  constraint need_province_import_id_fkey FOREIGN KEY (province, import_id) REFERENCES programmes.need_import(province, id),
  constraint need_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint need_province_round_id_fkey FOREIGN KEY (province, round_id) REFERENCES programmes.round(province, id),
  constraint need_province_withdrawn_by_fkey FOREIGN KEY (province, withdrawn_by) REFERENCES people.account(province, id)
);
CREATE INDEX need_commune ON programmes.need USING btree (province, round_id, commune_code, created_at DESC, id DESC) WHERE (withdrawn_at IS NULL);
CREATE INDEX need_content ON programmes.need USING btree (province, round_id, content_code, created_at DESC, id DESC) WHERE (withdrawn_at IS NULL);
CREATE INDEX need_establishment ON programmes.need USING btree (province, establishment_id) WHERE (establishment_id IS NOT NULL);
CREATE INDEX need_recent ON programmes.need USING btree (province, round_id, created_at DESC, id DESC) WHERE (withdrawn_at IS NULL);
CREATE INDEX need_score ON programmes.need USING btree (province, round_id, score DESC, id DESC) WHERE (withdrawn_at IS NULL);
CREATE INDEX need_search ON programmes.need USING gin (search platform.gin_trgm_ops);
CREATE UNIQUE INDEX need_form ON programmes.need USING btree (province, created_by, client_key);
CREATE UNIQUE INDEX need_once ON programmes.need USING btree (province, round_id, business_key, content_code) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX need_request ON programmes.need USING btree (province, project_id) WHERE (project_id IS NOT NULL);
alter table programmes.need enable row level security;
alter table programmes.need force row level security;
create policy own_province on programmes.need as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on programmes.need as permissive for select to kc_owner
  using (true);
grant insert, select, update on table programmes.need to kc_app;

create table programmes.need_import (
  province text not null,
  id uuid not null,
  round_id uuid not null,
  file_name text not null,
  sheet text not null,
  rows jsonb not null,
  faults jsonb not null,
  row_count integer not null,
  wrong_count integer not null,
  taken_count integer,
  taken_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint need_import_pkey PRIMARY KEY (province, id),
  constraint need_import_check CHECK (((wrong_count >= 0) AND (wrong_count <= row_count))),
  constraint need_import_check1 CHECK (((taken_at IS NULL) = (taken_count IS NULL))),
  constraint need_import_faults_check CHECK ((jsonb_typeof(faults) = 'array'::text)),
  constraint need_import_row_count_check CHECK ((row_count > 0)),
  constraint need_import_rows_check CHECK ((jsonb_typeof(rows) = 'array'::text)),
  constraint need_import_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint need_import_province_round_id_fkey FOREIGN KEY (province, round_id) REFERENCES programmes.round(province, id)
);
CREATE INDEX need_import_own ON programmes.need_import USING btree (province, created_by, created_at DESC);
alter table programmes.need_import enable row level security;
alter table programmes.need_import force row level security;
create policy own_province on programmes.need_import as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select, update on table programmes.need_import to kc_app;

create table programmes.need_paper (
  province text not null,
  need_id uuid not null,
  document_id uuid not null,
  kind text not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint need_paper_pkey PRIMARY KEY (province, need_id, document_id),
  constraint need_paper_kind_check CHECK ((kind = ANY (ARRAY['quotation'::text, 'site_photo'::text]))),
  constraint need_paper_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint need_paper_province_need_id_fkey FOREIGN KEY (province, need_id) REFERENCES programmes.need(province, id)
);
alter table programmes.need_paper enable row level security;
alter table programmes.need_paper force row level security;
create policy own_province on programmes.need_paper as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table programmes.need_paper to kc_app;
grant update (removed_at) on table programmes.need_paper to kc_app;

create table programmes.readiness_draft (
  province text not null,
  no integer not null,
  base date,
  valid_from date not null,
  basis text not null,
  steps jsonb not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint readiness_draft_pkey PRIMARY KEY (province, no),
  constraint readiness_draft_basis_check CHECK ((basis <> ''::text)),
  constraint readiness_draft_check CHECK ((on_behalf_of <> saved_by)),
  constraint readiness_draft_no_check CHECK ((no > 0)),
  constraint readiness_draft_steps_check CHECK ((jsonb_typeof(steps) = 'array'::text)),
  constraint readiness_draft_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint readiness_draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON programmes.readiness_draft FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table programmes.readiness_draft enable row level security;
alter table programmes.readiness_draft force row level security;
create policy own_province on programmes.readiness_draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on programmes.readiness_draft as permissive for select to kc_owner
  using (true);
grant insert, select on table programmes.readiness_draft to kc_app;

create table programmes.readiness_step (
  id integer generated always as identity not null,
  province text,
  code text not null,
  weight integer not null,
  required boolean not null,
  "position" integer not null,
  basis text default 'system_default'::text not null,
  valid_from date not null,
  valid_until date,
  constraint readiness_step_pkey PRIMARY KEY (id),
  constraint readiness_step_check CHECK ((valid_until > valid_from)),
  constraint readiness_step_code_check CHECK ((code = ANY (ARRAY['establishment'::text, 'machine'::text, 'quotation'::text, 'cost'::text, 'own_funds'::text, 'site'::text, 'papers'::text]))),
  constraint readiness_step_weight_check CHECK (((weight >= 1) AND (weight <= 100)))
);
grant select on table programmes.readiness_step to kc_app;

create table programmes.registration_term (
  id integer generated always as identity not null,
  province text,
  procedure text not null,
  month integer not null,
  day integer not null,
  before boolean not null,
  document text,
  article text,
  verification law.verification not null,
  valid_from date not null,
  valid_until date,
  constraint registration_term_pkey PRIMARY KEY (id),
  constraint registration_term_check CHECK ((valid_until > valid_from)),
  constraint registration_term_day_check CHECK (((day >= 1) AND (day <= 31))),
  constraint registration_term_month_check CHECK (((month >= 1) AND (month <= 12))),
  constraint registration_term_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text])))
);
grant select on table programmes.registration_term to kc_app;

create table programmes.round (
  province text not null,
  id uuid not null,
  fiscal_year integer not null,
  name text not null,
  opened_on date not null,
  closes_on date not null,
  closed_at timestamp with time zone,
  note text,
  revision integer default 1 not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  constraint round_pkey PRIMARY KEY (province, id),
  constraint round_check CHECK ((closes_on >= opened_on)),
  constraint round_fiscal_year_check CHECK (((fiscal_year >= 2002) AND (fiscal_year <= 2100))),
  constraint round_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint round_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id)
);
CREATE INDEX round_recent ON programmes.round USING btree (province, fiscal_year DESC, opened_on DESC, id DESC);
CREATE UNIQUE INDEX round_open ON programmes.round USING btree (province, fiscal_year) WHERE (closed_at IS NULL);
alter table programmes.round enable row level security;
alter table programmes.round force row level security;
create policy own_province on programmes.round as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select, update on table programmes.round to kc_app;

create table projects.act (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  seq integer not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid not null,
  role text not null,
  at timestamp with time zone not null,
  on_date date not null,
  amount bigint,
  reason text,
  data jsonb not null,
  document_id uuid,
  on_behalf_of uuid,
  constraint act_pkey PRIMARY KEY (province, id),
  constraint act_province_project_id_seq_key UNIQUE (province, project_id, seq),
  constraint act_check CHECK ((on_behalf_of <> actor_id)),
  constraint act_province_actor_id_fkey FOREIGN KEY (province, actor_id) REFERENCES people.account(province, id),
  constraint act_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint act_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint act_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX act_on_behalf ON projects.act USING btree (province, on_behalf_of, at DESC) WHERE (on_behalf_of IS NOT NULL);
CREATE INDEX act_paid ON projects.act USING btree (province, on_date, id) WHERE (event = ANY (ARRAY['pay_advance'::text, 'pay'::text]));
CREATE INDEX act_plan_decision ON projects.act USING btree (province, ((data ->> 'decisionNumber'::text))) WHERE (event = 'approve_plan'::text);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.act FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
CREATE TRIGGER await_provinces BEFORE INSERT ON projects.act FOR EACH ROW WHEN (((new.event = 'register_national'::text) AND (new.from_state = 'screened'::text))) EXECUTE FUNCTION appraisal.await_provinces();
CREATE TRIGGER council_conclusion BEFORE INSERT ON projects.act FOR EACH ROW WHEN ((new.event = ANY (ARRAY['prepare_appraisal'::text, 'conclude_appraisal'::text, 'appraise_ministry'::text]))) EXECUTE FUNCTION appraisal.follow_council();
CREATE TRIGGER follow_acceptance AFTER INSERT ON projects.act FOR EACH ROW WHEN ((new.event = ANY (ARRAY['accept_works'::text, 'fail_acceptance'::text, 'stop'::text, 'request_payment'::text]))) EXECUTE FUNCTION disbursements.follow_acceptance();
CREATE TRIGGER follow_act AFTER INSERT ON projects.act FOR EACH ROW WHEN ((new.event = ANY (ARRAY['request_advance'::text, 'request_payment'::text, 'pay_advance'::text, 'pay'::text, 'return_advance'::text, 'return_payment'::text, 'stop'::text]))) EXECUTE FUNCTION disbursements.follow_act();
CREATE TRIGGER keep_resting BEFORE INSERT ON projects.act FOR EACH ROW WHEN ((new.from_state = ANY (ARRAY['contracted'::text, 'advance_requested'::text, 'accepted'::text, 'payment_requested'::text, 'paid'::text]))) EXECUTE FUNCTION agreements.keep_resting();
CREATE TRIGGER open_matters BEFORE INSERT ON projects.act FOR EACH ROW WHEN ((new.event = ANY (ARRAY['prepare_appraisal'::text, 'conclude_appraisal'::text]))) EXECUTE FUNCTION appraisal.refuse_open_matters();
CREATE TRIGGER open_matters_before_sending BEFORE INSERT ON projects.act FOR EACH ROW WHEN (((new.event = 'register_national'::text) AND (new.from_state = 'screened'::text))) EXECUTE FUNCTION appraisal.refuse_open_matters();
CREATE TRIGGER walk_legs AFTER INSERT ON projects.act FOR EACH ROW EXECUTE FUNCTION projects.walk_legs();
alter table projects.act enable row level security;
alter table projects.act force row level security;
create policy own_province on projects.act as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on projects.act as permissive for select to kc_owner
  using (true);
grant insert, select on table projects.act to kc_app;

create table projects.beneficiary (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  establishment_id uuid not null,
  commune_code text not null,
  eligible_cost bigint not null,
  amount bigint not null,
  permitted bigint not null,
  norm_set_id text not null,
  verified boolean not null,
  explanation jsonb not null,
  eligibility text not null,
  attached_on date not null,
  attached_by uuid not null,
  attached_at timestamp with time zone not null,
  detached_by uuid,
  detached_at timestamp with time zone,
  detach_reason text,
  constraint beneficiary_pkey PRIMARY KEY (province, id),
  constraint beneficiary_amount_check CHECK ((amount > 0)),
  constraint beneficiary_check CHECK (((amount <= permitted) AND (amount <= eligible_cost))),
  constraint beneficiary_check1 CHECK (((detached_at IS NULL) = (detached_by IS NULL))),
  constraint beneficiary_check2 CHECK ((((detached_at IS NULL) = (detach_reason IS NULL)) AND (detach_reason <> ''::text))),
  constraint beneficiary_eligibility_check CHECK ((eligibility = ANY (ARRAY['eligible'::text, 'to_be_shown'::text]))),
  constraint beneficiary_eligible_cost_check CHECK ((eligible_cost > 0)),
  constraint beneficiary_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code),
  constraint beneficiary_province_attached_by_fkey FOREIGN KEY (province, attached_by) REFERENCES people.account(province, id),
  constraint beneficiary_province_detached_by_fkey FOREIGN KEY (province, detached_by) REFERENCES people.account(province, id),
  constraint beneficiary_province_establishment_id_fkey FOREIGN KEY (province, establishment_id) REFERENCES establishments.establishment(province, id),
  constraint beneficiary_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX beneficiary_establishment ON projects.beneficiary USING btree (province, establishment_id) WHERE (detached_at IS NULL);
CREATE INDEX beneficiary_of_project ON projects.beneficiary USING btree (province, project_id, attached_at, id);
CREATE UNIQUE INDEX beneficiary_once ON projects.beneficiary USING btree (province, project_id, establishment_id) WHERE (detached_at IS NULL);
CREATE TRIGGER keep_detached BEFORE UPDATE ON projects.beneficiary FOR EACH ROW WHEN ((old.detached_at IS NOT NULL)) EXECUTE FUNCTION projects.keep_detached();
CREATE TRIGGER keep_within_group BEFORE INSERT ON projects.beneficiary FOR EACH ROW EXECUTE FUNCTION projects.keep_within_group();
alter table projects.beneficiary enable row level security;
alter table projects.beneficiary force row level security;
create policy own_province on projects.beneficiary as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on projects.beneficiary as permissive for select to kc_owner
  using (true);
grant insert, select on table projects.beneficiary to kc_app;
grant update (detach_reason) on table projects.beneficiary to kc_app;
grant update (detached_at) on table projects.beneficiary to kc_app;
grant update (detached_by) on table projects.beneficiary to kc_app;
grant update (eligibility) on table projects.beneficiary to kc_app;
grant update (explanation) on table projects.beneficiary to kc_app;
grant update (norm_set_id) on table projects.beneficiary to kc_app;
grant update (permitted) on table projects.beneficiary to kc_app;
grant update (verified) on table projects.beneficiary to kc_app;

create table projects.change (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  no integer not null,
  state text default 'requested'::text not null,
  kinds text[] not null,
  group_project boolean not null,
  authority text not null,
  roles text[] not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  document_id uuid,
  requested_by uuid not null,
  requested_at timestamp with time zone not null,
  due_on date,
  closed_by uuid,
  closed_at timestamp with time zone,
  decision_number text,
  decision_date date,
  decision_reason text,
  act_id uuid,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint change_pkey PRIMARY KEY (province, id),
  constraint change_province_act_id_key UNIQUE (province, act_id),
  constraint change_province_project_id_no_key UNIQUE (province, project_id, no),
  constraint change_after_check CHECK ((jsonb_typeof(after) = 'object'::text)),
  constraint change_before_check CHECK ((jsonb_typeof(before) = 'object'::text)),
  constraint change_check CHECK ((((state = 'requested'::text) = (closed_at IS NULL)) AND ((closed_at IS NULL) = (closed_by IS NULL)))),
  constraint change_check1 CHECK (((state = 'approved'::text) = (act_id IS NOT NULL))),
  constraint change_check2 CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR ((decision_number <> ''::text) AND (decision_date IS NOT NULL)))),
  constraint change_check3 CHECK (((state <> 'refused'::text) OR (decision_reason <> ''::text))),
  constraint change_check4 CHECK (((state <> ALL (ARRAY['approved'::text, 'refused'::text])) OR (closed_by <> requested_by))),
  constraint change_check5 CHECK ((on_behalf_of <> requested_by)),
  constraint change_kinds_check CHECK ((cardinality(kinds) > 0)),
  constraint change_no_check CHECK ((no > 0)),
  constraint change_reason_check CHECK ((reason <> ''::text)),
  constraint change_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint change_authority_fkey FOREIGN KEY (authority) REFERENCES law.change_authority(id),
  constraint change_province_act_id_fkey FOREIGN KEY (province, act_id) REFERENCES projects.act(province, id),
  constraint change_province_closed_by_fkey FOREIGN KEY (province, closed_by) REFERENCES people.account(province, id),
  constraint change_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint change_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint change_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint change_province_requested_by_fkey FOREIGN KEY (province, requested_by) REFERENCES people.account(province, id)
);
CREATE INDEX change_waiting ON projects.change USING btree (province, COALESCE(due_on, 'infinity'::date), id) WHERE (state = 'requested'::text);
CREATE TRIGGER follow_change AFTER UPDATE ON projects.change FOR EACH ROW WHEN (((old.state = 'requested'::text) AND (new.state <> 'requested'::text))) EXECUTE FUNCTION agreements.follow_change();
CREATE TRIGGER keep_closed_change BEFORE UPDATE ON projects.change FOR EACH ROW WHEN ((old.state <> 'requested'::text)) EXECUTE FUNCTION projects.keep_closed_change();
alter table projects.change enable row level security;
alter table projects.change force row level security;
create policy own_province on projects.change as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.change to kc_app;
grant update (act_id) on table projects.change to kc_app;
grant update (closed_at) on table projects.change to kc_app;
grant update (closed_by) on table projects.change to kc_app;
grant update (decision_date) on table projects.change to kc_app;
grant update (decision_number) on table projects.change to kc_app;
grant update (decision_reason) on table projects.change to kc_app;
grant update (state) on table projects.change to kc_app;

create table projects.dossier_paper (
  province text not null,
  project_id uuid not null,
  document_id uuid not null,
  item text not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint dossier_paper_pkey PRIMARY KEY (province, document_id),
  constraint dossier_paper_item_check CHECK ((item ~ '^[a-z_]{2,60}$'::text)),
  constraint dossier_paper_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint dossier_paper_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX dossier_paper_of_project ON projects.dossier_paper USING btree (province, project_id, added_at) WHERE (removed_at IS NULL);
alter table projects.dossier_paper enable row level security;
alter table projects.dossier_paper force row level security;
create policy own_province on projects.dossier_paper as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.dossier_paper to kc_app;
grant update (removed_at) on table projects.dossier_paper to kc_app;

create table projects.draft (
  province text not null,
  project_id uuid not null,
  fields jsonb not null,
  revision integer not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (province, project_id),
  constraint draft_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
alter table projects.draft enable row level security;
alter table projects.draft force row level security;
create policy own_province on projects.draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select, update on table projects.draft to kc_app;

create table projects.ended_leg_count (
  province text not null,
  procedure text not null,
  content text not null,
  leg text not null,
  cohort integer not null,
  reached boolean not null,
  unit text not null,
  days integer not null,
  n integer not null,
  constraint ended_leg_count_pkey PRIMARY KEY (province, procedure, content, leg, cohort, unit, reached, days),
  constraint ended_leg_count_n_check CHECK ((n > 0)),
  constraint ended_leg_count_unit_check CHECK ((unit = ANY (ARRAY['calendar'::text, 'working'::text])))
);
CREATE TRIGGER mark_delete AFTER DELETE ON projects.ended_leg_count REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
CREATE TRIGGER mark_insert AFTER INSERT ON projects.ended_leg_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON projects.ended_leg_count FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('legs');
CREATE TRIGGER mark_update AFTER UPDATE ON projects.ended_leg_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
alter table projects.ended_leg_count enable row level security;
alter table projects.ended_leg_count force row level security;
create policy own_province on projects.ended_leg_count as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table projects.ended_leg_count to kc_app;

create table projects.estimate_draft (
  province text not null,
  project_id uuid not null,
  fields jsonb not null,
  revision integer not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  constraint estimate_draft_pkey PRIMARY KEY (province, project_id),
  constraint estimate_draft_fields_check CHECK ((jsonb_typeof(fields) = 'object'::text)),
  constraint estimate_draft_revision_check CHECK ((revision > 0)),
  constraint estimate_draft_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint estimate_draft_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
alter table projects.estimate_draft enable row level security;
alter table projects.estimate_draft force row level security;
create policy own_province on projects.estimate_draft as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select, update on table projects.estimate_draft to kc_app;

create table projects.estimate_draft_version (
  province text not null,
  project_id uuid not null,
  revision integer not null,
  fields jsonb not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  constraint estimate_draft_version_pkey PRIMARY KEY (province, project_id, revision),
  constraint estimate_draft_version_fields_check CHECK ((jsonb_typeof(fields) = 'object'::text)),
  constraint estimate_draft_version_revision_check CHECK ((revision > 0)),
  constraint estimate_draft_version_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint estimate_draft_version_province_saved_by_fkey FOREIGN KEY (province, saved_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.estimate_draft_version FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.estimate_draft_version enable row level security;
alter table projects.estimate_draft_version force row level security;
create policy own_province on projects.estimate_draft_version as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.estimate_draft_version to kc_app;

create table projects.estimate_level (
  province text not null,
  procedure text not null,
  role text not null,
  valid_from date not null,
  up_to bigint,
  basis text not null,
  set_by uuid,
  set_at timestamp with time zone,
  constraint estimate_level_pkey PRIMARY KEY (province, procedure, role, valid_from),
  constraint estimate_level_basis_check CHECK ((basis <> ''::text)),
  constraint estimate_level_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint estimate_level_up_to_check CHECK ((up_to > 0)),
  constraint estimate_level_province_set_by_fkey FOREIGN KEY (province, set_by) REFERENCES people.account(province, id) NOT VALID
);
alter table projects.estimate_level enable row level security;
alter table projects.estimate_level force row level security;
create policy own_province on projects.estimate_level as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table projects.estimate_level to kc_app;

create table projects.estimate_remark (
  province text not null,
  id uuid not null,
  seq bigint generated always as identity not null,
  project_id uuid not null,
  version_no integer not null,
  line integer not null,
  side text not null,
  verdict text not null,
  cut_to bigint,
  reason text,
  said_by uuid not null,
  said_at timestamp with time zone not null,
  on_behalf_of uuid default platform.on_behalf_of(),
  constraint estimate_remark_pkey PRIMARY KEY (province, id),
  constraint estimate_remark_check CHECK (((verdict = 'answer'::text) = (side = 'preparer'::text))),
  constraint estimate_remark_check1 CHECK (((verdict = 'cut'::text) = (cut_to IS NOT NULL))),
  constraint estimate_remark_check2 CHECK (((verdict = 'accept'::text) OR (reason <> ''::text))),
  constraint estimate_remark_check3 CHECK ((on_behalf_of <> said_by)),
  constraint estimate_remark_cut_to_check CHECK ((cut_to >= 0)),
  constraint estimate_remark_line_check CHECK ((line > 0)),
  constraint estimate_remark_side_check CHECK ((side = ANY (ARRAY['finance'::text, 'department'::text, 'preparer'::text]))),
  constraint estimate_remark_verdict_check CHECK ((verdict = ANY (ARRAY['accept'::text, 'cut'::text, 'question'::text, 'answer'::text]))),
  constraint estimate_remark_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint estimate_remark_province_project_id_version_no_fkey FOREIGN KEY (province, project_id, version_no) REFERENCES projects.estimate_version(province, project_id, no),
  constraint estimate_remark_province_said_by_fkey FOREIGN KEY (province, said_by) REFERENCES people.account(province, id)
);
CREATE INDEX estimate_remark_of ON projects.estimate_remark USING btree (province, project_id, version_no, seq);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.estimate_remark FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.estimate_remark enable row level security;
alter table projects.estimate_remark force row level security;
create policy own_province on projects.estimate_remark as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.estimate_remark to kc_app;

create table projects.estimate_version (
  province text not null,
  project_id uuid not null,
  no integer not null,
  act_id uuid not null,
  lines jsonb not null,
  support bigint not null,
  total bigint not null,
  hash text not null,
  constraint estimate_version_pkey PRIMARY KEY (province, project_id, no),
  constraint estimate_version_province_act_id_key UNIQUE (province, act_id),
  constraint estimate_version_check CHECK ((total >= support)),
  constraint estimate_version_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint estimate_version_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text)),
  constraint estimate_version_no_check CHECK ((no > 0)),
  constraint estimate_version_support_check CHECK ((support > 0)),
  constraint estimate_version_province_act_id_fkey FOREIGN KEY (province, act_id) REFERENCES projects.act(province, id),
  constraint estimate_version_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.estimate_version FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.estimate_version enable row level security;
alter table projects.estimate_version force row level security;
create policy own_province on projects.estimate_version as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.estimate_version to kc_app;

create table projects.export (
  province text not null,
  id uuid not null,
  account_id uuid not null,
  format text not null,
  query text not null,
  locale text not null,
  state text not null,
  rows_done integer default 0 not null,
  asked_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint export_pkey PRIMARY KEY (province, id),
  constraint export_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint export_locale_check CHECK ((locale = ANY (ARRAY['vi'::text, 'en'::text]))),
  constraint export_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'writing'::text, 'ready'::text, 'failed'::text]))),
  constraint export_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id)
);
alter table projects.export enable row level security;
alter table projects.export force row level security;
create policy own_province on projects.export as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select, update on table projects.export to kc_app;

create table projects.leg (
  province text not null,
  project_id uuid not null,
  leg text not null,
  procedure text not null,
  content text not null,
  cohort integer not null,
  started_on date not null,
  counted_from date not null,
  ended_on date,
  reached boolean,
  days integer generated always as ((ended_on - counted_from)) stored,
  working_days integer,
  amount bigint default 0 not null,
  constraint leg_pkey PRIMARY KEY (province, project_id, leg),
  constraint leg_amount_check CHECK ((amount >= 0)),
  constraint leg_check CHECK ((ended_on >= started_on)),
  constraint leg_check1 CHECK ((((ended_on IS NULL) = (reached IS NULL)) AND ((ended_on IS NULL) = (working_days IS NULL)))),
  constraint leg_working_days_check CHECK ((working_days >= 0)),
  constraint leg_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX leg_ended ON projects.leg USING btree (province, leg, cohort, reached, days DESC, project_id DESC) WHERE (ended_on IS NOT NULL);
CREATE INDEX leg_reached ON projects.leg USING btree (province, leg, ended_on, project_id) WHERE reached;
CREATE INDEX leg_running ON projects.leg USING btree (province, leg, counted_from, project_id) WHERE (ended_on IS NULL);
CREATE INDEX leg_running_cohort ON projects.leg USING btree (province, leg, cohort, counted_from, project_id) WHERE (ended_on IS NULL);
CREATE CONSTRAINT TRIGGER keep_leg_counts AFTER INSERT OR UPDATE ON projects.leg DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION projects.keep_leg_counts();
alter table projects.leg enable row level security;
alter table projects.leg force row level security;
create policy own_province on projects.leg as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table projects.leg to kc_app;

create table projects.leg_act (
  event text not null,
  leg text not null,
  does text not null,
  constraint leg_act_pkey PRIMARY KEY (event, leg, does),
  constraint leg_act_does_check CHECK ((does = ANY (ARRAY['begin'::text, 'reach'::text, 'leave'::text])))
);
grant select on table projects.leg_act to kc_app;

create table projects.own_advance_rule (
  province text not null,
  id uuid not null,
  procedure text not null,
  content_code text,
  project_id uuid,
  valid_from date not null,
  percent_bp integer not null,
  progress_bp integer,
  papers text[] default '{}'::text[] not null,
  reason text not null,
  decision text not null,
  decided_on date not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint own_advance_rule_pkey PRIMARY KEY (province, id),
  constraint own_advance_rule_decision_check CHECK ((decision <> ''::text)),
  constraint own_advance_rule_percent_bp_check CHECK (((percent_bp >= 0) AND (percent_bp <= 10000))),
  constraint own_advance_rule_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint own_advance_rule_progress_bp_check CHECK (((progress_bp >= 0) AND (progress_bp <= 10000))),
  constraint own_advance_rule_reason_check CHECK ((reason <> ''::text)),
  constraint own_advance_rule_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint own_advance_rule_province_set_by_fkey FOREIGN KEY (province, set_by) REFERENCES people.account(province, id)
);
CREATE UNIQUE INDEX own_advance_rule_once ON projects.own_advance_rule USING btree (province, procedure, COALESCE(content_code, ''::text), COALESCE(project_id, '00000000-0000-0000-0000-000000000000'::uuid), valid_from);
alter table projects.own_advance_rule enable row level security;
alter table projects.own_advance_rule force row level security;
create policy own_province on projects.own_advance_rule as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.own_advance_rule to kc_app;

create table projects.project (
  province text not null,
  id uuid not null,
  number text,
  fiscal_year integer not null,
  procedure text not null,
  establishment_id uuid,
  commune_code text,
  content_code text not null,
  title text not null,
  state text not null,
  state_since timestamp with time zone not null,
  revision integer default 0 not null,
  version_no integer default 0 not null,
  fund_id uuid,
  norm_set_id text,
  asked_support bigint default 0 not null,
  total_cost bigint default 0 not null,
  planned_support bigint,
  estimate_support bigint,
  contract_support bigint,
  settled_support bigint,
  turn_role text,
  due_on date,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  search text default ''::text not null,
  coordinating_unit text,
  kind text default 'single'::text not null,
  implementing_unit uuid,
  units_foreseen integer,
  other_provinces text[] default '{}'::text[] not null,
  constraint project_pkey PRIMARY KEY (province, id),
  constraint project_province_number_key UNIQUE (province, number),
  constraint estimate_within_plan CHECK (((estimate_support IS NULL) OR ((planned_support IS NOT NULL) AND (estimate_support <= planned_support)))),
  constraint group_foresees_units CHECK ((((kind = 'group'::text) = (implementing_unit IS NOT NULL)) AND ((kind = 'group'::text) = (units_foreseen IS NOT NULL)))),
  constraint project_asked_support_check CHECK ((asked_support >= 0)),
  constraint project_check CHECK ((array_position(other_provinces, province) IS NULL)),
  constraint project_contract_support_check CHECK ((contract_support > 0)),
  constraint project_coordinating_unit_check CHECK ((coordinating_unit <> ''::text)),
  constraint project_estimate_support_check CHECK ((estimate_support > 0)),
  constraint project_fiscal_year_check CHECK (((fiscal_year >= 2002) AND (fiscal_year <= 2100))),
  constraint project_kind_check CHECK ((kind = ANY (ARRAY['single'::text, 'group'::text]))),
  constraint project_planned_support_check CHECK ((planned_support > 0)),
  constraint project_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint project_settled_support_check CHECK ((settled_support >= 0)),
  constraint project_total_cost_check CHECK ((total_cost >= 0)),
  constraint project_units_foreseen_check CHECK (((units_foreseen >= 1) AND (units_foreseen <= 1000))),
  constraint single_names_its_place CHECK ((((kind = 'single'::text) = (establishment_id IS NOT NULL)) AND ((kind = 'single'::text) = (commune_code IS NOT NULL)))),
  constraint implementing_unit FOREIGN KEY (province, implementing_unit) REFERENCES people.unit(province, id),
  constraint project_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code),
  constraint project_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id),
  constraint project_province_establishment_id_fkey FOREIGN KEY (province, establishment_id) REFERENCES establishments.establishment(province, id),
  constraint project_province_fund_id_fkey FOREIGN KEY (province, fund_id) REFERENCES funds.fund(province, id)
);
CREATE INDEX project_amount ON projects.project USING btree (province, asked_support DESC, id DESC) WHERE (state <> 'draft'::text);
CREATE INDEX project_commune ON projects.project USING btree (province, commune_code, state_since DESC, id DESC) WHERE (state <> 'draft'::text);
CREATE INDEX project_due ON projects.project USING btree (province, due_on, id) WHERE (due_on IS NOT NULL);
CREATE INDEX project_establishment ON projects.project USING btree (province, establishment_id, created_at DESC);
CREATE INDEX project_fund ON projects.project USING btree (province, fund_id) WHERE (fund_id IS NOT NULL);
CREATE INDEX project_list ON projects.project USING btree (province, state_since DESC, id DESC) WHERE (state <> 'draft'::text);
CREATE INDEX project_search ON projects.project USING gin (search platform.gin_trgm_ops);
CREATE INDEX project_state ON projects.project USING btree (province, state, state_since DESC, id DESC);
CREATE INDEX project_year ON projects.project USING btree (province, fiscal_year, state_since DESC, id DESC) WHERE (state <> 'draft'::text);
CREATE TRIGGER check_other_provinces BEFORE UPDATE OF other_provinces ON projects.project FOR EACH ROW WHEN ((new.other_provinces IS DISTINCT FROM old.other_provinces)) EXECUTE FUNCTION projects.check_other_provinces();
CREATE TRIGGER describe_open_waits AFTER UPDATE ON projects.project FOR EACH ROW WHEN (((old.procedure IS DISTINCT FROM new.procedure) OR (old.content_code IS DISTINCT FROM new.content_code))) EXECUTE FUNCTION projects.describe_open_waits();
CREATE TRIGGER describe_running_legs AFTER UPDATE ON projects.project FOR EACH ROW WHEN ((((((old.procedure IS DISTINCT FROM new.procedure) OR (old.content_code IS DISTINCT FROM new.content_code)) OR (old.planned_support IS DISTINCT FROM new.planned_support)) OR (old.estimate_support IS DISTINCT FROM new.estimate_support)) OR (old.contract_support IS DISTINCT FROM new.contract_support))) EXECUTE FUNCTION projects.describe_running_legs();
CREATE TRIGGER keep_settled BEFORE DELETE ON projects.project FOR EACH ROW EXECUTE FUNCTION projects.keep_settled();
alter table projects.project enable row level security;
alter table projects.project force row level security;
create policy own_province on projects.project as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_counts on projects.project as permissive for update to kc_owner
  using (true)
  with check (true);
create policy owner_reads on projects.project as permissive for select to kc_owner
  using (true);
grant insert, select, update on table projects.project to kc_app;

create table projects.quotation (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  document_id uuid not null,
  supplier text not null,
  number text not null,
  issued_on date not null,
  valid_until date,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  removed_by uuid,
  removed_at timestamp with time zone,
  constraint quotation_pkey PRIMARY KEY (province, id),
  constraint quotation_check CHECK ((valid_until >= issued_on)),
  constraint quotation_check1 CHECK (((removed_by IS NULL) = (removed_at IS NULL))),
  constraint quotation_number_check CHECK ((number <> ''::text)),
  constraint quotation_supplier_check CHECK ((supplier <> ''::text)),
  constraint quotation_province_added_by_fkey FOREIGN KEY (province, added_by) REFERENCES people.account(province, id),
  constraint quotation_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint quotation_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint quotation_province_removed_by_fkey FOREIGN KEY (province, removed_by) REFERENCES people.account(province, id)
);
CREATE UNIQUE INDEX quotation_of_project ON projects.quotation USING btree (province, project_id, supplier, number) WHERE (removed_at IS NULL);
alter table projects.quotation enable row level security;
alter table projects.quotation force row level security;
create policy own_province on projects.quotation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.quotation to kc_app;
grant update (removed_at) on table projects.quotation to kc_app;
grant update (removed_by) on table projects.quotation to kc_app;

create table projects.quotation_price (
  province text not null,
  quotation_id uuid not null,
  line_group text not null,
  line_label text not null,
  unit_price bigint not null,
  vat integer not null,
  constraint quotation_price_pkey PRIMARY KEY (province, quotation_id, line_group, line_label),
  constraint quotation_price_line_label_check CHECK ((line_label <> ''::text)),
  constraint quotation_price_unit_price_check CHECK ((unit_price > 0)),
  constraint quotation_price_vat_check CHECK (((vat >= 0) AND (vat <= 10000))),
  constraint quotation_price_province_quotation_id_fkey FOREIGN KEY (province, quotation_id) REFERENCES projects.quotation(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.quotation_price FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.quotation_price enable row level security;
alter table projects.quotation_price force row level security;
create policy own_province on projects.quotation_price as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.quotation_price to kc_app;

create table projects.quotation_taken (
  province text not null,
  project_id uuid not null,
  line_group text not null,
  line_label text not null,
  quotation_id uuid not null,
  reason text,
  taken_by uuid not null,
  taken_at timestamp with time zone not null,
  constraint quotation_taken_pkey PRIMARY KEY (province, project_id, line_group, line_label),
  constraint quotation_taken_reason_check CHECK ((reason <> ''::text)),
  constraint quotation_taken_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint quotation_taken_province_quotation_id_fkey FOREIGN KEY (province, quotation_id) REFERENCES projects.quotation(province, id),
  constraint quotation_taken_province_taken_by_fkey FOREIGN KEY (province, taken_by) REFERENCES people.account(province, id)
);
alter table projects.quotation_taken enable row level security;
alter table projects.quotation_taken force row level security;
create policy own_province on projects.quotation_taken as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select, update on table projects.quotation_taken to kc_app;

create table projects.reached_leg_month (
  province text not null,
  procedure text not null,
  content text not null,
  leg text not null,
  month date not null,
  n integer not null,
  amount bigint default 0 not null,
  constraint reached_leg_month_pkey PRIMARY KEY (province, procedure, content, leg, month),
  constraint reached_leg_month_n_check CHECK ((n > 0))
);
CREATE TRIGGER mark_delete AFTER DELETE ON projects.reached_leg_month REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
CREATE TRIGGER mark_insert AFTER INSERT ON projects.reached_leg_month REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON projects.reached_leg_month FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('legs');
CREATE TRIGGER mark_update AFTER UPDATE ON projects.reached_leg_month REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
alter table projects.reached_leg_month enable row level security;
alter table projects.reached_leg_month force row level security;
create policy own_province on projects.reached_leg_month as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table projects.reached_leg_month to kc_app;

create table projects.recovery_instalment (
  province text not null,
  project_id uuid not null,
  plan_no integer not null,
  no integer not null,
  due_on date not null,
  amount bigint not null,
  constraint recovery_instalment_pkey PRIMARY KEY (province, project_id, plan_no, no),
  constraint recovery_instalment_amount_check CHECK ((amount > 0)),
  constraint recovery_instalment_no_check CHECK ((no > 0)),
  constraint recovery_instalment_province_project_id_plan_no_fkey FOREIGN KEY (province, project_id, plan_no) REFERENCES projects.recovery_plan(province, project_id, no)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.recovery_instalment FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.recovery_instalment enable row level security;
alter table projects.recovery_instalment force row level security;
create policy own_province on projects.recovery_instalment as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.recovery_instalment to kc_app;

create table projects.recovery_plan (
  province text not null,
  project_id uuid not null,
  no integer not null,
  debt bigint not null,
  decision_number text not null,
  decided_on date not null,
  reason text not null,
  document_id uuid,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint recovery_plan_pkey PRIMARY KEY (province, project_id, no),
  constraint recovery_plan_debt_check CHECK ((debt > 0)),
  constraint recovery_plan_decision_number_check CHECK ((decision_number <> ''::text)),
  constraint recovery_plan_no_check CHECK ((no > 0)),
  constraint recovery_plan_reason_check CHECK ((reason <> ''::text)),
  constraint recovery_plan_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint recovery_plan_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id),
  constraint recovery_plan_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.recovery_plan FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.recovery_plan enable row level security;
alter table projects.recovery_plan force row level security;
create policy own_province on projects.recovery_plan as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.recovery_plan to kc_app;

create table projects.recusal (
  province text not null,
  project_id uuid not null,
  account_id uuid not null,
  reason text not null,
  declared_at timestamp with time zone not null,
  constraint recusal_pkey PRIMARY KEY (province, project_id, account_id),
  constraint recusal_reason_check CHECK ((reason <> ''::text)),
  constraint recusal_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id),
  constraint recusal_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id)
);
CREATE INDEX recusal_of_account ON projects.recusal USING btree (province, account_id);
alter table projects.recusal enable row level security;
alter table projects.recusal force row level security;
create policy own_province on projects.recusal as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on projects.recusal as permissive for select to kc_owner
  using (true);
grant delete, insert, select on table projects.recusal to kc_app;

create table projects.registration (
  province text not null,
  id uuid not null,
  round_id uuid not null,
  procedure text not null,
  no integer not null,
  content jsonb not null,
  row_count integer not null,
  cost bigint not null,
  asked bigint not null,
  hash text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint registration_pkey PRIMARY KEY (province, id),
  constraint registration_province_round_id_procedure_no_key UNIQUE (province, round_id, procedure, no),
  constraint registration_asked_check CHECK ((asked >= 0)),
  constraint registration_cost_check CHECK ((cost >= 0)),
  constraint registration_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint registration_no_check CHECK ((no > 0)),
  constraint registration_procedure_check CHECK ((procedure = ANY (ARRAY['national'::text, 'provincial'::text]))),
  constraint registration_row_count_check CHECK ((row_count > 0)),
  constraint registration_province_made_by_fkey FOREIGN KEY (province, made_by) REFERENCES people.account(province, id),
  constraint registration_province_round_id_fkey FOREIGN KEY (province, round_id) REFERENCES programmes.round(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.registration FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.registration enable row level security;
alter table projects.registration force row level security;
create policy own_province on projects.registration as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.registration to kc_app;

create table projects.running_leg_count (
  province text not null,
  procedure text not null,
  content text not null,
  leg text not null,
  cohort integer not null,
  day date not null,
  n integer not null,
  amount bigint default 0 not null,
  constraint running_leg_count_pkey PRIMARY KEY (province, procedure, content, leg, cohort, day),
  constraint running_leg_count_n_check CHECK ((n > 0))
);
CREATE TRIGGER mark_delete AFTER DELETE ON projects.running_leg_count REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
CREATE TRIGGER mark_insert AFTER INSERT ON projects.running_leg_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON projects.running_leg_count FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('legs');
CREATE TRIGGER mark_update AFTER UPDATE ON projects.running_leg_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('legs');
alter table projects.running_leg_count enable row level security;
alter table projects.running_leg_count force row level security;
create policy own_province on projects.running_leg_count as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant select on table projects.running_leg_count to kc_app;

create table projects.saved_view (
  province text not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  query text not null,
  created_at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (province, id),
  constraint saved_view_province_account_id_name_key UNIQUE (province, account_id, name),
  constraint saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint saved_view_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id)
);
alter table projects.saved_view enable row level security;
alter table projects.saved_view force row level security;
create policy own_province on projects.saved_view as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant delete, insert, select on table projects.saved_view to kc_app;

create table projects.simulation (
  province text not null,
  id uuid not null,
  draft_id uuid not null,
  draft_revision integer not null,
  file jsonb not null,
  fund text not null,
  from_year integer not null,
  until_year integer not null,
  projects text not null,
  content text,
  locale text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  state text default 'waiting'::text not null,
  run integer default 0 not null,
  rows_total integer,
  rows_done integer default 0 not null,
  moved_at timestamp with time zone not null,
  result jsonb,
  constraint simulation_pkey PRIMARY KEY (province, id),
  constraint simulation_check CHECK ((until_year >= from_year)),
  constraint simulation_check1 CHECK (((state = 'ready'::text) = (result IS NOT NULL))),
  constraint simulation_fund_check CHECK ((fund = ANY (ARRAY['national'::text, 'local'::text]))),
  constraint simulation_locale_check CHECK ((locale = ANY (ARRAY['vi'::text, 'en'::text]))),
  constraint simulation_projects_check CHECK ((projects = ANY (ARRAY['kept'::text, 'planned'::text, 'all'::text]))),
  constraint simulation_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'ready'::text, 'failed'::text, 'cancelled'::text]))),
  constraint simulation_province_asked_by_fkey FOREIGN KEY (province, asked_by) REFERENCES people.account(province, id),
  constraint simulation_province_draft_id_fkey FOREIGN KEY (province, draft_id) REFERENCES law.norm_draft(province, id)
);
CREATE INDEX simulation_of_draft ON projects.simulation USING btree (province, draft_id, asked_at DESC);
alter table projects.simulation enable row level security;
alter table projects.simulation force row level security;
create policy own_province on projects.simulation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert (asked_at) on table projects.simulation to kc_app;
grant insert (asked_by) on table projects.simulation to kc_app;
grant insert (content) on table projects.simulation to kc_app;
grant insert (draft_id) on table projects.simulation to kc_app;
grant insert (draft_revision) on table projects.simulation to kc_app;
grant insert (file) on table projects.simulation to kc_app;
grant insert (from_year) on table projects.simulation to kc_app;
grant insert (fund) on table projects.simulation to kc_app;
grant insert (id) on table projects.simulation to kc_app;
grant insert (locale) on table projects.simulation to kc_app;
grant insert (moved_at) on table projects.simulation to kc_app;
grant insert (projects) on table projects.simulation to kc_app;
grant insert (province) on table projects.simulation to kc_app;
grant insert (until_year) on table projects.simulation to kc_app;
grant select on table projects.simulation to kc_app;
grant update (moved_at) on table projects.simulation to kc_app;
grant update (result) on table projects.simulation to kc_app;
grant update (rows_done) on table projects.simulation to kc_app;
grant update (rows_total) on table projects.simulation to kc_app;
grant update (run) on table projects.simulation to kc_app;
grant update (state) on table projects.simulation to kc_app;

create table projects.version (
  province text not null,
  project_id uuid not null,
  no integer not null,
  request jsonb not null,
  evaluation jsonb not null,
  hash text not null,
  submitted_by uuid not null,
  submitted_at timestamp with time zone not null,
  eligible_cost bigint generated always as (projects.cost_of(request, true)) stored,
  total_cost bigint generated always as (projects.cost_of(request, false)) stored,
  technology_line boolean generated always as (COALESCE(((request ->> 'technologyLine'::text))::boolean, false)) stored,
  constraint version_pkey PRIMARY KEY (province, project_id, no),
  constraint version_no_check CHECK ((no > 0)),
  constraint version_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint version_province_submitted_by_fkey FOREIGN KEY (province, submitted_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON projects.version FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table projects.version enable row level security;
alter table projects.version force row level security;
create policy own_province on projects.version as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on projects.version as permissive for select to kc_owner
  using (true);
grant insert, select on table projects.version to kc_app;

create table projects.year_part (
  province text not null,
  project_id uuid not null,
  year integer not null,
  amount bigint not null,
  plan_id uuid,
  decision_number text not null,
  promised_by uuid not null,
  promised_at timestamp with time zone not null,
  taken_plan_id uuid,
  taken_amount bigint,
  fund_id uuid,
  taken_by uuid,
  taken_at timestamp with time zone,
  constraint year_part_pkey PRIMARY KEY (province, project_id, year),
  constraint year_part_amount_check CHECK ((amount > 0)),
  constraint year_part_check CHECK ((taken_amount <= amount)),
  constraint year_part_check1 CHECK ((((taken_at IS NULL) = (taken_plan_id IS NULL)) AND ((taken_at IS NULL) = (taken_amount IS NULL)) AND ((taken_at IS NULL) = (taken_by IS NULL)))),
  constraint year_part_check2 CHECK (((fund_id IS NULL) OR (taken_at IS NOT NULL))),
  constraint year_part_taken_amount_check CHECK ((taken_amount >= 0)),
  constraint year_part_year_check CHECK (((year >= 2003) AND (year <= 2110))),
  constraint year_part_province_project_id_fkey FOREIGN KEY (province, project_id) REFERENCES projects.project(province, id),
  constraint year_part_province_promised_by_fkey FOREIGN KEY (province, promised_by) REFERENCES people.account(province, id),
  constraint year_part_province_taken_by_fkey FOREIGN KEY (province, taken_by) REFERENCES people.account(province, id)
);
CREATE INDEX year_part_open ON projects.year_part USING btree (province, year) WHERE (taken_at IS NULL);
CREATE TRIGGER keep_taken_part BEFORE UPDATE ON projects.year_part FOR EACH ROW WHEN ((old.taken_at IS NOT NULL)) EXECUTE FUNCTION projects.keep_taken_part();
alter table projects.year_part enable row level security;
alter table projects.year_part force row level security;
create policy own_province on projects.year_part as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table projects.year_part to kc_app;
grant update (fund_id) on table projects.year_part to kc_app;
grant update (taken_amount) on table projects.year_part to kc_app;
grant update (taken_at) on table projects.year_part to kc_app;
grant update (taken_by) on table projects.year_part to kc_app;
grant update (taken_plan_id) on table projects.year_part to kc_app;
comment on column projects.year_part.plan_id is 'The plan whose decision promised it; null: the project was approved by itself.';

create table records.deadline (
  province text not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  step text not null,
  owner_role text not null,
  owner_unit uuid,
  started_on date not null,
  due_on date not null,
  days integer not null,
  paused_on date,
  days_left integer,
  closed_at timestamp with time zone,
  counted_from date not null,
  counted_days integer not null,
  procedure text,
  content text,
  used_before integer default 0,
  days_used integer,
  closed_on date generated always as (((closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date) stored,
  closed_late boolean generated always as (((COALESCE(paused_on, ((closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))::date) > due_on) AND (closed_at IS NOT NULL))) stored,
  silence text default 'escalation'::text not null,
  constraint deadline_pkey PRIMARY KEY (province, id),
  constraint deadline_check CHECK (((paused_on IS NULL) = (days_left IS NULL))),
  constraint deadline_check1 CHECK ((counted_from >= started_on)),
  constraint deadline_check2 CHECK (((closed_at IS NOT NULL) OR (days_used IS NULL))),
  constraint deadline_counted_days_check CHECK ((counted_days > 0)),
  constraint deadline_days_check CHECK ((days > 0)),
  constraint deadline_days_used_check CHECK ((days_used >= 0)),
  constraint deadline_silence_check CHECK ((silence = ANY (ARRAY['nothing'::text, 'escalation'::text]))),
  constraint deadline_used_before_check CHECK ((used_before >= 0)),
  constraint deadline_province_owner_unit_fkey FOREIGN KEY (province, owner_unit) REFERENCES people.unit(province, id)
);
CREATE INDEX deadline_desk ON records.deadline USING btree (province, owner_role, due_on, id) WHERE ((closed_at IS NULL) AND (paused_on IS NULL));
CREATE INDEX deadline_ended ON records.deadline USING btree (province, step, closed_on DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX deadline_paused ON records.deadline USING btree (province, subject_kind, subject_id) WHERE ((closed_at IS NULL) AND (paused_on IS NOT NULL));
CREATE INDEX deadline_step ON records.deadline USING btree (province, step, due_on, id) WHERE ((closed_at IS NULL) AND (paused_on IS NULL));
CREATE INDEX deadline_unit ON records.deadline USING btree (province, owner_unit, due_on, id) WHERE ((closed_at IS NULL) AND (paused_on IS NULL) AND (owner_unit IS NOT NULL));
CREATE UNIQUE INDEX deadline_turn ON records.deadline USING btree (province, subject_kind, subject_id) WHERE ((closed_at IS NULL) AND (paused_on IS NULL));
CREATE CONSTRAINT TRIGGER keep_wait_counts AFTER INSERT OR DELETE OR UPDATE ON records.deadline DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION records.keep_wait_counts();
CREATE TRIGGER describe_wait BEFORE INSERT ON records.deadline FOR EACH ROW EXECUTE FUNCTION projects.describe_wait();
alter table records.deadline enable row level security;
alter table records.deadline force row level security;
create policy own_province on records.deadline as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_counts on records.deadline as permissive for update to kc_owner
  using (true)
  with check (true);
create policy owner_reads on records.deadline as permissive for select to kc_owner
  using (true);
grant insert, select, update on table records.deadline to kc_app;

create table records.deadline_move (
  province text not null,
  cause uuid not null,
  deadline_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  from_due date not null,
  to_due date not null,
  at timestamp with time zone not null,
  constraint deadline_move_pkey PRIMARY KEY (province, cause, deadline_id),
  constraint deadline_move_check CHECK ((to_due <> from_due)),
  constraint deadline_move_province_deadline_id_fkey FOREIGN KEY (province, deadline_id) REFERENCES records.deadline(province, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.deadline_move FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table records.deadline_move enable row level security;
alter table records.deadline_move force row level security;
create policy own_province on records.deadline_move as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.deadline_move as permissive for select to kc_owner
  using (true);
create policy owner_tells on records.deadline_move as permissive for insert to kc_owner
  with check (true);
grant select on table records.deadline_move to kc_app;

create table records.digest (
  province text not null,
  account_id uuid not null,
  day date not null,
  at timestamp with time zone not null,
  constraint digest_pkey PRIMARY KEY (province, account_id, day),
  constraint digest_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id)
);
alter table records.digest enable row level security;
alter table records.digest force row level security;
create policy own_province on records.digest as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.digest to kc_app;

create table records.document (
  province text not null,
  id uuid not null,
  kind text not null,
  title text not null,
  number text,
  issued_on date,
  file_hash text,
  file_name text,
  subject_kind text not null,
  subject_id uuid not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint document_pkey PRIMARY KEY (province, id),
  constraint document_province_added_by_fkey FOREIGN KEY (province, added_by) REFERENCES people.account(province, id),
  constraint document_province_file_hash_fkey FOREIGN KEY (province, file_hash) REFERENCES records.file(province, hash)
);
CREATE INDEX document_of_file ON records.document USING btree (file_hash) WHERE (file_hash IS NOT NULL);
CREATE INDEX document_subject ON records.document USING btree (province, subject_kind, subject_id, added_at);
CREATE TRIGGER keep_settled BEFORE DELETE ON records.document FOR EACH ROW EXECUTE FUNCTION records.keep_documents();
alter table records.document enable row level security;
alter table records.document force row level security;
create policy own_province on records.document as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.document as permissive for select to kc_owner
  using (true);
grant insert, select on table records.document to kc_app;

create table records.ended_wait_count (
  province text not null,
  year integer not null,
  procedure text not null,
  content text not null,
  step text not null,
  owner_role text not null,
  days_used integer not null,
  ended integer not null,
  late integer not null,
  given bigint not null,
  constraint ended_wait_count_pkey PRIMARY KEY (province, procedure, content, year, step, owner_role, days_used),
  constraint ended_wait_count_days_used_check CHECK ((days_used >= '-1'::integer))
);
CREATE TRIGGER mark_delete AFTER DELETE ON records.ended_wait_count REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('waits');
CREATE TRIGGER mark_insert AFTER INSERT ON records.ended_wait_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('waits');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON records.ended_wait_count FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('waits');
CREATE TRIGGER mark_update AFTER UPDATE ON records.ended_wait_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('waits');
alter table records.ended_wait_count enable row level security;
alter table records.ended_wait_count force row level security;
create policy own_province on records.ended_wait_count as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_counts on records.ended_wait_count as permissive for all to kc_owner
  using (true)
  with check (true);
grant select on table records.ended_wait_count to kc_app;

create table records.escalation (
  province text not null,
  deadline_id uuid not null,
  due_on date not null,
  level integer not null,
  to_role text not null,
  at timestamp with time zone not null,
  constraint escalation_pkey PRIMARY KEY (province, deadline_id, due_on, level),
  constraint escalation_province_deadline_id_fkey FOREIGN KEY (province, deadline_id) REFERENCES records.deadline(province, id)
);
alter table records.escalation enable row level security;
alter table records.escalation force row level security;
create policy own_province on records.escalation as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.escalation to kc_app;

create table records.event (
  province text not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_id uuid,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  reason text,
  on_behalf_of uuid default platform.on_behalf_of(),
  origin jsonb default platform.origin(),
  xid xid8 default pg_current_xact_id() not null,
  constraint event_pkey PRIMARY KEY (province, id),
  constraint event_check CHECK ((on_behalf_of <> actor_id)),
  constraint event_province_actor_id_fkey FOREIGN KEY (province, actor_id) REFERENCES people.account(province, id),
  constraint event_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id)
);
CREATE INDEX event_subject ON records.event USING btree (province, subject_kind, subject_id, at);
CREATE INDEX event_xid ON records.event USING btree (province, xid);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.event FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
CREATE TRIGGER send_events AFTER INSERT ON records.event REFERENCING NEW TABLE AS events FOR EACH STATEMENT EXECUTE FUNCTION records.send_events();
alter table records.event enable row level security;
alter table records.event force row level security;
create policy own_province on records.event as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.event as permissive for select to kc_owner
  using (true);
create policy owner_tells on records.event as permissive for insert to kc_owner
  with check (true);
grant insert, select on table records.event to kc_app;

create table records.extension (
  province text not null,
  id uuid not null,
  deadline_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  days integer not null,
  from_due date not null,
  to_due date not null,
  reason text not null,
  role text not null,
  given_by uuid not null,
  at timestamp with time zone not null,
  on_behalf_of uuid,
  constraint extension_pkey PRIMARY KEY (province, id),
  constraint extension_check CHECK ((to_due > from_due)),
  constraint extension_check1 CHECK ((on_behalf_of <> given_by)),
  constraint extension_days_check CHECK ((days > 0)),
  constraint extension_reason_check CHECK ((reason <> ''::text)),
  constraint extension_province_deadline_id_fkey FOREIGN KEY (province, deadline_id) REFERENCES records.deadline(province, id),
  constraint extension_province_given_by_fkey FOREIGN KEY (province, given_by) REFERENCES people.account(province, id),
  constraint extension_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id)
);
CREATE INDEX extension_subject ON records.extension USING btree (province, subject_kind, subject_id, at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.extension FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table records.extension enable row level security;
alter table records.extension force row level security;
create policy own_province on records.extension as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.extension to kc_app;

create table records.extension_request (
  province text not null,
  id uuid not null,
  deadline_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  owner_role text not null,
  days integer not null,
  reason text not null,
  asked_by uuid not null,
  on_behalf_of uuid,
  at timestamp with time zone not null,
  state text default 'open'::text not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  answer text,
  constraint extension_request_pkey PRIMARY KEY (province, id),
  constraint extension_request_answer_check CHECK ((answer <> ''::text)),
  constraint extension_request_check CHECK ((on_behalf_of <> asked_by)),
  constraint extension_request_check1 CHECK (((state = 'open'::text) = (answered_at IS NULL))),
  constraint extension_request_check2 CHECK (((state <> 'refused'::text) OR (answer IS NOT NULL))),
  constraint extension_request_days_check CHECK ((days > 0)),
  constraint extension_request_reason_check CHECK ((reason <> ''::text)),
  constraint extension_request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'granted'::text, 'refused'::text]))),
  constraint extension_request_province_answered_by_fkey FOREIGN KEY (province, answered_by) REFERENCES people.account(province, id),
  constraint extension_request_province_asked_by_fkey FOREIGN KEY (province, asked_by) REFERENCES people.account(province, id),
  constraint extension_request_province_deadline_id_fkey FOREIGN KEY (province, deadline_id) REFERENCES records.deadline(province, id),
  constraint extension_request_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id)
);
CREATE INDEX extension_request_desk ON records.extension_request USING btree (province, owner_role, at) WHERE (state = 'open'::text);
CREATE INDEX extension_request_subject ON records.extension_request USING btree (province, subject_kind, subject_id, at);
CREATE UNIQUE INDEX extension_request_open ON records.extension_request USING btree (province, deadline_id) WHERE (state = 'open'::text);
alter table records.extension_request enable row level security;
alter table records.extension_request force row level security;
create policy own_province on records.extension_request as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.extension_request to kc_app;
grant update (answer) on table records.extension_request to kc_app;
grant update (answered_at) on table records.extension_request to kc_app;
grant update (answered_by) on table records.extension_request to kc_app;
grant update (state) on table records.extension_request to kc_app;

create table records.file (
  province text not null,
  hash text not null,
  size bigint not null,
  media_type text not null,
  stored_at timestamp with time zone not null,
  scanned_at timestamp with time zone,
  scan_finding text,
  signatures jsonb,
  constraint file_pkey PRIMARY KEY (province, hash),
  constraint file_check CHECK (((scan_finding IS NULL) OR (scanned_at IS NOT NULL))),
  constraint file_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint file_size_check CHECK ((size > 0))
);
CREATE INDEX file_unscanned ON records.file USING btree (province, stored_at) WHERE (scanned_at IS NULL);
alter table records.file enable row level security;
alter table records.file force row level security;
create policy own_province on records.file as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.file to kc_app;
grant update (scan_finding) on table records.file to kc_app;
grant update (scanned_at) on table records.file to kc_app;

create table records.forgotten (
  province text not null,
  id uuid not null,
  project_id uuid not null,
  what text not null,
  count integer not null,
  forgotten_at timestamp with time zone not null,
  constraint forgotten_pkey PRIMARY KEY (province, id),
  constraint forgotten_count_check CHECK ((count > 0)),
  constraint forgotten_what_check CHECK ((what = 'photo_place'::text))
);
CREATE INDEX forgotten_newest ON records.forgotten USING btree (province, forgotten_at DESC, id DESC);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.forgotten FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table records.forgotten enable row level security;
alter table records.forgotten force row level security;
create policy own_province on records.forgotten as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.forgotten to kc_app;

create table records.issued_paper (
  province text not null,
  id uuid not null,
  kind text not null,
  unit_id uuid not null,
  unit_name text not null,
  year integer not null,
  series text not null,
  no integer not null,
  sign text not null,
  issued_on date not null,
  title text not null,
  subject_kind text not null,
  subject_id uuid not null,
  subject_label text not null,
  content jsonb not null,
  template_id uuid,
  code text not null,
  pdf_document uuid,
  word_document uuid not null,
  pdf_hash text,
  word_hash text not null,
  replaces uuid,
  sample boolean not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  cancelled_by uuid,
  cancel_reason text,
  search text generated always as (platform.fold(((((sign || ' '::text) || title) || ' '::text) || subject_label))) stored not null,
  constraint issued_paper_pkey PRIMARY KEY (province, id),
  constraint issued_paper_code_key UNIQUE (code),
  constraint issued_paper_province_replaces_key UNIQUE (province, replaces),
  constraint issued_paper_province_unit_id_series_year_no_key UNIQUE (province, unit_id, series, year, no),
  constraint issued_paper_check CHECK ((((cancelled_at IS NULL) = (cancelled_by IS NULL)) AND ((cancelled_at IS NULL) = (cancel_reason IS NULL)))),
  constraint issued_paper_check1 CHECK ((EXTRACT(year FROM issued_on) = (year)::numeric)),
  constraint issued_paper_code_check CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'::text)),
  constraint issued_paper_content_check CHECK ((jsonb_typeof(content) = 'object'::text)),
  constraint issued_paper_no_check CHECK ((no > 0)),
  constraint issued_paper_province_cancelled_by_fkey FOREIGN KEY (province, cancelled_by) REFERENCES people.account(province, id),
  constraint issued_paper_province_issued_by_fkey FOREIGN KEY (province, issued_by) REFERENCES people.account(province, id),
  constraint issued_paper_province_pdf_document_fkey FOREIGN KEY (province, pdf_document) REFERENCES records.document(province, id),
  constraint issued_paper_province_replaces_fkey FOREIGN KEY (province, replaces) REFERENCES records.issued_paper(province, id),
  constraint issued_paper_province_template_id_fkey FOREIGN KEY (province, template_id) REFERENCES records.paper_template(province, id),
  constraint issued_paper_province_unit_id_fkey FOREIGN KEY (province, unit_id) REFERENCES people.unit(province, id),
  constraint issued_paper_province_word_document_fkey FOREIGN KEY (province, word_document) REFERENCES records.document(province, id)
);
CREATE INDEX issued_paper_register ON records.issued_paper USING btree (province, year, issued_at DESC, id DESC);
CREATE INDEX issued_paper_search ON records.issued_paper USING gin (search platform.gin_trgm_ops);
CREATE INDEX issued_paper_subject ON records.issued_paper USING btree (province, subject_kind, subject_id, issued_at);
CREATE TRIGGER keep_cancelled BEFORE UPDATE ON records.issued_paper FOR EACH ROW EXECUTE FUNCTION records.keep_issued_paper();
alter table records.issued_paper enable row level security;
alter table records.issued_paper force row level security;
create policy own_province on records.issued_paper as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.issued_paper as permissive for select to kc_owner
  using (true);
grant insert, select on table records.issued_paper to kc_app;
grant update (cancel_reason) on table records.issued_paper to kc_app;
grant update (cancelled_at) on table records.issued_paper to kc_app;
grant update (cancelled_by) on table records.issued_paper to kc_app;

create table records.morning_round (
  province text not null,
  day date not null,
  done_at timestamp with time zone not null,
  constraint morning_round_pkey PRIMARY KEY (province, day)
);
alter table records.morning_round enable row level security;
alter table records.morning_round force row level security;
create policy own_province on records.morning_round as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.morning_round to kc_app;

create table records.notice (
  province text not null,
  id uuid default gen_random_uuid() not null,
  account_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  fills jsonb default '{}'::jsonb not null,
  once text,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  over_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (province, id),
  constraint notice_fills_check CHECK ((jsonb_typeof(fills) = 'object'::text)),
  constraint notice_kind_check CHECK ((kind ~ '^[a-z_]+$'::text)),
  constraint notice_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id)
);
CREATE INDEX notice_of_matter ON records.notice USING btree (province, subject_kind, subject_id) WHERE ((read_at IS NULL) AND (over_at IS NULL));
CREATE INDEX notice_of_person ON records.notice USING btree (province, account_id, at DESC, id DESC);
CREATE INDEX notice_unread ON records.notice USING btree (province, account_id, at DESC, id DESC) WHERE ((read_at IS NULL) AND (over_at IS NULL));
CREATE UNIQUE INDEX notice_once ON records.notice USING btree (province, account_id, once) WHERE (once IS NOT NULL);
CREATE TRIGGER keep_from_recused BEFORE INSERT ON records.notice FOR EACH ROW WHEN ((new.subject_kind = 'project'::text)) EXECUTE FUNCTION projects.keep_from_recused();
alter table records.notice enable row level security;
alter table records.notice force row level security;
create policy own_province on records.notice as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.notice as permissive for select to kc_owner
  using (true);
create policy owner_tells on records.notice as permissive for insert to kc_owner
  with check (true);
grant insert, select on table records.notice to kc_app;
grant update (over_at) on table records.notice to kc_app;
grant update (read_at) on table records.notice to kc_app;

create table records.notice_preference (
  province text not null,
  account_id uuid not null,
  digest boolean default true not null,
  immediate boolean default false not null,
  locale text default 'vi'::text not null,
  changed_at timestamp with time zone not null,
  constraint notice_preference_pkey PRIMARY KEY (province, account_id),
  constraint notice_preference_locale_check CHECK ((locale = ANY (ARRAY['vi'::text, 'en'::text]))),
  constraint notice_preference_province_account_id_fkey FOREIGN KEY (province, account_id) REFERENCES people.account(province, id)
);
alter table records.notice_preference enable row level security;
alter table records.notice_preference force row level security;
create policy own_province on records.notice_preference as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select, update on table records.notice_preference to kc_app;

create table records.number_register (
  province text not null,
  series text not null,
  year integer not null,
  last integer not null,
  constraint number_register_pkey PRIMARY KEY (province, series, year),
  constraint number_register_last_check CHECK ((last > 0))
);
alter table records.number_register enable row level security;
alter table records.number_register force row level security;
create policy own_province on records.number_register as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select, update on table records.number_register to kc_app;

create table records.open_wait_count (
  province text not null,
  procedure text not null,
  content text not null,
  step text not null,
  owner_role text not null,
  day date not null,
  started integer not null,
  due integer not null,
  constraint open_wait_count_pkey PRIMARY KEY (province, procedure, content, owner_role, step, day)
);
CREATE TRIGGER mark_delete AFTER DELETE ON records.open_wait_count REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('waits');
CREATE TRIGGER mark_insert AFTER INSERT ON records.open_wait_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('waits');
CREATE TRIGGER mark_truncate AFTER TRUNCATE ON records.open_wait_count FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_emptied('waits');
CREATE TRIGGER mark_update AFTER UPDATE ON records.open_wait_count REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.mark_change('waits');
alter table records.open_wait_count enable row level security;
alter table records.open_wait_count force row level security;
create policy own_province on records.open_wait_count as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_counts on records.open_wait_count as permissive for all to kc_owner
  using (true)
  with check (true);
grant select on table records.open_wait_count to kc_app;

create table records.paper_template (
  province text not null,
  id uuid not null,
  kind text not null,
  version integer not null,
  file_hash text,
  file_name text,
  note text,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  published_by uuid,
  published_at timestamp with time zone,
  valid_from date,
  dropped_at timestamp with time zone,
  constraint paper_template_pkey PRIMARY KEY (province, id),
  constraint paper_template_province_kind_version_key UNIQUE (province, kind, version),
  constraint paper_template_check CHECK ((((published_by IS NULL) = (published_at IS NULL)) AND ((published_by IS NULL) = (valid_from IS NULL)))),
  constraint paper_template_check1 CHECK ((published_by <> uploaded_by)),
  constraint paper_template_check2 CHECK (((dropped_at IS NULL) OR (published_at IS NULL))),
  constraint paper_template_version_check CHECK ((version > 0)),
  constraint paper_template_province_file_hash_fkey FOREIGN KEY (province, file_hash) REFERENCES records.file(province, hash),
  constraint paper_template_province_published_by_fkey FOREIGN KEY (province, published_by) REFERENCES people.account(province, id),
  constraint paper_template_province_uploaded_by_fkey FOREIGN KEY (province, uploaded_by) REFERENCES people.account(province, id)
);
CREATE TRIGGER keep_published BEFORE UPDATE ON records.paper_template FOR EACH ROW EXECUTE FUNCTION records.keep_published_template();
alter table records.paper_template enable row level security;
alter table records.paper_template force row level security;
create policy own_province on records.paper_template as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.paper_template to kc_app;
grant update (dropped_at) on table records.paper_template to kc_app;
grant update (published_at) on table records.paper_template to kc_app;
grant update (published_by) on table records.paper_template to kc_app;
grant update (valid_from) on table records.paper_template to kc_app;

create table records.reading (
  province text not null,
  id uuid not null,
  at timestamp with time zone not null,
  reader_id uuid,
  link_id uuid,
  on_behalf_of uuid,
  document_id uuid not null,
  document_kind text not null,
  file_hash text not null,
  subject_kind text not null,
  subject_id uuid not null,
  origin jsonb default platform.origin(),
  xid xid8 default pg_current_xact_id() not null,
  constraint reading_pkey PRIMARY KEY (province, id),
  constraint reading_check CHECK (((reader_id IS NULL) <> (link_id IS NULL))),
  constraint reading_check1 CHECK ((on_behalf_of <> reader_id)),
  constraint reading_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint reading_province_on_behalf_of_fkey FOREIGN KEY (province, on_behalf_of) REFERENCES people.account(province, id),
  constraint reading_province_reader_id_fkey FOREIGN KEY (province, reader_id) REFERENCES people.account(province, id)
);
CREATE INDEX reading_document ON records.reading USING btree (province, document_id, at DESC, id DESC);
CREATE INDEX reading_reader ON records.reading USING btree (province, reader_id, at DESC, id DESC);
CREATE INDEX reading_recent ON records.reading USING btree (province, at DESC, id DESC);
CREATE INDEX reading_xid ON records.reading USING btree (province, xid);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.reading FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table records.reading enable row level security;
alter table records.reading force row level security;
create policy own_province on records.reading as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.reading as permissive for select to kc_owner
  using (true);
grant insert, select on table records.reading to kc_app;

create table records.retention_rule (
  valid_from date not null,
  years integer not null,
  personal_days integer not null,
  basis text not null,
  verification law.verification not null,
  constraint retention_rule_pkey PRIMARY KEY (valid_from),
  constraint retention_rule_basis_check CHECK ((basis <> ''::text)),
  constraint retention_rule_personal_days_check CHECK ((personal_days > 0)),
  constraint retention_rule_years_check CHECK ((years > 0))
);
grant select on table records.retention_rule to kc_app;

create table records.seal (
  province text not null,
  no bigint not null,
  at timestamp with time zone not null,
  day date not null,
  size integer not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  entries uuid[] not null,
  leaves bytea not null,
  from_xid xid8 not null,
  to_xid xid8 not null,
  low_xid xid8 not null,
  server bigint not null,
  constraint seal_pkey PRIMARY KEY (province, no),
  constraint seal_check CHECK ((cardinality(entries) = size)),
  constraint seal_check1 CHECK ((length(leaves) = (32 * size))),
  constraint seal_hash_check CHECK ((length(hash) = 32)),
  constraint seal_no_check CHECK ((no > 0)),
  constraint seal_previous_check CHECK ((length(previous) = 32)),
  constraint seal_root_check CHECK ((length(root) = 32)),
  constraint seal_size_check CHECK ((size > 0))
);
CREATE INDEX seal_day ON records.seal USING btree (province, day, no);
CREATE INDEX seal_xid ON records.seal USING btree (province, to_xid, from_xid);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.seal FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table records.seal enable row level security;
alter table records.seal force row level security;
create policy own_province on records.seal as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.seal as permissive for select to kc_owner
  using (true);
create policy owner_seals on records.seal as permissive for insert to kc_owner
  with check (true);
grant select on table records.seal to kc_app;

create table records.sealed_day (
  province text not null,
  day date not null,
  seals integer not null,
  entries bigint not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  constraint sealed_day_pkey PRIMARY KEY (province, day),
  constraint sealed_day_entries_check CHECK ((entries > 0)),
  constraint sealed_day_hash_check CHECK ((length(hash) = 32)),
  constraint sealed_day_previous_check CHECK ((length(previous) = 32)),
  constraint sealed_day_root_check CHECK ((length(root) = 32)),
  constraint sealed_day_seals_check CHECK ((seals > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON records.sealed_day FOR EACH STATEMENT EXECUTE FUNCTION records.refuse_change();
alter table records.sealed_day enable row level security;
alter table records.sealed_day force row level security;
create policy own_province on records.sealed_day as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.sealed_day as permissive for select to kc_owner
  using (true);
create policy owner_seals on records.sealed_day as permissive for insert to kc_owner
  with check (true);
grant select on table records.sealed_day to kc_app;

create table records.sensitive_kind (
  kind text not null,
  holds text not null,
  constraint sensitive_kind_pkey PRIMARY KEY (kind),
  constraint sensitive_kind_holds_check CHECK ((holds = ANY (ARRAY['identity'::text, 'bank_account'::text, 'photo'::text, 'contact'::text])))
);
grant select on table records.sensitive_kind to kc_app;

create table records.signing (
  province text not null,
  id uuid not null,
  document_id uuid not null,
  seal_id uuid,
  prepared_hash text,
  hole_start integer,
  hole_end integer,
  digest text,
  signed_document_id uuid,
  signer text,
  begun_by uuid not null,
  begun_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint signing_pkey PRIMARY KEY (province, id),
  constraint signing_check CHECK (((seal_id IS NULL) = (digest IS NOT NULL))),
  constraint signing_check1 CHECK (((done_at IS NULL) = (signed_document_id IS NULL))),
  constraint signing_province_begun_by_fkey FOREIGN KEY (province, begun_by) REFERENCES people.account(province, id),
  constraint signing_province_document_id_fkey FOREIGN KEY (province, document_id) REFERENCES records.document(province, id),
  constraint signing_province_seal_id_fkey FOREIGN KEY (province, seal_id) REFERENCES records.unit_seal(province, id),
  constraint signing_province_signed_document_id_fkey FOREIGN KEY (province, signed_document_id) REFERENCES records.document(province, id)
);
CREATE INDEX signing_document ON records.signing USING btree (province, document_id, begun_at);
CREATE UNIQUE INDEX signing_seal ON records.signing USING btree (province, document_id, seal_id) WHERE (seal_id IS NOT NULL);
alter table records.signing enable row level security;
alter table records.signing force row level security;
create policy own_province on records.signing as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.signing to kc_app;
grant update (done_at) on table records.signing to kc_app;
grant update (signed_document_id) on table records.signing to kc_app;
grant update (signer) on table records.signing to kc_app;

create view records.trail_entry with (security_invoker=true) as
 SELECT e.province,
    e.id,
    e.xid,
    records.sealed_text(e.*) AS text
   FROM records.event e
UNION ALL
 SELECT r.province,
    r.id,
    r.xid,
    records.sealed_text(r.*) AS text
   FROM records.reading r;
grant select on table records.trail_entry to kc_app;

create table records.trust_root (
  province text not null,
  id uuid not null,
  name text not null,
  certificate bytea not null,
  valid_until timestamp with time zone not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint trust_root_pkey PRIMARY KEY (province, id),
  constraint trust_root_certificate_check CHECK (((length(certificate) >= 100) AND (length(certificate) <= 20000))),
  constraint trust_root_province_added_by_fkey FOREIGN KEY (province, added_by) REFERENCES people.account(province, id)
);
alter table records.trust_root enable row level security;
alter table records.trust_root force row level security;
create policy own_province on records.trust_root as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.trust_root to kc_app;
grant update (withdrawn_at) on table records.trust_root to kc_app;

create table records.undelivered_letter (
  province text not null,
  id uuid default gen_random_uuid() not null,
  job_id text not null,
  letter text not null,
  to_address text not null,
  locale text not null,
  fills jsonb,
  reason text not null,
  attempts integer not null,
  since timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  sent_again boolean default false not null,
  constraint undelivered_letter_pkey PRIMARY KEY (province, id),
  constraint undelivered_letter_check CHECK (((resolved_at IS NULL) = (resolved_by IS NULL))),
  constraint undelivered_letter_province_resolved_by_fkey FOREIGN KEY (province, resolved_by) REFERENCES people.account(province, id)
);
CREATE INDEX undelivered_open ON records.undelivered_letter USING btree (province, since DESC, id DESC) WHERE (resolved_at IS NULL);
CREATE UNIQUE INDEX undelivered_once ON records.undelivered_letter USING btree (province, job_id);
alter table records.undelivered_letter enable row level security;
alter table records.undelivered_letter force row level security;
create policy own_province on records.undelivered_letter as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.undelivered_letter to kc_app;
grant update (resolved_at) on table records.undelivered_letter to kc_app;
grant update (resolved_by) on table records.undelivered_letter to kc_app;
grant update (sent_again) on table records.undelivered_letter to kc_app;

create table records.unit_seal (
  province text not null,
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  certificates bytea[] not null,
  locked_key bytea not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint unit_seal_pkey PRIMARY KEY (province, id),
  constraint unit_seal_certificates_check CHECK (((cardinality(certificates) >= 1) AND (cardinality(certificates) <= 10))),
  constraint unit_seal_province_added_by_fkey FOREIGN KEY (province, added_by) REFERENCES people.account(province, id),
  constraint unit_seal_province_unit_id_fkey FOREIGN KEY (province, unit_id) REFERENCES people.unit(province, id)
);
alter table records.unit_seal enable row level security;
alter table records.unit_seal force row level security;
create policy own_province on records.unit_seal as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table records.unit_seal to kc_app;
grant update (withdrawn_at) on table records.unit_seal to kc_app;

create table records.webhook (
  province text not null,
  id uuid default gen_random_uuid() not null,
  url text not null,
  kinds text[] not null,
  secret text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  constraint webhook_pkey PRIMARY KEY (province, id),
  constraint webhook_kinds_check CHECK (((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 100))),
  constraint webhook_url_check CHECK (((url ~ '^https?://'::text) AND (length(url) <= 1000))),
  constraint webhook_province_created_by_fkey FOREIGN KEY (province, created_by) REFERENCES people.account(province, id)
);
alter table records.webhook enable row level security;
alter table records.webhook force row level security;
create policy own_province on records.webhook as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.webhook as permissive for select to kc_owner
  using (true);
create policy owner_seals on records.webhook as permissive for update to kc_owner
  using (true);
grant insert on table records.webhook to kc_app;
grant select (created_at) on table records.webhook to kc_app;
grant select (created_by) on table records.webhook to kc_app;
grant select (id) on table records.webhook to kc_app;
grant select (kinds) on table records.webhook to kc_app;
grant select (paused_at) on table records.webhook to kc_app;
grant select (province) on table records.webhook to kc_app;
grant select (url) on table records.webhook to kc_app;
grant update (paused_at) on table records.webhook to kc_app;
grant update (secret) on table records.webhook to kc_app;
comment on column records.webhook.secret is 'Signs what is sent; sealed. Shown to the administrator once.';

create table records.webhook_delivery (
  province text not null,
  id uuid default gen_random_uuid() not null,
  webhook_id uuid not null,
  event_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  at timestamp with time zone not null,
  state text default 'pending'::text not null,
  attempts integer default 0 not null,
  status integer,
  problem text,
  tried_at timestamp with time zone,
  constraint webhook_delivery_pkey PRIMARY KEY (province, id),
  constraint webhook_delivery_province_webhook_id_event_id_key UNIQUE (province, webhook_id, event_id),
  constraint webhook_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text]))),
  constraint webhook_delivery_province_webhook_id_fkey FOREIGN KEY (province, webhook_id) REFERENCES records.webhook(province, id)
);
CREATE INDEX webhook_recent ON records.webhook_delivery USING btree (province, webhook_id, at DESC, id DESC);
alter table records.webhook_delivery enable row level security;
alter table records.webhook_delivery force row level security;
create policy own_province on records.webhook_delivery as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on records.webhook_delivery as permissive for select to kc_owner
  using (true);
create policy owner_tells on records.webhook_delivery as permissive for insert to kc_owner
  with check (true);
grant select on table records.webhook_delivery to kc_app;
grant update (attempts) on table records.webhook_delivery to kc_app;
grant update (problem) on table records.webhook_delivery to kc_app;
grant update (state) on table records.webhook_delivery to kc_app;
grant update (status) on table records.webhook_delivery to kc_app;
grant update (tried_at) on table records.webhook_delivery to kc_app;

create table reporting.resolution (
  province text not null,
  id uuid not null,
  check_code text not null,
  stated bigint not null,
  computed bigint not null,
  explanation text not null,
  source text not null,
  resolved_by uuid not null,
  resolved_at timestamp with time zone not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  constraint resolution_pkey PRIMARY KEY (province, id),
  constraint resolution_check CHECK ((((withdrawn_by IS NULL) = (withdrawn_at IS NULL)) AND ((withdrawn_by IS NULL) = (withdrawn_reason IS NULL)))),
  constraint resolution_explanation_check CHECK (((char_length(explanation) >= 1) AND (char_length(explanation) <= 2000))),
  constraint resolution_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 300))),
  constraint resolution_province_resolved_by_fkey FOREIGN KEY (province, resolved_by) REFERENCES people.account(province, id),
  constraint resolution_province_withdrawn_by_fkey FOREIGN KEY (province, withdrawn_by) REFERENCES people.account(province, id)
);
CREATE UNIQUE INDEX resolution_in_force ON reporting.resolution USING btree (province, check_code, stated, computed) WHERE (withdrawn_at IS NULL);
alter table reporting.resolution enable row level security;
alter table reporting.resolution force row level security;
create policy own_province on reporting.resolution as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
grant insert, select on table reporting.resolution to kc_app;
grant update (withdrawn_at) on table reporting.resolution to kc_app;
grant update (withdrawn_by) on table reporting.resolution to kc_app;
grant update (withdrawn_reason) on table reporting.resolution to kc_app;

create table reporting.stated_figure (
  province text not null,
  id uuid not null,
  from_year integer not null,
  to_year integer not null,
  source text not null,
  kind text not null,
  amount bigint not null,
  yearly_average bigint,
  basis text not null,
  constraint stated_figure_pkey PRIMARY KEY (province, id),
  constraint stated_figure_province_from_year_to_year_source_kind_key UNIQUE (province, from_year, to_year, source, kind),
  constraint stated_figure_amount_check CHECK ((amount >= 0)),
  constraint stated_figure_basis_check CHECK (((basis = btrim(basis)) AND ((char_length(basis) >= 1) AND (char_length(basis) <= 500)))),
  constraint stated_figure_check CHECK (((to_year >= from_year) AND (to_year <= 2100))),
  constraint stated_figure_check1 CHECK (((kind <> 'yearly_stated'::text) OR (from_year = to_year))),
  constraint stated_figure_check2 CHECK (((kind = 'yearly_stated'::text) OR (from_year < to_year))),
  constraint stated_figure_check3 CHECK (((kind = 'headline_stated'::text) = (source = 'all'::text))),
  constraint stated_figure_from_year_check CHECK (((from_year >= 1945) AND (from_year <= 2100))),
  constraint stated_figure_kind_check CHECK ((kind = ANY (ARRAY['yearly_stated'::text, 'period_total_stated'::text, 'headline_stated'::text]))),
  constraint stated_figure_source_check CHECK ((source = ANY (ARRAY['local'::text, 'central'::text, 'all'::text]))),
  constraint stated_figure_yearly_average_check CHECK ((yearly_average > 0))
);
alter table reporting.stated_figure enable row level security;
alter table reporting.stated_figure force row level security;
create policy own_province on reporting.stated_figure as permissive for all to public
  using ((province = ( SELECT platform.current_province() AS current_province)))
  with check ((province = ( SELECT platform.current_province() AS current_province)));
create policy owner_reads on reporting.stated_figure as permissive for select to kc_owner
  using (true);
grant delete, insert, select, update on table reporting.stated_figure to kc_app;
comment on column reporting.stated_figure.basis is 'where it is stated: document, date, words';
comment on column reporting.stated_figure.yearly_average is 'the average a year that the same place states';

create table territory.city_grade (
  old_id text not null,
  grade text not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  verified boolean not null,
  constraint city_grade_pkey PRIMARY KEY (old_id, valid_from),
  constraint city_grade_old_id_daterange_excl EXCLUDE USING gist (old_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint city_grade_check CHECK ((valid_to >= valid_from)),
  constraint city_grade_grade_check CHECK ((grade = ANY (ARRAY['special'::text, '1'::text, '2'::text, '3'::text]))),
  constraint city_grade_old_id_fkey FOREIGN KEY (old_id) REFERENCES territory.old_unit(id)
);
grant select on table territory.city_grade to kc_app;
comment on table territory.city_grade is 'no row for a day: the grade of that day is not known here';

create table territory.commune (
  code text not null,
  province_code text not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  constraint commune_pkey PRIMARY KEY (code),
  constraint commune_check CHECK ((valid_to >= valid_from)),
  constraint commune_code_check CHECK ((code ~ '^[0-9]{5}$'::text)),
  constraint commune_province_code_fkey FOREIGN KEY (province_code) REFERENCES territory.province(code)
);
CREATE INDEX commune_of_province ON territory.commune USING btree (province_code, name COLLATE platform.vietnamese);
grant select on table territory.commune to kc_app;
comment on column territory.commune.name is 'without the word for its kind: "Con Cuông"';

create table territory.commune_area (
  commune_code text not null,
  area text not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  verified boolean not null,
  constraint commune_area_pkey PRIMARY KEY (commune_code, area, valid_from),
  constraint commune_area_commune_code_area_daterange_excl EXCLUDE USING gist (commune_code WITH =, area WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint commune_area_area_check CHECK ((area = ANY (ARRAY['upland'::text, 'island'::text, 'border'::text, 'minority'::text, 'poor_district'::text, 'new_rural'::text, 'difficult'::text, 'especially_difficult'::text]))),
  constraint commune_area_check CHECK ((valid_to >= valid_from)),
  constraint commune_area_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code)
);
grant select on table territory.commune_area to kc_app;

create table territory.commune_kind (
  commune_code text not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  constraint commune_kind_pkey PRIMARY KEY (commune_code, valid_from),
  constraint commune_kind_commune_code_daterange_excl EXCLUDE USING gist (commune_code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint commune_kind_check CHECK ((valid_to >= valid_from)),
  constraint commune_kind_kind_check CHECK ((kind = ANY (ARRAY['commune'::text, 'ward'::text, 'special_zone'::text]))),
  constraint commune_kind_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code)
);
grant select on table territory.commune_kind to kc_app;

create table territory.old_unit (
  id text not null,
  level text not null,
  code text,
  name text not null,
  parent_id text,
  last_day date,
  constraint old_unit_pkey PRIMARY KEY (id),
  constraint old_unit_check CHECK (((level = 'province'::text) = (parent_id IS NULL))),
  constraint old_unit_level_check CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text]))),
  constraint old_unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES territory.old_unit(id)
);
CREATE INDEX old_unit_of_parent ON territory.old_unit USING btree (parent_id);
CREATE UNIQUE INDEX old_unit_of_code ON territory.old_unit USING btree (code) WHERE (code IS NOT NULL);
grant select on table territory.old_unit to kc_app;
comment on column territory.old_unit.last_day is 'null: ended before 30 June 2025 on a day the source does not give';
comment on column territory.old_unit.name is 'in full, as papers write it: "Huyện Con Cuông"';

create table territory.place_name (
  commune_code text not null,
  province_code text not null,
  old_id text,
  name_key text not null,
  around_key text not null,
  search_key text not null,
  spelled_key text not null,
  constraint place_name_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code),
  constraint place_name_old_id_fkey FOREIGN KEY (old_id) REFERENCES territory.old_unit(id),
  constraint place_name_province_code_fkey FOREIGN KEY (province_code) REFERENCES territory.province(code)
);
CREATE INDEX place_name_search ON territory.place_name USING gin (search_key platform.gin_trgm_ops);
grant select on table territory.place_name to kc_app;
comment on column territory.place_name.around_key is 'what it lies in: " huyen con cuong tinh nghe an"';
comment on column territory.place_name.name_key is 'the name without the word for its kind: " chi khe"';
comment on column territory.place_name.spelled_key is 'search_key with its accents: " xã chi khê huyện con cuông …"';

create table territory.province (
  code text not null,
  name text not null,
  valid_from date not null,
  valid_to date,
  constraint province_pkey PRIMARY KEY (code),
  constraint province_check CHECK ((valid_to >= valid_from)),
  constraint province_code_check CHECK ((code ~ '^[0-9]{2}$'::text))
);
grant select on table territory.province to kc_app;
comment on column territory.province.name is 'without the word for its kind: "Nghệ An", "Hà Nội"';

create table territory.province_kind (
  province_code text not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  verified boolean not null,
  constraint province_kind_pkey PRIMARY KEY (province_code, valid_from),
  constraint province_kind_province_code_daterange_excl EXCLUDE USING gist (province_code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint province_kind_check CHECK ((valid_to >= valid_from)),
  constraint province_kind_kind_check CHECK ((kind = ANY (ARRAY['province'::text, 'city'::text]))),
  constraint province_kind_province_code_fkey FOREIGN KEY (province_code) REFERENCES territory.province(code)
);
grant select on table territory.province_kind to kc_app;
comment on column territory.province_kind.verified is 'someone compared date and basis with the official text';

create table territory.reference_stamp (
  only_row boolean default true not null,
  checksum text not null,
  constraint reference_stamp_pkey PRIMARY KEY (only_row),
  constraint reference_stamp_only_row_check CHECK (only_row)
);

create table territory.succession (
  old_id text not null,
  commune_code text not null,
  part boolean not null,
  constraint succession_pkey PRIMARY KEY (old_id, commune_code),
  constraint succession_commune_code_fkey FOREIGN KEY (commune_code) REFERENCES territory.commune(code),
  constraint succession_old_id_fkey FOREIGN KEY (old_id) REFERENCES territory.old_unit(id)
);
CREATE INDEX succession_of_commune ON territory.succession USING btree (commune_code);
grant select on table territory.succession to kc_app;
comment on column territory.succession.part is 'the old unit was divided: only a part of it came here';

create table territory.ward_origin (
  old_id text not null,
  was text not null,
  until date not null,
  basis text not null,
  verified boolean not null,
  constraint ward_origin_pkey PRIMARY KEY (old_id),
  constraint ward_origin_was_check CHECK ((was = ANY (ARRAY['commune'::text, 'town_ward'::text]))),
  constraint ward_origin_old_id_fkey FOREIGN KEY (old_id) REFERENCES territory.old_unit(id)
);
grant select on table territory.ward_origin to kc_app;
comment on column territory.ward_origin.until is 'last day it was that; a ward of its city from the next';

CREATE OR REPLACE FUNCTION agreements.follow_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  a agreements.amendment;
begin
  select * into a from agreements.amendment x
   where x.province = new.province and x.change_id = new.id and x.state = 'asked' for update;
  if not found then return null; end if;
  if new.state = 'approved' then
    insert into agreements.version (province, project_id, no, kind, terms, reason, amendment_id, made_by, made_at)
    select a.province, a.project_id, 1 + coalesce(max(v.no), 0), 'amended',
           -- What was corrected while it was under way stands: an amendment holds nothing of the parties.
           coalesce((array_agg(v.terms order by v.no desc))[1], '{}') || a.terms,
           new.reason, a.id, new.closed_by, new.closed_at
      from agreements.version v where v.province = a.province and v.project_id = a.project_id;
    update agreements.amendment set state = 'in_force', closed_by = new.closed_by, closed_at = new.closed_at
     where province = a.province and id = a.id;
  else
    update agreements.amendment set state = 'draft', change_id = null, terms = null where province = a.province and id = a.id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION agreements.keep_resting()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.event not in ('change', 'stop', 'recover') and exists (
    select from agreements.suspension s
     where s.province = new.province and s.project_id = new.project_id and s.until_on is null)
  then perform platform.refuse('contract_is_suspended'); end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION appraisal.await_provinces()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  vi text;
  en text;
begin
  perform 1 from appraisal.opinion o where o.province = new.province and o.project_id = new.project_id order by o.id for update;
  select string_agg(x.name || case x.kind when 'not_asked' then ': chưa lấy ý kiến'
           when 'no_answer' then ': chưa trả lời' else ': không đồng ý' end, '; '),
         string_agg(x.name || case x.kind when 'not_asked' then ': not asked'
           when 'no_answer' then ': no answer yet' else ': does not agree' end, '; ')
    into vi, en
    from appraisal.silent_provinces(new.province, new.project_id, new.on_date) x;
  if vi is not null then
    perform platform.refuse('provinces_have_not_spoken', jsonb_build_object('matters', vi, 'mattersEn', en));
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION appraisal.check_ballot()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  seat appraisal.member;
  d appraisal.dossier;
begin
  select * into strict d from appraisal.dossier x where x.province = new.province and x.id = new.dossier_id for update;
  select * into strict seat from appraisal.member x where x.province = new.province and x.id = new.member_id;
  if d.conclusion is not null then perform platform.refuse('dossier_is_concluded'); end if;
  if exists (select from appraisal.conflict c
              where c.province = new.province and c.dossier_id = new.dossier_id and c.member_id = new.member_id)
     or exists (select from projects.recusal r
              where r.province = new.province and r.project_id = d.project_id and r.account_id = seat.account_id) then
    perform platform.refuse('member_has_conflict', jsonb_build_object('name', seat.name));
  end if;
  if seat.position = 'secretary' or seat.ended_at is not null then
    perform platform.refuse('member_has_no_vote', jsonb_build_object('name', seat.name));
  end if;
  if not exists (select from appraisal.presence p
              where p.province = new.province and p.session_id = d.session_id and p.member_id = new.member_id) then
    perform platform.refuse('member_is_not_present', jsonb_build_object('name', seat.name));
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION appraisal.check_sign_off()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  latest appraisal.minutes;
begin
  perform 1 from appraisal.session s where s.province = new.province and s.id = new.session_id for update;
  select * into strict latest from appraisal.minutes m
   where m.province = new.province and m.session_id = new.session_id order by m.no desc limit 1;
  if latest.no <> new.minutes_no or latest.hash <> new.hash then
    perform platform.refuse('minutes_changed_meanwhile');
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION appraisal.follow_council()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  d appraisal.dossier;
  governs text[];
  council text;
  latest int;
  unsigned text;
begin
  select x.* into d
    from appraisal.dossier x
    join appraisal.session s on s.province = x.province and s.id = x.session_id
    join appraisal.council c on c.province = s.province and c.id = s.council_id
    join appraisal.council_level l on l.level = c.level
   where x.province = new.province and x.project_id = new.project_id and new.event = any (l.governs)
   order by x.id desc limit 1 for update of x;
  if d.id is null then return new; end if;
  select c.number, l.governs into council, governs
    from appraisal.session s
    join appraisal.council c on c.province = s.province and c.id = s.council_id
    join appraisal.council_level l on l.level = c.level
   where s.province = d.province and s.id = d.session_id;
  if d.conclusion is null then
    perform platform.refuse('council_has_not_concluded', jsonb_build_object('council', council));
  end if;
  if d.conclusion = 'reject' then
    perform platform.refuse('council_rejected_project', jsonb_build_object('council', council));
  end if;
  if new.data ? 'conclusion' and new.data ->> 'conclusion' <> d.conclusion then
    perform platform.refuse('appraisal_differs_from_council', jsonb_build_object('council', council));
  end if;
  if new.event <> governs[array_upper(governs, 1)] then return new; end if;
  select max(x.no) into latest from appraisal.minutes x where x.province = d.province and x.session_id = d.session_id;
  if latest is null or d.minutes_no is distinct from latest then
    perform platform.refuse('council_minutes_not_made', jsonb_build_object('council', council));
  end if;
  select string_agg(m.name, ', ' order by m.no) into unsigned
    from appraisal.presence p
    join appraisal.member m on m.province = p.province and m.id = p.member_id
   where p.province = d.province and p.session_id = d.session_id and not exists (
     select from appraisal.sign_off s where s.province = p.province and s.session_id = p.session_id
        and s.member_id = p.member_id and s.minutes_no = latest);
  if unsigned is not null then
    perform platform.refuse('council_minutes_not_signed', jsonb_build_object('council', council, 'names', unsigned));
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION appraisal.keep_decided_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'a decided plan does not change';
end $function$;
grant execute on routine appraisal.keep_decided_plan() to public;

CREATE OR REPLACE FUNCTION appraisal.open_matters(p_province text, p_project uuid, p_on date)
 RETURNS TABLE(kind text, opinion_id uuid, who text, point integer, due_on date)
 LANGUAGE sql
 STABLE
AS $function$
  select case when a.no is null then 'answer' else 'point' end, o.id, coalesce(u.name, o.expert_name), p.no, o.due_on
    from appraisal.opinion o
    join appraisal.consultation c on c.province = o.province and c.id = o.consultation_id
    left join people.unit u on u.province = o.province and u.id = o.unit_id
    left join appraisal.answer a on a.province = o.province and a.opinion_id = o.id and a.no = o.answers
    left join appraisal.point p on p.province = a.province and p.opinion_id = a.opinion_id and p.answer_no = a.no
   where o.province = p_province and o.project_id = p_project and o.withdrawn_at is null
     and case when a.no is null
       then o.required and o.waived_at is null and not (c.silence = 'consent' and o.due_on < p_on)
       else a.counts and p.no is not null and p.resolution is null end
   order by o.consultation_id, o.no, p.no
$function$;
grant execute on routine appraisal.open_matters(p_province text, p_project uuid, p_on date) to kc_app;

CREATE OR REPLACE FUNCTION appraisal.refuse_open_matters()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  vi text;
  en text;
begin
  perform 1 from appraisal.opinion o where o.province = new.province and o.project_id = new.project_id order by o.id for update;
  select string_agg(x.who || case when x.kind = 'answer' then ': chưa trả lời' else ': điểm ' || x.point || ' chưa xử lý' end, '; '),
         string_agg(x.who || case when x.kind = 'answer' then ': no answer yet' else ': point ' || x.point || ' is not resolved' end, '; ')
    into vi, en
    from appraisal.open_matters(new.province, new.project_id, new.on_date) x;
  if vi is not null then
    perform platform.refuse('appraisal_matters_open', jsonb_build_object('matters', vi, 'mattersEn', en));
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION appraisal.silent_provinces(p_province text, p_project uuid, p_on date)
 RETURNS TABLE(code text, name text, kind text)
 LANGUAGE sql
 STABLE
AS $function$
  select x.code, t.name,
    case when o.id is null then 'not_asked' when a.no is null then 'no_answer' else 'objects' end
    from projects.project p
    cross join unnest(p.other_provinces) with ordinality as x(code, no)
    join territory.province t on t.code = x.code
    left join appraisal.opinion o on o.province = p.province and o.project_id = p.id and o.other_province = x.code
      and o.withdrawn_at is null
    left join appraisal.consultation c on c.province = o.province and c.id = o.consultation_id
    left join appraisal.answer a on a.province = o.province and a.opinion_id = o.id and a.no = o.answers
   where p.province = p_province and p.id = p_project
     and (o.id is null
       or a.no is null and o.waived_at is null and not (c.silence = 'consent' and o.due_on < p_on)
       or a.counts and a.verdict = 'object' and (
         select w.asks from law.several_way w
          where w.procedure_kind = p.procedure and w.valid_from <= p_on and (w.valid_until is null or w.valid_until > p_on)
          order by w.valid_from desc limit 1) = 'agreement')
   order by x.no
$function$;
grant execute on routine appraisal.silent_provinces(p_province text, p_project uuid, p_on date) to kc_app;

CREATE OR REPLACE FUNCTION disbursements.follow_acceptance()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.event = 'accept_works' then
    insert into disbursements.machine_serial (province, act_id, serial_key, serial, project_id)
    select new.province, new.id, s.key, min(s.serial), new.project_id
      from (select trim(x) as serial, regexp_replace(upper(x), '[^A-Z0-9]', '', 'g') as key
              from regexp_split_to_table(coalesce(new.data ->> 'serialNumbers', ''), '[,;\n\r]+') x) s
     where s.key <> '' group by s.key;
    if new.data ->> 'result' = 'conditional' then
      insert into disbursements.acceptance_condition (province, act_id, project_id, conditions, due_on)
      values (new.province, new.id, new.project_id, new.data ->> 'conditions', (new.data ->> 'conditionsDue')::date);
    end if;
  elsif new.event in ('fail_acceptance', 'stop') then
    update disbursements.acceptance_condition
       set state = 'failed', note = coalesce(new.reason, new.data ->> 'findings', new.event), closed_by = new.actor_id, closed_at = new.at
     where province = new.province and project_id = new.project_id and state = 'open';
  elsif exists (select from disbursements.acceptance_condition c
      where c.province = new.province and c.project_id = new.project_id and c.state = 'open') then
    perform platform.refuse('acceptance_condition_is_open');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION disbursements.follow_act()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  r disbursements.payment_request;
begin
  select * into r from disbursements.payment_request x
   where x.province = new.province and x.project_id = new.project_id
     and x.state in ('asked', 'checked', 'accounted', 'approved', 'declined') for update;
  if not found then return null; end if;
  if new.event in ('request_advance', 'request_payment') then
    -- The accountant's step has set it on already, and its act is this one.
    if r.state <> 'accounted' or r.ask_act is not null or new.amount is distinct from r.amount then
      perform platform.refuse('payment_request_is_open', jsonb_build_object('no', r.no::text));
    end if;
    update disbursements.payment_request set ask_act = new.id where province = r.province and id = r.id;
  elsif new.event in ('pay_advance', 'pay') then
    if r.state <> 'approved' then perform platform.refuse('payment_request_not_approved', jsonb_build_object('no', r.no::text)); end if;
    update disbursements.payment_request set state = 'paid', pay_act = new.id, moved_at = new.at where province = r.province and id = r.id;
    insert into disbursements.request_step (province, id, request_id, step, role, done_by, done_for, done_at)
    values (r.province, new.id, r.id, 'pay', new.role, new.actor_id, new.on_behalf_of, new.at);
  elsif new.event in ('return_advance', 'return_payment', 'stop') then
    update disbursements.payment_request set state = 'returned', moved_at = new.at where province = r.province and id = r.id;
    insert into disbursements.request_step (province, id, request_id, step, role, reason, done_by, done_for, done_at)
    values (r.province, new.id, r.id, 'return', new.role, coalesce(new.reason, new.event), new.actor_id, new.on_behalf_of, new.at);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION disbursements.keep_vouchers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (select from projects.project p where p.province = new.province and p.id = new.project_id
     and p.state in ('contracted', 'advance_requested', 'accepted', 'payment_requested', 'paid'))
  then perform platform.refuse('vouchers_are_frozen'); end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION establishments.search_establishments(p_words text[], p_communes text[], p_sector text, p_legal_form text, p_after_name text, p_after_id uuid, p_limit integer)
 RETURNS SETOF establishments.establishment
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return query execute
    'select e.* from establishments.establishment e where e.province = $1'
    || (select coalesce(string_agg(format(' and e.search like %L', word), ''), '') from unnest(p_words) word)
    || case when p_communes is not null then ' and e.commune_code = any ($2)' else '' end
    || case when p_sector is not null then ' and e.sector = $3' else '' end
    || case when p_legal_form is not null then ' and e.legal_form = $4' else '' end
    || case when p_after_id is not null
         then ' and (e.name collate platform.vietnamese, e.id) > ($5, $6)' else '' end
    || ' order by e.name collate platform.vietnamese, e.id limit $7'
    using platform.current_province(), p_communes, p_sector, p_legal_form,
      p_after_name, p_after_id, least(p_limit, 200);
end $function$;
grant execute on routine establishments.search_establishments(p_words text[], p_communes text[], p_sector text, p_legal_form text, p_after_name text, p_after_id uuid, p_limit integer) to kc_app;

CREATE OR REPLACE FUNCTION funds.apply_side(p_province text, p_book uuid, p_station text, p_holder uuid, p_debit numeric, p_credit numeric)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  available bigint;
begin
  update funds.account a set debits = a.debits + p_debit, credits = a.credits + p_credit
  where a.province = p_province and a.book_id = p_book and a.station = p_station and a.holder_id = p_holder
    and (not a.bounded or a.balance + p_credit - p_debit >= 0);
  if found then
    return;
  end if;

  if p_debit > p_credit and (select s.bounded from funds.station s join funds.book b on b.kind = s.book_kind
      where b.province = p_province and b.id = p_book and s.code = p_station) then
    select a.balance into available from funds.account a
    where a.province = p_province and a.book_id = p_book and a.station = p_station and a.holder_id = p_holder;
    perform platform.refuse('insufficient_funds', jsonb_build_object(
      'station', p_station, 'available', coalesce(available, 0)::text, 'asked', (p_debit - p_credit)::text));
  end if;

  insert into funds.account as a (province, book_id, book_kind, station, project_id, bounded, debits, credits)
  select p_province, p_book, b.kind, s.code, case when s.per_project then p_holder end, s.bounded, p_debit, p_credit
  from funds.book b join funds.station s on s.book_kind = b.kind and s.code = p_station
  where b.province = p_province and b.id = p_book
  on conflict (province, book_id, station, holder_id)
    do update set debits = a.debits + excluded.debits, credits = a.credits + excluded.credits;
end $function$;

CREATE OR REPLACE FUNCTION funds.check_reversals(p_province text, p_lines funds.line[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from unnest(p_lines) l
    left join funds.transfer t on t.province = p_province and t.id = l.reverses
    where l.reverses is not null and (t.book_id, t.from_station, t.from_holder, t.to_station, t.to_holder, t.amount)
      is distinct from (l.book, l."to", l.to_holder, l."from", l.from_holder, l.amount)
  ) then
    raise exception using errcode = 'check_violation', message = 'a reversal must be the opposite of what it reverses';
  end if;
  if exists (select from unnest(p_lines) l join funds.transfer t on t.province = p_province and t.reverses = l.reverses) then
    perform platform.refuse('transfer_already_reversed');
  end if;
end $function$;

CREATE OR REPLACE FUNCTION funds.close_book(p_province text, p_book uuid, p_on date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  moving record;
begin
  perform from funds.account a where a.province = p_province and a.book_id = p_book
    order by a.book_id, a.station, a.holder_id for update;
  select a.station, sum(a.balance)::text as amount into moving from funds.account a
    join funds.station s on s.book_kind = a.book_kind and s.code = a.station
    where a.province = p_province and a.book_id = p_book
      and a.station in ('appropriated', 'planned', 'committed', 'advanced', 'spent', 'recovered')
    group by a.station, s.position having sum(a.balance) <> 0 order by s.position limit 1;
  if found then
    perform platform.refuse('money_is_still_under_way', jsonb_build_object('station', moving.station, 'amount', moving.amount));
  end if;
  update funds.book b set closed_on = p_on where b.province = p_province and b.id = p_book and b.closed_on is null;
  if not found then
    perform platform.refuse('fund_is_closed');
  end if;
end $function$;
grant execute on routine funds.close_book(p_province text, p_book uuid, p_on date) to kc_app;

CREATE OR REPLACE FUNCTION funds.open_book(p_province text, p_book uuid, p_kind text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into funds.book (province, id, kind) values (p_province, p_book, p_kind);
  insert into funds.account (province, book_id, book_kind, station, bounded)
  select p_province, p_book, p_kind, s.code, s.bounded from funds.station s where s.book_kind = p_kind and not s.per_project;
end $function$;
grant execute on routine funds.open_book(p_province text, p_book uuid, p_kind text) to kc_app;

CREATE OR REPLACE FUNCTION funds.post(p_province text, p_posting uuid, p_key text, p_hash bytea, p_posted_at timestamp with time zone, p_on date, p_actor uuid, p_reason text, p_act uuid, p_document uuid, p_transfers jsonb)
 RETURNS TABLE(posting_id uuid, transfer_ids uuid[], replayed boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  lines funds.line[];
  side record;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'posting into another province';
  end if;

  insert into funds.posting (province, id, key, inputs_hash, posted_at, posted_on, posted_by, reason, act_id, document_id, transfer_count)
  values (p_province, p_posting, p_key, p_hash, p_posted_at, p_on, p_actor, p_reason, p_act, p_document, jsonb_array_length(p_transfers))
  on conflict (province, key) do nothing;
  if not found then
    return query select * from funds.posted_before(p_province, p_key, p_hash);
    return;
  end if;

  select array_agg((l.id, l.line, l.book, b.kind, l.kind, l."from", l."to", l.project, l.amount, l.decision, l.reverses,
      case when m.from_per_project then l.project else l.book end,
      case when m.to_per_project then l.project else l.book end)::funds.line)
    into lines
    from rows from (jsonb_to_recordset(p_transfers)
        as (id uuid, book uuid, kind text, "from" text, "to" text, project uuid, amount bigint, decision uuid, reverses uuid))
      with ordinality as l (id, book, kind, "from", "to", project, amount, decision, reverses, line)
    join funds.book b on b.province = p_province and b.id = l.book
    join funds.move m on m.book_kind = b.kind and m.kind = l.kind and m.from_station = l."from" and m.to_station = l."to";
  if coalesce(array_length(lines, 1), 0) <> jsonb_array_length(p_transfers) then
    raise exception using errcode = 'check_violation', message = 'no such move or book', detail = p_transfers::text;
  end if;

  for side in
    select s.book, s.station, s.holder, sum(s.debit) as debit, sum(s.credit) as credit
    from (
      select l.book, l."from" as station, l.from_holder as holder, l.amount as debit, 0 as credit from unnest(lines) l
      union all
      select l.book, l."to", l.to_holder, 0, l.amount from unnest(lines) l
    ) s
    group by s.book, s.station, s.holder
    order by s.book, s.station, s.holder
  loop
    perform funds.apply_side(p_province, side.book, side.station, side.holder, side.debit, side.credit);
  end loop;

  -- Closing locks the book's accounts too, so after our locks this answer stands until we commit.
  if exists (select from unnest(lines) l join funds.book b on b.province = p_province and b.id = l.book where b.closed_on is not null) then
    perform platform.refuse('fund_is_closed');
  end if;
  perform funds.check_reversals(p_province, lines) from unnest(lines) l where l.reverses is not null limit 1;

  insert into funds.transfer (province, id, posting_id, line, book_id, kind, from_station, from_holder, to_station, to_holder,
    project_id, amount, decision_id, reverses)
  select p_province, l.id, p_posting, l.line, l.book, l.kind, l."from", l.from_holder, l."to", l.to_holder,
    l.project, l.amount, l.decision, l.reverses
  from unnest(lines) l;

  return query select p_posting, (select array_agg(l.id order by l.line) from unnest(lines) l), false;
end $function$;
grant execute on routine funds.post(p_province text, p_posting uuid, p_key text, p_hash bytea, p_posted_at timestamp with time zone, p_on date, p_actor uuid, p_reason text, p_act uuid, p_document uuid, p_transfers jsonb) to kc_app;

CREATE OR REPLACE FUNCTION funds.post_in(p_province text, p_posting uuid, p_key text, p_hash bytea, p_posted_at timestamp with time zone, p_on date, p_actor uuid, p_reason text, p_act uuid, p_document uuid, p_transfers jsonb)
 RETURNS TABLE(posting_id uuid, transfer_ids uuid[], replayed boolean)
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('kc.province', p_province, true);
  return query select * from funds.post(p_province, p_posting, p_key, p_hash, p_posted_at, p_on,
    p_actor, p_reason, p_act, p_document, p_transfers);
end $function$;
grant execute on routine funds.post_in(p_province text, p_posting uuid, p_key text, p_hash bytea, p_posted_at timestamp with time zone, p_on date, p_actor uuid, p_reason text, p_act uuid, p_document uuid, p_transfers jsonb) to kc_app;

CREATE OR REPLACE FUNCTION funds.posted_before(p_province text, p_key text, p_hash bytea)
 RETURNS TABLE(posting_id uuid, transfer_ids uuid[], replayed boolean)
 LANGUAGE plpgsql
AS $function$
declare
  earlier funds.posting;
begin
  select * into strict earlier from funds.posting p where p.province = p_province and p.key = p_key;
  if earlier.inputs_hash <> p_hash then
    perform platform.refuse('idempotency_key_reused', jsonb_build_object('key', p_key));
  end if;
  return query
    select earlier.id, array_agg(t.id order by t.line), true
    from funds.transfer t where t.province = p_province and t.posting_id = earlier.id;
end $function$;

CREATE OR REPLACE FUNCTION funds.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception using errcode = 'restrict_violation',
    message = format('%s on funds.%s: the ledger only grows; reverse by an opposite transfer', tg_op, tg_table_name);
end $function$;
grant execute on routine funds.refuse_change() to public;

CREATE OR REPLACE FUNCTION law.drop_norm_draft(p_province text, p_draft uuid, p_revision integer, p_actor uuid, p_at timestamp with time zone, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'dropping a draft of another province';
  end if;
  update law.norm_draft set state = 'dropped', dropped_by = p_actor, dropped_at = p_at, drop_reason = p_reason
   where province = p_province and id = p_draft and state = 'open' and revision = p_revision;
  if not found then perform platform.refuse('norm_draft_changed_meanwhile'); end if;
end $function$;
grant execute on routine law.drop_norm_draft(p_province text, p_draft uuid, p_revision integer, p_actor uuid, p_at timestamp with time zone, p_reason text) to kc_app;

CREATE OR REPLACE FUNCTION law.end_own_procedure(p_province text, p_id text, p_from date, p_actor uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  last law.procedure;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.procedure/' || p_province, 0));
  select p.* into last from law.procedure p join law.procedure q on q.id = p_id and q.kind = p.kind
   where p.province = p_province order by p.valid_from desc limit 1;
  if last.id is null then perform platform.refuse('procedure_is_not_own'); end if;
  if last.id <> p_id or last.valid_until is not null then perform platform.refuse('procedure_changed_meanwhile'); end if;
  if last.published_by = p_actor then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if p_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or p_from <= last.valid_from then
    perform platform.refuse('procedure_begins_too_early');
  end if;
  update law.procedure p set valid_until = p_from where p.id = last.id;
end $function$;
grant execute on routine law.end_own_procedure(p_province text, p_id text, p_from date, p_actor uuid, p_at timestamp with time zone) to kc_app;

CREATE OR REPLACE FUNCTION law.is_worked(day date, kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (EXTRACT(isodow FROM day) <= (5)::numeric) THEN (kind IS DISTINCT FROM 'off'::text) ELSE (NOT (kind IS DISTINCT FROM 'worked'::text)) END;

CREATE OR REPLACE FUNCTION law.keep_own_procedure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.version is null then return case tg_op when 'DELETE' then old else new end; end if;
  if tg_op = 'UPDATE' and old.valid_until is null and new.valid_until is not null
     and to_jsonb(old) - 'valid_until' = to_jsonb(new) - 'valid_until' then
    return new;
  end if;
  raise exception using errcode = 'restrict_violation', message = 'a published procedure never changes';
end $function$;
grant execute on routine law.keep_own_procedure() to public;

CREATE OR REPLACE FUNCTION law.keep_own_procedure_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select from law.procedure p where p.id = old.procedure_id and p.version is not null) then
    raise exception using errcode = 'restrict_violation', message = 'a published procedure never changes';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $function$;
grant execute on routine law.keep_own_procedure_step() to public;

CREATE OR REPLACE FUNCTION law.keep_published_norm()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed text := case when tg_op = 'DELETE' then old.set_id else new.set_id end;
begin
  if exists (select from law.norm_set s where s.published_at is not null
             and (s.id = changed or (tg_op = 'UPDATE' and s.id = old.set_id))) then
    raise exception using errcode = 'KC003', message = format('norm set %s is published and never changes', changed);
  end if;
  return coalesce(new, old);
end $function$;
grant execute on routine law.keep_published_norm() to public;

CREATE OR REPLACE FUNCTION law.keep_published_set()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.published_at is null then return coalesce(new, old); end if;
  if tg_op = 'UPDATE'
    and (to_jsonb(new) - 'valid_until' - 'corrected_by') = (to_jsonb(old) - 'valid_until' - 'corrected_by')
    and (new.valid_until is not distinct from old.valid_until or old.valid_until is null or new.valid_until < old.valid_until)
    and (new.corrected_by is not distinct from old.corrected_by or old.corrected_by is null)
  then return new; end if;
  raise exception using errcode = 'KC003', message = format('norm set %s is published and never changes', old.id);
end $function$;
grant execute on routine law.keep_published_set() to public;

CREATE OR REPLACE FUNCTION law.keep_used_content()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  sets     bigint;
  drafts   bigint := 0;
  projects bigint;
begin
  if old.province is null then return coalesce(new, old); end if;
  select count(*) into sets from law.norm n where n.content_code = old.code;
  select count(*) into projects from projects.project p where p.content_code = old.code;
  -- A draft follows a new name; without the content it would stand for nothing.
  if tg_op = 'DELETE' then
    select count(*) into drafts from law.norm_draft d
     where d.province = old.province and d.state <> 'published'
       and d.file @> jsonb_build_object('norms', jsonb_build_array(jsonb_build_object('content', old.code)));
  end if;
  if sets + projects + drafts > 0 then
    perform platform.refuse('content_is_in_use', jsonb_build_object(
      'content', old.code, 'sets', sets::text, 'drafts', drafts::text, 'projects', projects::text));
  end if;
  return coalesce(new, old);
end $function$;

CREATE OR REPLACE FUNCTION law.note_edition()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update law.edition set id = gen_random_uuid();
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION law.publish_calendar(p_province text, p_year integer, p_no integer, p_id uuid, p_actor uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  draft law.calendar_draft;
  in_force int;
  changed date[];
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.calendar', 0));
  select * into draft from law.calendar_draft d where d.province = p_province and d.year = p_year order by d.no desc limit 1;
  if draft.no is null then perform platform.refuse('calendar_draft_not_found'); end if;
  select coalesce(max(c.version), 0) into in_force from law.calendar_publication c where c.year = p_year;
  if draft.no <> p_no or draft.base <> in_force then perform platform.refuse('calendar_changed_meanwhile'); end if;
  if exists (select from law.calendar_draft d where d.province = p_province and d.year = p_year and d.base = draft.base
             and d.saved_by = p_actor) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;

  if exists (select from jsonb_array_elements(draft.days) r, unnest(array[r ->> 'from', r ->> 'to']) day
             where extract(year from day::date) <> p_year) then
    raise exception using errcode = 'check_violation', message = 'a day of another year';
  end if;

  with entered as (
    select day::date as day, r ->> 'kind' as kind, r ->> 'vi' as vi, r ->> 'en' as en
      from jsonb_array_elements(draft.days) r,
           generate_series((r ->> 'from')::date, (r ->> 'to')::date, interval '1 day') day
  ), before as (
    select h.day, h.kind from law.holiday h where extract(year from h.day) = p_year
  ), gone as (
    delete from law.holiday h where extract(year from h.day) = p_year and h.day not in (select day from entered)
  ), written as (
    insert into law.holiday (day, kind, name_vi, name_en, verification)
      select day, kind, vi, en, draft.verification from entered
    on conflict (day) do update set kind = excluded.kind, name_vi = excluded.name_vi, name_en = excluded.name_en,
      verification = excluded.verification
  )
  select coalesce(array_agg(day order by day), '{}') into changed
    from before full join entered using (day)
   where law.is_worked(day, before.kind) <> law.is_worked(day, entered.kind);
  insert into law.calendar_publication (id, year, version, notice, notice_on, document_code, verification, changed,
      published_at, published_by, published_in)
    values (p_id, p_year, in_force + 1, draft.notice, draft.notice_on, draft.document_code, draft.verification, changed,
      p_at, p_actor, p_province);
end $function$;
grant execute on routine law.publish_calendar(p_province text, p_year integer, p_no integer, p_id uuid, p_actor uuid, p_at timestamp with time zone) to kc_app;

CREATE OR REPLACE FUNCTION law.publish_clock_rules(p_province text, p_no integer, p_actor uuid, p_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  draft law.clock_rules_draft;
  last law.clock_rules;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.clock_rules/' || p_province, 0));
  select * into draft from law.clock_rules_draft d where d.province = p_province order by d.no desc limit 1;
  select * into last from law.clock_rules r where r.province = p_province order by r.version desc limit 1;
  if draft.no is distinct from p_no or draft.base <> coalesce(last.version, 0) then
    perform platform.refuse('clock_rules_changed_meanwhile');
  end if;
  if exists (select from law.clock_rules_draft d where d.province = p_province and d.base = draft.base
             and p_actor in (d.saved_by, d.on_behalf_of)) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last.valid_from then
    perform platform.refuse('procedure_begins_too_early');
  end if;
  update law.clock_rules r set valid_until = draft.valid_from where r.province = p_province and r.version = last.version;
  insert into law.clock_rules (province, version, valid_from, basis, basis_on, rules, published_at, published_by)
    values (p_province, coalesce(last.version, 0) + 1, draft.valid_from, draft.basis, draft.basis_on, draft.rules, p_at, p_actor);
  return coalesce(last.version, 0) + 1;
end $function$;
grant execute on routine law.publish_clock_rules(p_province text, p_no integer, p_actor uuid, p_at timestamp with time zone) to kc_app;

CREATE OR REPLACE FUNCTION law.publish_norm_set(p_province text, p_draft uuid, p_revision integer, p_actor uuid, p_at timestamp with time zone, p_set jsonb, p_norms jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  draft law.norm_draft;
  own text;
  begins date := (p_set ->> 'from')::date;
  ends date;
  before_it law.norm_set;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  select * into draft from law.norm_draft d where d.province = p_province and d.id = p_draft for update;
  if draft.id is null or draft.state <> 'open' or draft.revision <> p_revision then
    perform platform.refuse('norm_draft_changed_meanwhile');
  end if;
  if exists (select from law.norm_draft_edit e where e.province = p_province and e.draft_id = p_draft and e.account_id = p_actor) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if not exists (select from law.document d where d.code = p_set ->> 'document' and d.kind <> 'sample') then
    perform platform.refuse('norm_document_is_unknown', jsonb_build_object('document', p_set ->> 'document'));
  end if;
  own := case draft.fund when 'local' then p_province end;
  -- Two publications for one fund wait for each other here; the second finds what the first did.
  perform pg_advisory_xact_lock(hashtextextended('law.norm_set ' || coalesce(own, ''), 0));

  if draft.corrects is not null then
    select * into before_it from law.norm_set s where s.id = draft.corrects;
    if before_it.corrected_by is not null then perform platform.refuse('norm_set_is_taken_meanwhile'); end if;
    if before_it.fund <> draft.fund or before_it.province is distinct from own then
      raise exception using errcode = 'check_violation', message = 'a correction of another fund''s set';
    end if;
    begins := before_it.valid_from;
    ends := before_it.valid_until;
    update law.norm_set set corrected_by = p_set ->> 'id' where id = before_it.id;
  else
    if exists (select from law.norm_set s where s.fund = draft.fund and s.province is not distinct from own
               and s.corrected_by is null and s.valid_from >= begins) then
      perform platform.refuse('norm_set_is_taken_meanwhile');
    end if;
    select * into before_it from law.norm_set s where s.fund = draft.fund and s.province is not distinct from own
      and s.corrected_by is null order by s.valid_from desc limit 1;
    if before_it.valid_until < begins then
      perform platform.refuse('norm_set_leaves_gap', jsonb_build_object('until', before_it.valid_until));
    end if;
    update law.norm_set set valid_until = begins where id = before_it.id and valid_until is distinct from begins;
  end if;

  insert into law.norm_set (id, fund, province, valid_from, valid_until, document_code, priority_factor, vat,
      verification, note_vi, note_en, corrects, above_national_reason, source)
    values (p_set ->> 'id', draft.fund, own, begins, ends, p_set ->> 'document', nullif(p_set -> 'priorityFactor', 'null'), p_set ->> 'vat',
      p_set ->> 'verification', p_set #>> '{note,vi}', p_set #>> '{note,en}', draft.corrects, p_set ->> 'reason', draft.file);
  insert into law.norm (set_id, content_code, unit_of_count, rule, areas, costs, limits, citation, verification, note_vi, note_en, examples)
    select p_set ->> 'id', n.content_code, n.unit_of_count, n.rule, n.areas, n.costs, n.limits, nullif(n.citation, 'null'), n.verification,
      n.note_vi, n.note_en, n.examples
    from jsonb_populate_recordset(null::law.norm, p_norms) n;
  -- Sealed: from here on the triggers above refuse every change.
  update law.norm_set set published_at = p_at, published_by = p_actor, published_in = p_province where id = p_set ->> 'id';
  update law.norm_draft set state = 'published', set_id = p_set ->> 'id' where province = p_province and id = p_draft;
end $function$;
grant execute on routine law.publish_norm_set(p_province text, p_draft uuid, p_revision integer, p_actor uuid, p_at timestamp with time zone, p_set jsonb, p_norms jsonb) to kc_app;

CREATE OR REPLACE FUNCTION law.publish_procedure(p_province text, p_kind text, p_no integer, p_id text, p_actor uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  draft law.procedure_draft;
  last law.procedure;
  base law.procedure;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('law.procedure/' || p_province, 0));
  select * into draft from law.procedure_draft d
   where d.province = p_province and d.kind = p_kind order by d.no desc limit 1;
  if draft.no is null then perform platform.refuse('procedure_draft_not_found'); end if;
  select * into last from law.procedure p
   where p.province = p_province and p.kind = p_kind order by p.valid_from desc limit 1;
  select * into strict base from law.procedure p where p.id = draft.base;
  if draft.no <> p_no or base.kind <> p_kind
     or (last.id is not null and last.valid_until is null and last.id <> draft.base)
     or ((last.id is null or last.valid_until is not null) and base.province is not null) then
    perform platform.refuse('procedure_changed_meanwhile');
  end if;
  if exists (select from law.procedure_draft d where d.province = p_province and d.kind = p_kind and d.base = draft.base
             and d.no > coalesce(last.draft_no, 0) and p_actor in (d.saved_by, d.on_behalf_of)) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from < (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last.valid_from
     or draft.valid_from < last.valid_until then
    perform platform.refuse('procedure_begins_too_early');
  end if;
  if exists (select from jsonb_array_elements(draft.steps) r
               left join law.procedure_step s on s.procedure_id = draft.base and s.event = r ->> 'event'
              where s.owner_role is null or not s.set_by_province
                 or (r ->> 'days' is null) <> (s.working_days is null)) then
    raise exception using errcode = 'check_violation', message = 'a step that is not the province''s to change so';
  end if;

  update law.procedure p set valid_until = draft.valid_from where p.id = last.id and p.valid_until is null;
  insert into law.procedure (id, kind, province, name_vi, name_en, valid_from, document_code, verification, basis, basis_on,
      version, published_at, published_by, draft_no)
    values (p_id, p_kind, p_province, base.name_vi, base.name_en, draft.valid_from, draft.document_code, draft.verification,
      draft.basis, draft.basis_on, coalesce(last.version, 0) + 1, p_at, p_actor, p_no);
  -- What the draft says otherwise rests on its decision; the article of the act itself stays, read as far as before.
  insert into law.procedure_step (procedure_id, event, position, stage_vi, stage_en, roles, owner_role, working_days,
      other_than, citation, verification, silence, most_days, set_by_province, own_basis)
  select p_id, s.event, s.position, s.stage_vi, s.stage_en, s.roles, s.owner_role, said.days, s.other_than, s.citation,
         s.verification, said.silence, s.most_days,
         s.set_by_province, case when changed.so then draft.basis else s.own_basis end
    from law.procedure_step s
    left join lateral (select e as step from jsonb_array_elements(draft.steps) e where e ->> 'event' = s.event) r on true
    cross join lateral (select case when r.step is null then s.working_days else (r.step ->> 'days')::int end as days,
                               coalesce(r.step ->> 'silence', s.silence) as silence) said
    cross join lateral (select (said.days, said.silence) is distinct from (s.working_days, s.silence) as so) changed
   where s.procedure_id = draft.base;
end $function$;
grant execute on routine law.publish_procedure(p_province text, p_kind text, p_no integer, p_id text, p_actor uuid, p_at timestamp with time zone) to kc_app;

CREATE OR REPLACE FUNCTION law.take_up_norm_draft(p_province text, p_draft uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'taking up a draft of another province';
  end if;
  update law.norm_draft set state = 'open', dropped_by = null, dropped_at = null, drop_reason = null
   where province = p_province and id = p_draft and state = 'dropped';
  if not found then perform platform.refuse('norm_draft_changed_meanwhile'); end if;
end $function$;
grant execute on routine law.take_up_norm_draft(p_province text, p_draft uuid) to kc_app;

CREATE OR REPLACE FUNCTION law.working_days_between(p_from date, p_until date)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select (select sum(sign * (w.week * 5 + least(w.rest, 5)))::int
            -- 29 December 1969 was a Monday.
            from (values (p_until - date '1969-12-28', 1), (p_from - date '1969-12-28', -1)) d(n, sign)
           cross join lateral (select floor(d.n / 7.0)::int as week, d.n - floor(d.n / 7.0)::int * 7 as rest) w)
       + (select coalesce(sum(case when h.kind = 'worked' and extract(isodow from h.day) > 5 then 1
                                   when h.kind = 'off' and extract(isodow from h.day) < 6 then -1 else 0 end), 0)::int
            from law.holiday h where h.day > p_from and h.day <= p_until);
$function$;
grant execute on routine law.working_days_between(p_from date, p_until date) to public;

CREATE OR REPLACE FUNCTION people.actor_json(p_province text, p_account uuid, p_on date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_build_object(
    'accountId', a.id, 'province', a.province, 'name', a.name,
    'memberships', coalesce((
      select jsonb_agg(jsonb_build_object(
        'unitId', u.id, 'unitKind', u.kind, 'unitName', u.name, 'role', m.role,
        'communeCode', u.commune_code) order by m.valid_from, m.id)
      from people.membership m
      join people.unit u on u.province = m.province and u.id = m.unit_id
      where m.province = a.province and m.account_id = a.id
        and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
        and (u.valid_to is null or u.valid_to > p_on)), '[]'),
    -- What they may do for others that day; never counted among their own roles.
    'delegated', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', d.id, 'unitId', u.id, 'unitKind', u.kind, 'unitName', u.name, 'role', d.role,
        'communeCode', u.commune_code, 'events', d.events, 'lastDay', d.last_day,
        'onBehalfOf', jsonb_build_object('accountId', f.id, 'name', f.name, 'establishmentUnits', coalesce((
          select jsonb_agg(e.unit_id) from people.membership e
           where e.province = d.province and e.account_id = d.from_account and e.unit_kind = 'establishment'
             and e.valid_from <= p_on and (e.valid_to is null or e.valid_to > p_on)), '[]'))) order by d.id)
      from people.delegations_on(a.province, p_on) d
      join people.account f on f.province = d.province and f.id = d.from_account
      join people.unit u on u.province = d.province and u.id = d.unit_id
      where d.to_account = a.id), '[]'))
  from people.account a
  where a.province = p_province and a.id = p_account and a.active
$function$;
grant execute on routine people.actor_json(p_province text, p_account uuid, p_on date) to public;

CREATE OR REPLACE FUNCTION people.delegations_on(p_province text, p_on date)
 RETURNS SETOF people.delegation
 LANGUAGE sql
 STABLE ROWS 5
AS $function$
  select d.*
    from people.delegation d
    join people.account f on f.province = d.province and f.id = d.from_account and f.active
    join people.unit u on u.province = d.province and u.id = d.unit_id and (u.valid_to is null or u.valid_to > p_on)
   where d.province = p_province and d.ended_at is null and d.first_day <= p_on and d.last_day >= p_on
     and exists (select from people.membership m
                  where m.province = d.province and m.account_id = d.from_account and m.unit_id = d.unit_id
                    and m.role = d.role and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on))
     and exists (select from people.membership m
                  where m.province = d.province and m.account_id = d.to_account and m.unit_id = d.unit_id
                    and m.role not in ('auditor', 'administrator')
                    and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on))
$function$;
grant execute on routine people.delegations_on(p_province text, p_on date) to public;

CREATE OR REPLACE FUNCTION people.holders_of(p_province text, p_role text, p_unit uuid, p_commune text, p_on date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 10
AS $function$
  select m.account_id
    from people.membership m
    join people.account a on a.province = m.province and a.id = m.account_id and a.active
    join people.unit u on u.province = m.province and u.id = m.unit_id
   where m.province = p_province
     and (m.role = p_role or (p_unit is not null and m.unit_id = p_unit and p_role like 'establishment\_%'))
     and (p_unit is null or m.unit_id = p_unit)
     and (p_commune is null or u.commune_code = p_commune)
     and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
     and (u.valid_to is null or u.valid_to > p_on)
  union
  select d.to_account
    from people.delegations_on(p_province, p_on) d
    join people.unit u on u.province = d.province and u.id = d.unit_id
   where d.role = p_role and (p_unit is null or d.unit_id = p_unit) and (p_commune is null or u.commune_code = p_commune)
$function$;
grant execute on routine people.holders_of(p_province text, p_role text, p_unit uuid, p_commune text, p_on date) to public;

CREATE OR REPLACE FUNCTION people.installed_provinces()
 RETURNS TABLE(province text, sample boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select i.province, i.sample from people.installation i order by i.province $function$;
grant execute on routine people.installed_provinces() to kc_app;

CREATE OR REPLACE FUNCTION people.provinces_of_user(p_user text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select count(*)::int from people.account where auth_user_id = p_user $function$;
grant execute on routine people.provinces_of_user(p_user text) to kc_app;

CREATE OR REPLACE FUNCTION people.refuse_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('people.delegation'), hashtext(new.province));
  if exists (select from people.delegation d
              where d.province = new.province and d.id <> new.id and d.ended_at is null
                and daterange(d.first_day, d.last_day, '[]') && daterange(new.first_day, new.last_day, '[]')
                and (d.to_account = new.from_account or d.from_account = new.to_account)) then
    perform platform.refuse('delegation_would_chain');
  end if;
  return new;
end $function$;
grant execute on routine people.refuse_chain() to public;

CREATE OR REPLACE FUNCTION people.session_actor(p_token text, p_now timestamp with time zone, p_today date, p_known text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with known as (
    select s."id", s."userId", s."expiresAt", s."updatedAt", s.province as chosen, s.method,
      u."email", coalesce(u."twoFactorEnabled", false) as second_factor
    from auth."session" s join auth."user" u on u."id" = s."userId"
    where s."token" = p_token and s."expiresAt" > p_now
  ), place as (
    select a.province, a.id, i.sample
    from known k
    join people.account a on a.auth_user_id = k."userId" and a.active
    join people.installation i on i.province = a.province
  ), here as materialized (
    select p.*, (select c.mark::text from platform.change_mark c where c.province = p.province and c.what = 'people') as mark
    from place p, known k
    where p.province = k.chosen or (k.chosen is null and (select count(*) from place) = 1)
  )
  select jsonb_build_object(
    'sessionId', k."id", 'userId', k."userId", 'email', k."email", 'method', k.method,
    'secondFactor', k.second_factor, 'expiresAt', k."expiresAt", 'updatedAt', k."updatedAt",
    'provinces', coalesce((select jsonb_agg(p.province order by p.province) from place p), '[]'),
    'sample', coalesce((select h.sample from here h), false),
    'unread', coalesce((select records.unread_notices(h.province, h.id) from here h), 0),
    'mark', (select h.mark from here h),
    'actor', (select people.actor_json(h.province, h.id, p_today) from here h where h.mark is distinct from p_known))
  from known k
$function$;
grant execute on routine people.session_actor(p_token text, p_now timestamp with time zone, p_today date, p_known text) to kc_app;

CREATE OR REPLACE FUNCTION platform.current_province()
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
declare
  p text := current_setting('kc.province', true);
begin
  if p is null or p = '' then
    raise exception using errcode = 'KC002', message = 'province_not_set';
  end if;
  return p;
end $function$;
grant execute on routine platform.current_province() to public;

CREATE OR REPLACE FUNCTION platform.enqueue(task text, payload json, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text, max_attempts integer DEFAULT NULL::integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(task, payload => payload, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $function$;
grant execute on routine platform.enqueue(task text, payload json, run_at timestamp with time zone, job_key text, max_attempts integer) to kc_app;

CREATE OR REPLACE FUNCTION platform.fold(x text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select platform.unaccent('platform.unaccent'::regdictionary, lower(normalize(x, NFC))) $function$;
grant execute on routine platform.fold(x text) to public;

CREATE OR REPLACE FUNCTION platform.mark_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into platform.change_mark as m (province, what, mark)
  select place, tg_argv[0], gen_random_uuid() from (select distinct c.province as place from changed c) places order by place
  on conflict (province, what) do update set mark = excluded.mark;
  return null;
end $function$;

CREATE OR REPLACE PROCEDURE platform.mark_changes(IN target regclass, IN what text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('create trigger mark_insert after insert on %s referencing new table as changed for each statement execute function platform.mark_change(%L)', target, what);
  execute format('create trigger mark_update after update on %s referencing new table as changed for each statement execute function platform.mark_change(%L)', target, what);
  execute format('create trigger mark_delete after delete on %s referencing old table as changed for each statement execute function platform.mark_change(%L)', target, what);
  execute format('create trigger mark_truncate after truncate on %s for each statement execute function platform.mark_emptied(%L)', target, what);
end $procedure$;
grant execute on routine platform.mark_changes(IN target regclass, IN what text) to public;

CREATE OR REPLACE FUNCTION platform.mark_emptied()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update platform.change_mark set mark = gen_random_uuid() where what = tg_argv[0];
  return null;
end $function$;

CREATE OR REPLACE FUNCTION platform.on_behalf_of()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('kc.on_behalf_of', true), '')::uuid $function$;
grant execute on routine platform.on_behalf_of() to public;

CREATE OR REPLACE FUNCTION platform.origin()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('kc.origin', true), '')::jsonb $function$;
grant execute on routine platform.origin() to public;

CREATE OR REPLACE PROCEDURE platform.protect(IN target regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_province on %s using (province = (select platform.current_province())) with check (province = (select platform.current_province()))',
    target);
end $procedure$;
grant execute on routine platform.protect(IN target regclass) to public;

CREATE OR REPLACE FUNCTION platform.refuse(code text, params jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception using errcode = 'KC001', message = code, detail = params::text;
end $function$;
grant execute on routine platform.refuse(code text, params jsonb) to public;

CREATE OR REPLACE FUNCTION programmes.count_needs(p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean, p_most integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  found_rows int;
begin
  execute 'select count(*)::int from (select from programmes.need n where '
    || programmes.need_conditions(p_round, p_words, p_communes, p_content, p_standing, p_procedure, p_requested) || ' limit $6) x'
    into found_rows using p_round, p_communes, p_content, p_standing, p_procedure, p_most;
  return found_rows;
end $function$;
grant execute on routine programmes.count_needs(p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean, p_most integer) to kc_app;

CREATE OR REPLACE FUNCTION programmes.list_needs(p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean, p_sort text, p_after_value text, p_after_id uuid, p_limit integer)
 RETURNS SETOF programmes.need
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  expr text := case p_sort when 'score' then 'n.score' when 'recent' then 'n.created_at' end;
  kind text := case p_sort when 'score' then 'int' else 'timestamptz' end;
begin
  if expr is null then raise exception 'unknown sort %', p_sort; end if;
  return query execute
    'select n.* from programmes.need n where '
    || programmes.need_conditions(p_round, p_words, p_communes, p_content, p_standing, p_procedure, p_requested)
    || case when p_after_id is not null then format(' and (%s, n.id) < ($6::%s, $7)', expr, kind) else '' end
    || format(' order by %s desc, n.id desc limit $8', expr)
    using p_round, p_communes, p_content, p_standing, p_procedure, p_after_value, p_after_id, p_limit;
end $function$;
grant execute on routine programmes.list_needs(p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean, p_sort text, p_after_value text, p_after_id uuid, p_limit integer) to kc_app;

CREATE OR REPLACE FUNCTION programmes.need_conditions(p_round uuid, p_words text[], p_communes text[], p_content text, p_standing text, p_procedure text, p_requested boolean)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  words text := '';
  rare  boolean;
begin
  if cardinality(p_words) > 0 then
    select count(*) filter (where newest.search like all (p_words)) < 10 into rare
      from (select n.search from programmes.need n
             where n.province = platform.current_province() and n.round_id = p_round and n.withdrawn_at is null
             order by n.created_at desc, n.id desc limit 400) newest;
    words := case when rare
      then (select string_agg(format(' and n.search like %L', word), '') from unnest(p_words) word)
      else format(' and case when n.search like all (%L) then ''all'' end like ''%%all%%''', p_words) end;
  end if;
  return 'n.province = platform.current_province() and n.round_id = $1 and n.withdrawn_at is null' || words
    || case when cardinality(p_communes) = 1 then ' and n.commune_code = ($2)[1]'
            when p_communes is not null then ' and n.commune_code = any ($2)' else '' end
    || case when p_content is not null then ' and n.content_code = $3' else '' end
    || case when p_standing is not null then ' and n.standing = $4' else '' end
    || case when p_procedure is not null then ' and n.procedure = $5' else '' end
    || case p_requested when true then ' and n.project_id is not null'
                        when false then ' and n.project_id is null' else '' end;
end $function$;

CREATE OR REPLACE FUNCTION programmes.publish_readiness(p_province text, p_no integer, p_actor uuid, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  draft programmes.readiness_draft;
  last date;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'insufficient_privilege', message = 'publishing for another province';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('programmes.readiness/' || p_province, 0));
  select * into draft from programmes.readiness_draft d where d.province = p_province order by d.no desc limit 1;
  select max(s.valid_from) into last from programmes.readiness_step s where s.province = p_province;
  if draft.no is distinct from p_no or draft.base is distinct from last then
    perform platform.refuse('readiness_changed_meanwhile');
  end if;
  if exists (select from programmes.readiness_draft d where d.province = p_province and d.base is not distinct from draft.base
             and p_actor in (d.saved_by, d.on_behalf_of)) then
    perform platform.refuse('same_person_may_not', jsonb_build_object('name',
      (select a.name from people.account a where a.province = p_province and a.id = p_actor)));
  end if;
  if draft.valid_from <= (p_at at time zone 'Asia/Ho_Chi_Minh')::date or draft.valid_from <= last then
    perform platform.refuse('readiness_begins_too_early');
  end if;
  update programmes.readiness_step s set valid_until = draft.valid_from
   where s.province = p_province and s.valid_until is null;
  insert into programmes.readiness_step (province, code, weight, required, position, basis, valid_from)
  select p_province, x.step ->> 'code', (x.step ->> 'weight')::int, (x.step ->> 'required')::boolean, x.position, draft.basis,
         draft.valid_from
    from jsonb_array_elements(draft.steps) with ordinality x(step, position);
end $function$;
grant execute on routine programmes.publish_readiness(p_province text, p_no integer, p_actor uuid, p_at timestamp with time zone) to kc_app;

CREATE OR REPLACE FUNCTION projects.approved_support(p projects.project)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select coalesce(p.contract_support, p.estimate_support, p.planned_support, 0); $function$;
grant execute on routine projects.approved_support(p projects.project) to public;

CREATE OR REPLACE FUNCTION projects.bound_elsewhere(p_sets text[], p_from date, p_kept text[])
 RETURNS TABLE(province text, projects bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.province, count(*)
    from projects.project p
    join law.norm_set s on s.id = p.norm_set_id and s.fund = 'national' and s.id = any (p_sets)
   where p.province <> platform.current_province()
     and (p_kept is null or p.content_code <> all (p_kept))
     and (p_from is null or exists (
       select from projects.act a where a.province = p.province and a.project_id = p.id
          and a.event = 'approve_plan' and a.on_date >= p_from))
   group by p.province order by p.province
$function$;
grant execute on routine projects.bound_elsewhere(p_sets text[], p_from date, p_kept text[]) to kc_app;

CREATE OR REPLACE FUNCTION projects.check_other_provinces()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select from unnest(new.other_provinces) code
              where not exists (select from territory.province p where p.code = code))
     or cardinality(new.other_provinces) <> (select count(distinct code) from unnest(new.other_provinces) code) then
    raise exception 'a province that is not there, or twice';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION projects.cost_of(request jsonb, only_eligible boolean)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(sum((line ->> 'unitPrice')::bigint * (line ->> 'quantity')::bigint), 0)::bigint
    from jsonb_array_elements(request -> 'costLines') line
   where not only_eligible or (line ->> 'eligible')::boolean
$function$;
grant execute on routine projects.cost_of(request jsonb, only_eligible boolean) to public;

CREATE OR REPLACE FUNCTION projects.count_leg(l projects.leg, by integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if l.ended_on is null then
    if by < 0 then
      delete from projects.running_leg_count c
       where c.province = l.province and c.procedure in ('', l.procedure) and c.content in ('', l.content) and c.leg = l.leg
         and c.cohort = l.cohort and c.day = l.counted_from and c.n = 1;
      update projects.running_leg_count c set n = c.n - 1, amount = c.amount - l.amount
       where c.province = l.province and c.procedure in ('', l.procedure) and c.content in ('', l.content) and c.leg = l.leg
         and c.cohort = l.cohort and c.day = l.counted_from;
    else
      insert into projects.running_leg_count as c
      select l.province, kind, topic, l.leg, l.cohort, l.counted_from, 1, l.amount
        from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
      on conflict (province, procedure, content, leg, cohort, day) do update set n = c.n + 1, amount = c.amount + excluded.amount;
    end if;
    return;
  end if;
  -- An ended leg stays as it is; it is taken back only when rows are removed by hand, and then all is counted anew.
  if by < 0 then raise exception 'an ended leg is not counted back: use projects.recount_legs'; end if;
  insert into projects.ended_leg_count as c
  select l.province, kind, topic, l.leg, l.cohort, l.reached, took.unit, took.days, 1
    from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   cross join (values ('calendar', l.days), ('working', l.working_days)) took(unit, days)
  on conflict (province, procedure, content, leg, cohort, unit, reached, days) do update set n = c.n + 1;
  if l.reached then
    insert into projects.reached_leg_month as c
    select l.province, kind, topic, l.leg, date_trunc('month', l.ended_on)::date, 1, l.amount
      from unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
    on conflict (province, procedure, content, leg, month) do update set n = c.n + 1, amount = c.amount + excluded.amount;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION projects.count_up_to(p_province text, p_words text[], p_states text[], p_procedure text, p_year integer, p_content text, p_commune text, p_fund uuid, p_establishment uuid, p_most integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  words      record;
  found_rows int;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'KC002', message = 'province_not_set';
  end if;
  words := projects.word_condition(p_province, p_words, (0.2 / greatest(cardinality(p_words), 1) ^ 2)::real);
  execute 'select count(*)::int from (select from projects.project p where ' ||
    projects.list_conditions(p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment) || words.condition ||
    ' limit $9) x'
    into found_rows
    using p_province, p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment, p_most;
  return found_rows;
end $function$;
grant execute on routine projects.count_up_to(p_province text, p_words text[], p_states text[], p_procedure text, p_year integer, p_content text, p_commune text, p_fund uuid, p_establishment uuid, p_most integer) to kc_app;

CREATE OR REPLACE FUNCTION projects.describe_open_waits()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update records.deadline d set procedure = new.procedure, content = new.content_code
   where d.province = new.province and d.subject_kind = 'project' and d.subject_id = new.id and d.closed_at is null;
  return null;
end $function$;
grant execute on routine projects.describe_open_waits() to public;

CREATE OR REPLACE FUNCTION projects.describe_running_legs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update projects.leg l
     set procedure = new.procedure, content = new.content_code, amount = projects.approved_support(new)
   where l.province = new.province and l.project_id = new.id and l.ended_on is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION projects.describe_wait()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.subject_kind = 'project' then
    select p.procedure, p.content_code into new.procedure, new.content
      from projects.project p where p.province = new.province and p.id = new.subject_id;
  end if;
  return new;
end $function$;
grant execute on routine projects.describe_wait() to public;

CREATE OR REPLACE FUNCTION projects.keep_closed_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'a closed change does not change';
end $function$;

CREATE OR REPLACE FUNCTION projects.keep_detached()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'a detached beneficiary does not change';
end $function$;

CREATE OR REPLACE FUNCTION projects.keep_from_recused()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select from projects.recusal r
              where r.province = new.province and r.project_id = new.subject_id and r.account_id = new.account_id) then
    return null;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION projects.keep_leg_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('records.keep_wait_counts'), hashtext(new.province));
  if tg_op = 'UPDATE' then perform projects.count_leg(old, -1); end if;
  perform projects.count_leg(new, 1);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION projects.keep_settled()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  -- The day of the clock is asked for nothing but to keep: a wrong clock may keep too long, or be noticed.
  if old.state in ('settled', 'closed', 'stopped') and old.state_since > now() - make_interval(years => (
       select r.years from records.retention_rule r where r.valid_from <= current_date order by r.valid_from desc limit 1))
  then perform platform.refuse('retention_forbids_deleting'); end if;
  return old;
end $function$;

CREATE OR REPLACE FUNCTION projects.keep_taken_part()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'a part that was taken does not change';
end $function$;

CREATE OR REPLACE FUNCTION projects.keep_within_group()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  most  bigint;
  units int;
  sum   bigint;
  count int;
begin
  select coalesce(p.contract_support, p.estimate_support, p.planned_support), p.units_foreseen into most, units
    from projects.project p where p.province = new.province and p.id = new.project_id and p.kind = 'group' for update;
  select coalesce(sum(b.amount), 0), count(*) into sum, count
    from projects.beneficiary b
   where b.province = new.province and b.project_id = new.project_id and b.detached_at is null;
  if most is null or count >= units or sum + new.amount > most then
    raise exception 'beneficiaries pass what their group project has';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION projects.list(p_province text, p_words text[], p_states text[], p_procedure text, p_year integer, p_content text, p_commune text, p_fund uuid, p_establishment uuid, p_sort text, p_after_value text, p_after_id uuid, p_backwards boolean, p_limit integer)
 RETURNS SETOF projects.project
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  expr  text;
  kind  text;
  down  boolean;
  words record;
  q     text;
begin
  if p_province is distinct from platform.current_province() then
    raise exception using errcode = 'KC002', message = 'province_not_set';
  end if;
  select s.expr, s.kind, s.down into expr, kind, down
    from (values ('recent', 'p.state_since', 'timestamptz', true),
                 ('due',    'p.due_on',      'date',        false),
                 ('amount', 'p.asked_support', 'bigint',    true),
                 ('number', 'p.number',      'text',        false)) s(name, expr, kind, down)
   where s.name = p_sort;
  if expr is null then raise exception 'unknown sort %', p_sort; end if;
  words := projects.word_condition(p_province, p_words, 0.025);
  q := 'select * from projects.project p where ' ||
    projects.list_conditions(p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment) || words.condition;
  if p_sort = 'due' then q := q || ' and p.due_on is not null'; end if;
  if p_backwards then down := not down; end if;
  if p_after_id is not null then
    q := q || format(' and (%s, p.id) %s ($9::%s, $10)', expr, case when down then '<' else '>' end, kind);
  end if;
  -- Few rows: found first and sorted then. The offset keeps the planner from walking for them all the same.
  if words.rare then q := 'select * from (' || q || ' offset 0) p'; end if;
  q := q || format(' order by %1$s %2$s, p.id %2$s limit $11', expr, case when down then 'desc' else 'asc' end);
  return query execute q
    using p_province, p_states, p_procedure, p_year, p_content, p_commune, p_fund, p_establishment, p_after_value, p_after_id, p_limit;
end $function$;
grant execute on routine projects.list(p_province text, p_words text[], p_states text[], p_procedure text, p_year integer, p_content text, p_commune text, p_fund uuid, p_establishment uuid, p_sort text, p_after_value text, p_after_id uuid, p_backwards boolean, p_limit integer) to kc_app;

CREATE OR REPLACE FUNCTION projects.list_conditions(p_states text[], p_procedure text, p_year integer, p_content text, p_commune text, p_fund uuid, p_establishment uuid)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  conditions text := 'p.province = $1 and p.state <> ''draft''';
begin
  -- One state by itself is read off project_state in the list's order; several are not.
  if cardinality(p_states) = 1 then conditions := conditions || ' and p.state = ($2)[1]';
  elsif p_states is not null then conditions := conditions || ' and p.state = any ($2)'; end if;
  if p_procedure is not null then conditions := conditions || ' and p.procedure = $3'; end if;
  if p_year is not null then conditions := conditions || ' and p.fiscal_year = $4'; end if;
  if p_content is not null then conditions := conditions || ' and p.content_code = $5'; end if;
  if p_commune is not null then conditions := conditions || ' and p.commune_code = $6'; end if;
  if p_fund is not null then conditions := conditions || ' and p.fund_id = $7'; end if;
  if p_establishment is not null then conditions := conditions || ' and p.establishment_id = $8'; end if;
  return conditions;
end $function$;

CREATE OR REPLACE FUNCTION projects.papers_elsewhere(p_project uuid, p_hashes text[])
 RETURNS TABLE(file_hash text, title text, province text, project_id uuid, number text, state text, establishment_name text, tax_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select distinct on (d.file_hash, p.province, p.id) d.file_hash, d.title, p.province, p.id, p.number, p.state, e.name, e.tax_code
  from records.document d
  join projects.project p on p.province = d.province and p.id = d.subject_id
  join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
  where d.file_hash = any (p_hashes) and d.subject_kind = 'project' and d.kind = 'quotation'
    and p.id <> p_project and p.state not in ('draft', 'rejected', 'withdrawn')
  order by d.file_hash, p.province, p.id, d.added_at
$function$;
grant execute on routine projects.papers_elsewhere(p_project uuid, p_hashes text[]) to kc_app;

CREATE OR REPLACE FUNCTION projects.recount_due(p_publication uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  cause law.calendar_publication;
  place text;
  own int;
begin
  perform pg_advisory_xact_lock(hashtextextended('law.calendar', 0));
  -- What is counted of the waits is counted anew below, whole: row by row it would take as long as all acts of a year.
  perform set_config('records.recounting', 'on', true);
  select * into strict cause from law.calendar_publication c where c.id = p_publication;

  with affected as materialized (
    select d.province, d.id, d.counted_from, d.counted_days, d.due_on from records.deadline d
     where d.closed_at is null and d.paused_on is null
       and exists (select from unnest(cause.changed) c where c > d.counted_from and c <= d.due_on)
  ), days as materialized (
    -- Each day with the working days up to and with it; far enough for every changed day to be off on top of any run.
    select g::date as day, worked, count(*) filter (where worked) over (order by g) as so_far
      from generate_series((select min(counted_from) from affected),
             (select max(due_on) from affected) + 2 * cardinality(cause.changed) + 90, interval '1 day') g
      left join law.holiday h on h.day = g::date
      cross join lateral (select law.is_worked(g::date, h.kind) as worked) w
  ), moved as (
    update records.deadline d set due_on = t.day
      from affected a join days f on f.day = a.counted_from join days t on t.worked and t.so_far = f.so_far + a.counted_days
     where d.province = a.province and d.id = a.id and d.due_on <> t.day
    returning d.province, d.id, d.subject_kind, d.subject_id, a.due_on as from_due, t.day as to_due
  ), followed as (
    update projects.project p set due_on = m.to_due
      from moved m
     where m.subject_kind = 'project' and p.province = m.province and p.id = m.subject_id and p.due_on = m.from_due
  ), told as (
    insert into records.event (province, id, at, actor_id, kind, subject_kind, subject_id, before, after, reason)
      select m.province, gen_random_uuid(), cause.published_at,
             case when m.province = cause.published_in then cause.published_by end, 'deadline.moved', m.subject_kind,
             m.subject_id, jsonb_build_object('dueOn', m.from_due),
             jsonb_build_object('dueOn', m.to_due, 'calendar', cause.year), cause.notice
        from moved m
  )
  insert into records.deadline_move (province, cause, deadline_id, subject_kind, subject_id, from_due, to_due, at)
    select m.province, cause.id, m.id, m.subject_kind, m.subject_id, m.from_due, m.to_due, cause.published_at from moved m;

  for place in select distinct m.province from records.deadline_move m where m.cause = p_publication loop
    perform records.recount_waits(place);
  end loop;
  select count(*) into own from records.deadline_move m
   where m.cause = p_publication and m.province = platform.current_province();
  return own;
end $function$;
grant execute on routine projects.recount_due(p_publication uuid) to kc_app;

CREATE OR REPLACE FUNCTION projects.recount_legs(p_province text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from projects.running_leg_count where province = p_province;
  delete from projects.ended_leg_count where province = p_province;
  delete from projects.reached_leg_month where province = p_province;
  insert into projects.running_leg_count
  select l.province, kind, topic, l.leg, l.cohort, l.counted_from, count(*), sum(l.amount)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   where l.province = p_province and l.ended_on is null
   group by l.province, kind, topic, l.leg, l.cohort, l.counted_from;
  insert into projects.ended_leg_count
  select l.province, kind, topic, l.leg, l.cohort, l.reached, took.unit, took.days, count(*)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   cross join lateral (values ('calendar', l.days), ('working', l.working_days)) took(unit, days)
   where l.province = p_province and l.ended_on is not null
   group by l.province, kind, topic, l.leg, l.cohort, l.reached, took.unit, took.days;
  insert into projects.reached_leg_month
  select l.province, kind, topic, l.leg, date_trunc('month', l.ended_on)::date, count(*), sum(l.amount)
    from projects.leg l cross join unnest(array['', l.procedure]) kind cross join unnest(array['', l.content]) topic
   where l.province = p_province and l.reached
   group by l.province, kind, topic, l.leg, date_trunc('month', l.ended_on);
$function$;

CREATE OR REPLACE FUNCTION projects.support_of_tax_code(p_tax_code text)
 RETURNS TABLE(province text, project_id uuid, number text, title text, content_code text, fiscal_year integer, procedure text, state text, granted boolean, amount bigint, on_date date, granted_at timestamp with time zone, establishment_name text, machines jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.province, p.id, p.number, p.title, p.content_code, p.fiscal_year, p.procedure, p.state,
    plan.on_date is not null and p.state <> 'stopped' and (p.state <> 'closed' or p.settled_support > 0),
    coalesce(p.settled_support, p.contract_support, p.estimate_support, p.planned_support, p.asked_support),
    coalesce(plan.on_date, sent.on_date), plan.at, e.name,
    coalesce((select v.request -> 'machines' from projects.version v
               where v.province = p.province and v.project_id = p.id order by v.no desc limit 1), '[]')
  from establishments.establishment e
  join projects.project p on p.province = e.province and p.establishment_id = e.id
  left join lateral (select a.on_date, a.at from projects.act a
    where a.province = p.province and a.project_id = p.id and a.event = 'approve_plan' order by a.seq desc limit 1) plan on true
  left join lateral (select a.on_date from projects.act a
    where a.province = p.province and a.project_id = p.id and a.event = 'submit' order by a.seq limit 1) sent on true
  where split_part(e.tax_code, '-', 1) = split_part(p_tax_code, '-', 1)
    and p.state not in ('draft', 'rejected', 'withdrawn')
  union all
  select p.province, p.id, p.number, p.title, p.content_code, p.fiscal_year, p.procedure, p.state,
    p.state <> 'stopped' and (p.state <> 'closed' or p.settled_support > 0), b.amount, b.attached_on, b.attached_at,
    e.name, '[]'
  from establishments.establishment e
  join projects.beneficiary b on b.province = e.province and b.establishment_id = e.id and b.detached_at is null
  join projects.project p on p.province = b.province and p.id = b.project_id
  where split_part(e.tax_code, '-', 1) = split_part(p_tax_code, '-', 1)
    and p.state not in ('rejected', 'withdrawn')
  order by 11, 2
$function$;
grant execute on routine projects.support_of_tax_code(p_tax_code text) to kc_app;

CREATE OR REPLACE FUNCTION projects.support_standing(p_province text, p_commune text, p_commune_on date, p_on date, p_today date, p_tax_code text, OUT edition uuid, OUT place jsonb, OUT areas text[], OUT areas_known boolean, OUT money jsonb, OUT earlier jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform set_config('kc.province', p_province, true);
  select e.id into edition from law.edition e;
  select to_jsonb(at) into place from (
    select c.code, c.name, ck.kind, p.code as province_code, p.name as province_name, pk.kind as province_kind
      from territory.commune c
      join territory.commune_kind ck on ck.commune_code = c.code
       and ck.valid_from <= p_commune_on and (ck.valid_to is null or ck.valid_to >= p_commune_on)
      join territory.province p on p.code = c.province_code
      join territory.province_kind pk on pk.province_code = p.code
       and pk.valid_from <= p_commune_on and (pk.valid_to is null or pk.valid_to >= p_commune_on)
     where c.code = p_commune) at;
  if place is null then return; end if;
  select coalesce(array_agg(a.area), '{}') into areas
    from territory.commune_area a
   where a.commune_code = p_commune and a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on);
  -- On no list, perhaps only because none was brought in for its province.
  areas_known := exists (
    select from territory.commune_area a join territory.commune c on c.code = a.commune_code
     where c.province_code = place ->> 'province_code'
       and a.valid_from <= p_on and (a.valid_to is null or a.valid_to >= p_on));
  -- Whether any fund of the year that is not closed has money no plan has taken, by procedure.
  select coalesce(jsonb_object_agg(f.procedure, f.left), '{}') into money from (
    select f.procedure, bool_or(b.closed_on is null and exists (
             select from funds.account a
              where a.province = p_province and a.book_id = f.id and a.station = 'appropriated' and a.balance > 0)) as left
      from funds.fund f join funds.book b on b.province = f.province and b.id = f.id
     where f.province = p_province and f.fiscal_year = extract(year from p_today)
     group by f.procedure) f;
  -- Only what was granted, and of that what is public: applications are nobody else's business.
  if p_tax_code is not null then
    select coalesce(jsonb_agg(jsonb_build_object(
             'province', s.province, 'provinceName', p.name, 'number', s.number, 'content', s.content_code, 'fiscalYear', s.fiscal_year,
             'procedure', s.procedure, 'state', s.state, 'amount', s.amount::text, 'on', s.on_date,
             'establishmentName', s.establishment_name) order by s.on_date desc, s.number), '[]') into earlier
      from projects.support_of_tax_code(p_tax_code) s join territory.province p on p.code = s.province
     where s.granted and s.amount > 0;
  end if;
end $function$;
grant execute on routine projects.support_standing(p_province text, p_commune text, p_commune_on date, p_on date, p_today date, p_tax_code text, OUT edition uuid, OUT place jsonb, OUT areas text[], OUT areas_known boolean, OUT money jsonb, OUT earlier jsonb) to kc_app;

CREATE OR REPLACE FUNCTION projects.tell_moved(p_publication uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  cause law.calendar_publication;
  today date;
begin
  select * into strict cause from law.calendar_publication c where c.id = p_publication;
  today := (cause.published_at at time zone 'Asia/Ho_Chi_Minh')::date;
  insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
  select x.province, x.account, 'deadlines_moved', 'calendar', cause.id,
         jsonb_build_object('year', cause.year::text, 'count', sum(x.moved)::text), 'moved/' || cause.id, cause.published_at
    from (select desk.province, holder as account, desk.moved
            from (select m.province, d.owner_role, count(*) as moved
                    from records.deadline_move m join records.deadline d on d.province = m.province and d.id = m.deadline_id
                   where m.cause = p_publication and d.owner_unit is null
                   group by m.province, d.owner_role) desk
           cross join lateral people.holders_of(desk.province, desk.owner_role, null, null, today) holder) x
   group by x.province, x.account
  on conflict do nothing;
  insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
  select m.province, holder, 'deadline_moved', m.subject_kind, m.subject_id,
         jsonb_build_object('number', p.number, 'title', p.title, 'from', m.from_due, 'due', m.to_due),
         'moved/' || cause.id || '/' || m.deadline_id, cause.published_at
    from records.deadline_move m
    join records.deadline d on d.province = m.province and d.id = m.deadline_id
    join projects.project p on p.province = m.province and p.id = m.subject_id
   cross join lateral people.holders_of(m.province, d.owner_role, d.owner_unit, null, today) holder
   where m.cause = p_publication and d.owner_unit is not null and m.subject_kind = 'project'
  on conflict do nothing;
end $function$;
grant execute on routine projects.tell_moved(p_publication uuid) to kc_app;

CREATE OR REPLACE FUNCTION projects.walk_act(a projects.act)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  -- The day the need was entered, of a request that came from one.
  needed date;
begin
  update projects.leg l
     set ended_on = a.on_date, reached = x.does = 'reach',
         amount = case when x.does = 'leave' then 0
                       when l.leg in ('advance', 'settlement') then coalesce(a.amount, l.amount)
                       when l.leg = 'works' then l.amount else 0 end,
         working_days = law.working_days_between(l.started_on, a.on_date)
    from projects.leg_act x
   where l.province = a.province and l.project_id = a.project_id and l.leg = x.leg and l.ended_on is null
     and x.event = a.event and x.does <> 'begin';
  if a.event = 'submit' then
    select least((n.created_at at time zone 'Asia/Ho_Chi_Minh')::date, a.on_date) into needed
      from programmes.need n where n.province = a.province and n.project_id = a.project_id;
  end if;
  insert into projects.leg (province, project_id, leg, procedure, content, cohort, started_on, counted_from, amount)
  select a.province, a.project_id, x.leg, p.procedure, p.content_code,
         coalesce(whole.cohort, extract(year from a.on_date)::int),
         case when x.leg = 'whole' then coalesce(needed, a.on_date) else a.on_date end,
         case when x.leg = 'term' then coalesce((a.data ->> 'endsOn')::date, a.on_date)
              when x.leg = 'whole' then coalesce(needed, a.on_date) else a.on_date end,
         projects.approved_support(p)
    from projects.leg_act x
    join projects.project p on p.province = a.province and p.id = a.project_id
    left join projects.leg whole on whole.province = a.province and whole.project_id = a.project_id and whole.leg = 'whole'
   where x.event = a.event and x.does = 'begin'
  on conflict (province, project_id, leg) do nothing;
  if needed is not null then
    insert into projects.leg
      (province, project_id, leg, procedure, content, cohort, started_on, counted_from, ended_on, reached, working_days)
    select a.province, a.project_id, 'need', p.procedure, p.content_code, extract(year from a.on_date)::int,
           needed, needed, a.on_date, true, law.working_days_between(needed, a.on_date)
      from projects.project p where p.province = a.province and p.id = a.project_id
    on conflict (province, project_id, leg) do nothing;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION projects.walk_legs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform projects.walk_act(new);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION projects.word_condition(p_province text, p_words text[], p_common real, OUT condition text, OUT rare boolean)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  patterns text[];
begin
  select array_agg(case when length(word) < 3 then '% ' else '%' end ||
                   replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%')
    into patterns from unnest(p_words) word;
  condition := '';
  rare := false;
  if patterns is null then return; end if;
  if cardinality(p_words) = 1 and p_words[1] ~ '^kc-[0-9]{4}-[0-9]{4,}$' then
    condition := format(' and p.number = %L', upper(p_words[1]));
    return;
  end if;
  select count(*) filter (where newest.search like all (patterns)) < p_common * 400 into rare
    from (select p.search from projects.project p where p.province = p_province and p.state <> 'draft'
           order by p.state_since desc, p.id desc limit 400) newest;
  if rare then
    select string_agg(format(' and p.search like %L', pattern), '') into condition from unnest(patterns) pattern;
  else
    condition := format(' and case when p.search like all (%L) then ''all'' end like ''%%all%%''', patterns);
  end if;
end $function$;

CREATE OR REPLACE FUNCTION records.close_days(p_province text, p_today date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  one record;
  made records.sealed_day;
  last records.sealed_day;
begin
  select * into last from records.sealed_day d where d.province = p_province order by d.day desc limit 1;
  for one in
    select s.day, count(*)::int as seals, sum(s.size) as entries, array_agg(sha256('\x00'::bytea || s.hash) order by s.no) as leaves
      from records.seal s
     where s.province = p_province and s.day > coalesce(last.day, '-infinity') and s.day < p_today
     group by s.day order by s.day
  loop
    made.province := p_province;
    made.day := one.day;
    made.seals := one.seals;
    made.entries := one.entries;
    made.root := records.merkle_root(one.leaves);
    made.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    made.hash := sha256(convert_to(records.day_text(made), 'UTF8'));
    insert into records.sealed_day select made.*;
    last := made;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION records.count_wait(d records.deadline, n integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if d.procedure is null then return; end if;
  if d.closed_at is not null then
    insert into records.ended_wait_count as c
    select d.province, extract(year from d.closed_on)::int, kind, topic, d.step, d.owner_role, coalesce(d.days_used, -1),
           n, n * d.closed_late::int, n * d.days
      from unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
    on conflict (province, procedure, content, year, step, owner_role, days_used)
    do update set ended = c.ended + excluded.ended, late = c.late + excluded.late, given = c.given + excluded.given;
  elsif d.paused_on is null then
    insert into records.open_wait_count as c
    select d.province, kind, topic, d.step, d.owner_role, day, sum(started), sum(due)
      from unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
     cross join (values (d.started_on, n, 0), (d.due_on, 0, n)) x(day, started, due)
     group by kind, topic, day
    on conflict (province, procedure, content, owner_role, step, day)
    do update set started = c.started + excluded.started, due = c.due + excluded.due;
    if n < 0 then
      delete from records.open_wait_count c
       where c.province = d.province and c.procedure in ('', d.procedure) and c.content in ('', d.content)
         and c.step = d.step and c.owner_role = d.owner_role and c.day in (d.started_on, d.due_on) and c.started = 0 and c.due = 0;
    end if;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION records.day_text(d records.sealed_day)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select '{"day":"' || to_char(d.day, 'YYYY-MM-DD') || '","province":' || to_json(d.province)::text || ',"seals":' || d.seals::text
    || ',"entries":' || d.entries::text || ',"root":"' || encode(d.root, 'hex') || '","previous":"' || encode(d.previous, 'hex') || '"}'
$function$;
grant execute on routine records.day_text(d records.sealed_day) to public;

CREATE OR REPLACE FUNCTION records.instant(p_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $function$;
grant execute on routine records.instant(p_at timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION records.keep_documents()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.subject_kind = 'project' and exists (
    select from projects.project p where p.province = old.province and p.id = old.subject_id
       and p.state in ('settled', 'closed', 'stopped') and p.state_since > now() - make_interval(years => (
         select r.years from records.retention_rule r where r.valid_from <= current_date order by r.valid_from desc limit 1)))
  then perform platform.refuse('retention_forbids_deleting'); end if;
  return old;
end $function$;

CREATE OR REPLACE FUNCTION records.keep_issued_paper()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.cancelled_at is not null then
    raise exception using errcode = 'KC003', message = 'a cancelled paper stays cancelled';
  end if;
  return new;
end $function$;
grant execute on routine records.keep_issued_paper() to public;

CREATE OR REPLACE FUNCTION records.keep_published_template()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.published_at is not null or old.dropped_at is not null then
    raise exception using errcode = 'KC003', message = 'a published or dropped template is not changed';
  end if;
  return new;
end $function$;
grant execute on routine records.keep_published_template() to public;

CREATE OR REPLACE FUNCTION records.keep_wait_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if current_setting('records.recounting', true) = 'on' then return null; end if;
  perform pg_advisory_xact_lock(hashtext('records.keep_wait_counts'), hashtext(coalesce(new.province, old.province)));
  if tg_op <> 'INSERT' then perform records.count_wait(old, -1); end if;
  if tg_op <> 'DELETE' then perform records.count_wait(new, 1); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION records.merkle_root(p_leaves bytea[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE STRICT
AS $function$
declare
  level bytea[] := p_leaves;
  count int := cardinality(p_leaves);
begin
  while count > 1 loop
    for i in 1 .. count / 2 loop
      level[i] := sha256('\x01'::bytea || level[2 * i - 1] || level[2 * i]);
    end loop;
    if count % 2 = 1 then
      level[count / 2 + 1] := level[count];
    end if;
    count := (count + 1) / 2;
  end loop;
  return level[1];
end $function$;
grant execute on routine records.merkle_root(p_leaves bytea[]) to public;

CREATE OR REPLACE FUNCTION records.paper_by_code(wanted text)
 RETURNS TABLE(kind text, sign text, issued_on date, unit_name text, pdf_hash text, word_hash text, cancelled_at timestamp with time zone, replaced_by text, replaced_on date, sample boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.kind, p.sign, p.issued_on, p.unit_name, p.pdf_hash, p.word_hash, p.cancelled_at, r.sign, r.issued_on, p.sample
  from records.issued_paper p
  left join records.issued_paper r on r.province = p.province and r.replaces = p.id
  where p.code = wanted
$function$;
grant execute on routine records.paper_by_code(wanted text) to kc_app;

CREATE OR REPLACE FUNCTION records.paper_register(wanted_province text, wanted_year integer, wanted_series text, wanted_unit uuid, only_cancelled boolean, words text[], before_at timestamp with time zone, before_id uuid, take integer)
 RETURNS SETOF records.issued_paper
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.*
  from records.issued_paper p
  where p.province = wanted_province
    and p.province = platform.current_province()
    and p.year = wanted_year
    and (wanted_series is null or p.series = wanted_series)
    and (wanted_unit is null or p.unit_id = wanted_unit)
    and (not only_cancelled or p.cancelled_at is not null)
    and (cardinality(words) = 0 or p.search like all (select '%' || platform.fold(w) || '%' from unnest(words) w))
    and (before_at is null or (p.issued_at, p.id) < (before_at, before_id))
  order by p.issued_at desc, p.id desc
  limit take
$function$;
grant execute on routine records.paper_register(wanted_province text, wanted_year integer, wanted_series text, wanted_unit uuid, only_cancelled boolean, words text[], before_at timestamp with time zone, before_id uuid, take integer) to kc_app;

CREATE OR REPLACE FUNCTION records.recount_waits(p_province text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select pg_advisory_xact_lock(hashtext('records.keep_wait_counts'), hashtext(p_province));
  delete from records.open_wait_count where province = p_province;
  delete from records.ended_wait_count where province = p_province;
  insert into records.open_wait_count
  select d.province, kind, topic, d.step, d.owner_role, day, sum(started), sum(due)
    from records.deadline d
   cross join unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
   cross join lateral (values (d.started_on, 1, 0), (d.due_on, 0, 1)) x(day, started, due)
   where d.province = p_province and d.procedure is not null and d.closed_at is null and d.paused_on is null
   group by d.province, kind, topic, d.step, d.owner_role, day;
  insert into records.ended_wait_count
  select d.province, extract(year from d.closed_on)::int, kind, topic, d.step, d.owner_role, coalesce(d.days_used, -1),
         count(*), count(*) filter (where d.closed_late), sum(d.days)
    from records.deadline d
   cross join unnest(array['', d.procedure]) kind cross join unnest(array['', d.content]) topic
   where d.province = p_province and d.procedure is not null and d.closed_at is not null
   group by d.province, extract(year from d.closed_on)::int, kind, topic, d.step, d.owner_role, coalesce(d.days_used, -1);
$function$;

CREATE OR REPLACE FUNCTION records.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception using errcode = 'KC003', message = format('%I.%I is append-only', tg_table_schema, tg_table_name);
end $function$;
grant execute on routine records.refuse_change() to public;

CREATE OR REPLACE FUNCTION records.seal_text(s records.seal)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select '{"seal":1,"province":' || to_json(s.province)::text || ',"no":' || s.no::text || ',"at":"' || records.instant(s.at)
    || '","entries":' || s.size::text || ',"root":"' || encode(s.root, 'hex') || '","previous":"' || encode(s.previous, 'hex') || '"}'
$function$;
grant execute on routine records.seal_text(s records.seal) to public;

CREATE OR REPLACE FUNCTION records.seal_trail(p_province text, p_at timestamp with time zone, p_most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  last records.seal;
  made records.seal;
  low xid8;
  high xid8;
  closed date;
  leaves bytea[];
  has_more boolean;
  whole boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('records.seal/' || p_province, 0));
  perform records.close_days(p_province, (p_at at time zone 'Asia/Ho_Chi_Minh')::date);
  select s.no, s.at, s.hash, s.low_xid, s.server into last.no, last.at, last.hash, last.low_xid, last.server
    from records.seal s where s.province = p_province order by s.no desc limit 1;
  select c.system_identifier into made.server from pg_control_system() c;
  -- Before looking: what ended before this is seen below.
  low := pg_snapshot_xmin(pg_current_snapshot());
  whole := last.no is null or last.server <> made.server;
  if whole then
    -- Numbers of transactions mean nothing on another server (a restored copy): the whole trail is looked through.
    last.low_xid := '0';
    high := '18446744073709551615';
  else
    high := pg_snapshot_xmax(pg_current_snapshot());
  end if;

  -- One more than is taken, to know whether something is left. Texts are made of what is taken only.
  with new as materialized (
    select t.id, t.xid
      from (select e.id, e.xid from records.event e where e.province = p_province and e.xid >= last.low_xid and e.xid <= high
            union all
            select r.id, r.xid from records.reading r where r.province = p_province and r.xid >= last.low_xid and r.xid <= high) t
     where t.id not in (
       select unnest(s.entries) from records.seal s
        where s.province = p_province and s.to_xid >= last.low_xid and s.from_xid <= high)
     order by t.xid, t.id
     limit p_most + 1
  ), taken as (
    select n.id, n.xid from new n order by n.xid, n.id limit p_most
  )
  select array_agg(t.id order by t.xid, t.id), count(*)::int, min(t.xid), max(t.xid),
         array_agg(sha256('\x00'::bytea || convert_to(coalesce(records.sealed_text(e), records.sealed_text(r)), 'UTF8')) order by t.xid, t.id),
         (select count(*) from new) > p_most
    into made.entries, made.size, made.from_xid, made.to_xid, leaves, has_more
    from taken t
    left join records.event e on e.province = p_province and e.id = t.id
    left join records.reading r on r.province = p_province and r.id = t.id and e.id is null;
  if made.size = 0 then
    return 0;
  end if;

  select max(d.day) into closed from records.sealed_day d where d.province = p_province;
  made.province := p_province;
  made.no := coalesce(last.no, 0) + 1;
  -- A clock that was put back makes no seal before the last one, nor on a closed day.
  made.at := greatest(p_at, last.at, (closed + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh');
  made.day := (made.at at time zone 'Asia/Ho_Chi_Minh')::date;
  made.leaves := (select string_agg(l.leaf, ''::bytea order by l.place) from unnest(leaves) with ordinality l(leaf, place));
  made.root := records.merkle_root(leaves);
  made.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  made.hash := sha256(convert_to(records.seal_text(made), 'UTF8'));
  made.low_xid := low;
  if has_more then
    -- What did not fit in was written by the last transaction taken or later ones; on another server nothing follows.
    made.low_xid := least(low, made.to_xid);
    if whole then
      made.low_xid := '0';
      made.server := coalesce(last.server, 0);
    end if;
  end if;
  insert into records.seal select made.*;
  return made.size;
end $function$;
grant execute on routine records.seal_trail(p_province text, p_at timestamp with time zone, p_most integer) to kc_app;

CREATE OR REPLACE FUNCTION records.sealed_text(e records.event)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select '{"event":1,"province":' || to_json(e.province)::text || ',"id":"' || e.id::text || '","at":"' || records.instant(e.at)
    || '","actor":' || coalesce('"' || e.actor_id::text || '"', 'null')
    || ',"onBehalfOf":' || coalesce('"' || e.on_behalf_of::text || '"', 'null')
    || ',"kind":' || to_json(e.kind)::text || ',"subjectKind":' || to_json(e.subject_kind)::text
    || ',"subject":"' || e.subject_id::text || '","before":' || coalesce(e.before::text, 'null')
    || ',"after":' || coalesce(e.after::text, 'null') || ',"reason":' || coalesce(to_json(e.reason)::text, 'null')
    || ',"origin":' || coalesce(e.origin::text, 'null') || '}'
$function$;
grant execute on routine records.sealed_text(e records.event) to public;

CREATE OR REPLACE FUNCTION records.sealed_text(r records.reading)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select '{"reading":1,"province":' || to_json(r.province)::text || ',"id":"' || r.id::text || '","at":"' || records.instant(r.at)
    || '","reader":' || coalesce('"' || r.reader_id::text || '"', 'null')
    || ',"link":' || coalesce('"' || r.link_id::text || '"', 'null')
    || ',"onBehalfOf":' || coalesce('"' || r.on_behalf_of::text || '"', 'null')
    || ',"document":"' || r.document_id::text || '","documentKind":' || to_json(r.document_kind)::text
    || ',"file":' || to_json(r.file_hash)::text || ',"subjectKind":' || to_json(r.subject_kind)::text
    || ',"subject":"' || r.subject_id::text || '","origin":' || coalesce(r.origin::text, 'null') || '}'
$function$;
grant execute on routine records.sealed_text(r records.reading) to public;

CREATE OR REPLACE FUNCTION records.send_events()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made record;
begin
  for made in
    insert into records.webhook_delivery (province, webhook_id, event_id, kind, subject_kind, subject_id, at)
    select e.province, w.id, e.id, e.kind, e.subject_kind, e.subject_id, e.at
      from events e join records.webhook w on w.province = e.province and e.kind = any (w.kinds) and w.paused_at is null
    returning province, id
  loop
    perform platform.enqueue('records.deliver_webhook', json_build_object('province', made.province, 'id', made.id), null, null, 13);
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION records.unread_notices(p_province text, p_account uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*)::int from (
    select from records.notice n
     where n.province = p_province and n.account_id = p_account and n.read_at is null and n.over_at is null
       and not (n.subject_kind = 'project' and exists (select from projects.recusal r
             where r.province = n.province and r.project_id = n.subject_id and r.account_id = n.account_id)) limit 100) x
$function$;
grant execute on routine records.unread_notices(p_province text, p_account uuid) to kc_app;

CREATE OR REPLACE FUNCTION records.webhook_secret(p_province text, p_delivery uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.secret
    from records.webhook_delivery d
    join records.webhook w on w.province = d.province and w.id = d.webhook_id
   where d.province = p_province and d.province = platform.current_province() and d.id = p_delivery
     and d.state = 'pending'
$function$;
grant execute on routine records.webhook_secret(p_province text, p_delivery uuid) to kc_app;

CREATE OR REPLACE FUNCTION reporting.provinces_with_history()
 RETURNS TABLE(province text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select distinct f.province from reporting.stated_figure f order by f.province $function$;
grant execute on routine reporting.provinces_with_history() to kc_app;
