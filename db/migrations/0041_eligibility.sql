-- Who may be supported, as dated data: legal forms, sectors, and the rules of place, size and priority.

create table law.legal_form (
  code text primary key,
  name_vi text not null,
  name_en text not null,
  -- Enterprises are measured against the thresholds of small and medium enterprises; others are not.
  enterprise boolean not null,
  -- Registered in the person's own name: the tax code may be a personal identity number.
  personal boolean not null,
  position int not null
);

create table law.sector (
  code text primary key,
  name_vi text not null,
  name_en text not null,
  valid_from date not null,
  valid_until date,
  citation jsonb,
  verification law.verification not null,
  position int not null,
  check (valid_until is null or valid_until > valid_from)
);

create table law.eligibility_set (
  id text primary key,
  valid_from date not null,
  valid_until date,
  document_code text not null references law.document,
  rules jsonb not null,
  check (valid_until is null or valid_until > valid_from),
  constraint eligibility_sets_do_not_overlap exclude using gist (daterange(valid_from, valid_until) with &&)
);

-- What is small and medium, largest class last, by the rule in force.
create table law.enterprise_size (
  class text not null check (class in ('micro', 'small', 'medium')),
  valid_from date not null,
  valid_until date,
  most_employees int not null,
  most_revenue bigint not null,
  most_capital bigint not null,
  citation jsonb,
  verification law.verification not null,
  primary key (class, valid_from)
);

grant select on law.legal_form, law.sector, law.eligibility_set, law.enterprise_size to kc_app;
