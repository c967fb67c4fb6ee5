-- Portals that installed the application. Secrets are sealed by the gateway's keys.
create table installation (
  member_id                        text primary key,
  status                           text not null,
  client_endpoint                  text not null,
  server_endpoint                  text not null,
  language                         text not null,
  user_id                          text not null default '',
  version                          text not null default '',
  access_token                     text,
  refresh_token                    text,
  application_token                text,
  previous_application_token       text,
  previous_application_token_until timestamptz,
  installed_at                     timestamptz not null default now(),
  changed_at                       timestamptz not null default clock_timestamp()
);
comment on column installation.previous_application_token is 'Still believed for a while after an update: webhooks sent before it are on their way.';
create index installation_changed on installation (changed_at);

-- Application events as they were posted, before anybody believed them.
create table app_event (
  id          bigint generated always as identity primary key,
  member_id   text not null,
  name        text not null,
  body_hash   text not null,
  claims      text,
  received_at timestamptz not null,
  stage       text not null default 'verify',
  attempt     int not null default 0,
  next_at     timestamptz not null default clock_timestamp(),
  reason      text not null default '',
  unique (member_id, body_hash)
);
comment on column app_event.claims is 'Sealed data and auth of the body; erased as soon as they were verified or refused.';
comment on column app_event.stage is 'verify, register, done, refused or abandoned.';
create index app_event_due on app_event (member_id, next_at) where stage in ('verify', 'register');
