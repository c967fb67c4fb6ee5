-- One row per portal: who may ask the portal something, from when, and how full its bucket is.
create table lane (
  member_id     text primary key,
  epoch         bigint not null default 0,
  owner         text not null default '',
  busy_until    timestamptz,
  level         double precision not null default 0,
  level_at      timestamptz not null default now(),
  paused_until  timestamptz,
  pause_reason  text not null default '',
  failures      int not null default 0,
  ready_at      timestamptz
);
comment on column lane.epoch is 'Grows with every turn; what an outdated owner writes is refused by it.';
comment on column lane.busy_until is 'Nobody else asks the portal before: the end of the running request''s time limit.';
comment on column lane.level is 'Requests the portal still counts, at level_at; falls by the allowed rate.';
comment on column lane.ready_at is 'When the portal''s next piece of work is due; null when there is none.';
create index lane_ready on lane (ready_at) where ready_at is not null;
