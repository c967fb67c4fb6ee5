-- Clients of the account's own clients: who they are is proved by a code that is sent to their phone.
alter table rest_account
  add column card_id_is_user_key boolean not null default false,
  add column company jsonb not null default '{}';
comment on column rest_account.card_id_is_user_key is 'Whether the id of a card proves its holder, as old clients expect.';

create table login_attempt (
  auth_id    uuid primary key,
  portal_id  bigint not null,
  phone      text not null,
  code_hash  bytea not null,
  start_key  text,
  finish_key text,
  failures   integer not null default 0,
  finished   boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on column login_attempt.start_key is 'Idempotency-Key of the request that asked for the code.';
create index login_attempt_phone on login_attempt (portal_id, phone, created_at);
create index login_attempt_created on login_attempt (portal_id, created_at);

create table user_session (
  token_hash bytea primary key,
  portal_id  bigint not null,
  contact_id text not null,
  expires_at timestamptz not null
);
create index user_session_expires on user_session (portal_id, expires_at);
comment on column user_session.token_hash is 'SHA-256; the token itself is kept nowhere.';
