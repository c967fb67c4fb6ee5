-- Results on their way to their portals. A row stays for a while after it was sent, so that a result read again is known.
create table delivery (
  result_id     text primary key,
  seq           bigint generated always as identity,
  command_id    text not null,
  member_id     text not null,
  workflow_id   text not null,
  activity_name text not null,
  activity_code text not null,
  reply_to      text not null,
  waits         boolean not null,
  received_at   timestamptz not null,
  deadline      timestamptz,
  value         bytea not null,
  header_names  text[] not null,
  header_values text[] not null,
  log_partition int not null,
  log_offset    bigint not null,
  state         text not null default 'pending',
  alone         boolean not null default false,
  attempt       int not null default 0,
  failures      int not null default 0,
  resends       int not null default 0,
  next_at       timestamptz not null default clock_timestamp(),
  waiting_for   text not null default '',
  touched_at    timestamptz,
  sent_at       timestamptz,
  check_at      timestamptz,
  stored_at     timestamptz not null default clock_timestamp()
);
comment on column delivery.state is 'pending, sent or abandoned.';
comment on column delivery.waits is 'Whether the step waits for the answer (use_subscription = Y).';
comment on column delivery.deadline is 'When the step is expected to stop waiting; null when it waits for ever.';
comment on column delivery.alone is 'Sent in a request of its own, because a request with it failed as a whole.';
comment on column delivery.failures is 'Failures that concern this reply and not its whole portal.';
comment on column delivery.touched_at is 'End of the last request that carried it, whatever came of it.';
comment on column delivery.check_at is 'When is looked whether the reply may have been lost in the portal.';
create index delivery_due on delivery (member_id, next_at) where state = 'pending';
create index delivery_workflow on delivery (member_id, workflow_id);
create index delivery_check on delivery (check_at) where check_at is not null;
create index delivery_stored on delivery (stored_at);
