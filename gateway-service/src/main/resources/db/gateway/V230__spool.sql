-- Commands that Kafka did not take in time. Each was answered 200 and leaves when the broker has acknowledged it.
create table spool (
  id            bigint generated always as identity primary key,
  log_partition int not null,
  instance      uuid not null,
  member_id     text not null,
  workflow_id   text not null,
  value         bytea not null,
  header_names  text[] not null,
  header_values text[] not null,
  stored_at     timestamptz not null default clock_timestamp()
);
comment on column spool.log_partition is 'Where Kafka puts the portal''s commands, as far as the instance knew.';
comment on column spool.instance is 'Whoever answered the webhook, until it ends; the first that may bring it to Kafka.';
create index spool_next on spool (log_partition, id);
