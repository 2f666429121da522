-- Credentials and sessions: better-auth's tables (its own SQL, from compileMigrations()), global
-- because one person may serve several provinces. Only the role kc_auth reads and writes them, on
-- connections of their own; kc_app, which all other work runs as, cannot see a password hash.

do $$
begin
  if not exists (select from pg_roles where rolname = 'kc_auth') then
    create role kc_auth nologin;
  end if;
  if not pg_has_role(current_user, 'kc_auth', 'member') then
    execute format('grant kc_auth to %I', current_user);
  end if;
  -- kc_app may become kc_auth (the credentials' own pool does) but does not inherit its rights.
  -- PostgreSQL 15 cannot say so for one grant; there kc_app inherits.
  if current_setting('server_version_num')::int >= 160000 then
    grant kc_auth to kc_app with inherit false, set true;
  else
    grant kc_auth to kc_app;
  end if;
end $$;

create schema auth;
grant usage on schema auth to kc_auth;

create table auth."user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "twoFactorEnabled" boolean
);

-- `province`: the one chosen for this session by a person who has several. `method`: how it began.
create table auth."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "province" text,
  "method" text
);

create table auth."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);

create table auth."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);

create table auth."twoFactor" (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);

-- better-auth's own choice of indexes: each serves its look-up by user or by identifier.
create index "session_userId_idx" on auth."session" ("userId");
create index "account_userId_idx" on auth."account" ("userId");
create index "verification_identifier_idx" on auth."verification" ("identifier");
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

-- Codes of the second factor that were tried in their time window: none is accepted twice.
create table auth.tried_code (
  user_id text not null references auth."user" ("id") on delete cascade,
  code_hash text not null,
  tried_at timestamptz not null,
  primary key (user_id, code_hash)
);

-- Counters of the rate limiter (rate-limiter-flexible's own shape).
create table auth.rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

grant select, insert, update, delete on all tables in schema auth to kc_auth;

alter table people.account add foreign key (auth_user_id) references auth."user" ("id");

-- Everything a request needs to know about who asks, in one round trip: the session, the provinces
-- where the person has an open account, and the actor in the chosen one (or the only one). Null when
-- the session is unknown or over.
create function people.session_actor(p_token text, p_now timestamptz, p_today date) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
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
  ), here as (
    select p.* from place p, known k
    where p.province = k.chosen or (k.chosen is null and (select count(*) from place) = 1)
  )
  select jsonb_build_object(
    'sessionId', k."id", 'userId', k."userId", 'email', k."email", 'method', k.method,
    'secondFactor', k.second_factor, 'expiresAt', k."expiresAt", 'updatedAt', k."updatedAt",
    'provinces', coalesce((select jsonb_agg(p.province order by p.province) from place p), '[]'),
    'sample', coalesce((select h.sample from here h), false),
    'actor', (select people.actor_json(h.province, h.id, p_today) from here h))
  from known k
$$;
revoke all on function people.session_actor from public;
grant execute on function people.session_actor to kc_app;

-- In how many provinces a person has an account: a link that would let an administrator act for
-- someone is never made for a person of another province too.
create function people.provinces_of_user(p_user text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select count(*)::int from people.account where auth_user_id = p_user $$;
revoke all on function people.provinces_of_user from public;
grant execute on function people.provinces_of_user to kc_app;
