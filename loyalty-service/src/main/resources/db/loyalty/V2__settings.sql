-- Program settings: versions are only added, each means the same for ever. A portal without any has version 0, the defaults.
create table settings_version (
  portal_id  bigint not null,
  version    bigint not null check (version > 0),
  given      jsonb not null,
  author     text not null,
  reason     text not null,
  created_at timestamptz not null,
  primary key (portal_id, version)
);
comment on column settings_version.given is 'Every value as text by its name, the defaults of that time included.';

create trigger settings_version_append_only
  before update or delete or truncate on settings_version
  for each statement execute function refuse_change();

-- The version in force stands where every poll looks anyway; changing it takes turns with polls.
alter table portal add column settings_version bigint not null default 0;

-- Records that leave for Kafka without a poll whose offsets would bring them back: written in the transaction that
-- made them, deleted once the broker has them.
create table outbox (
  id         bigint generated always as identity primary key,
  created_at timestamptz not null default now(),
  record     bytea not null
);
