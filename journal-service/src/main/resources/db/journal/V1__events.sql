-- A Kafka topic by its own id: a topic deleted and created again is another topic.
create table topic (
  topic_no smallint generated always as identity primary key,
  topic_id text not null unique,
  name text not null
);

-- The only truth about how far ingest has come.
create table ingest_position (
  topic_no smallint not null references topic,
  partition_no int not null,
  next_offset bigint not null check (next_offset >= 0),
  moved_at timestamptz not null default now(),
  primary key (topic_no, partition_no)
);

-- Offsets that can no longer be read, first and last included.
create table gap (
  topic_no smallint not null references topic,
  partition_no int not null,
  first_offset bigint not null,
  last_offset bigint not null check (last_offset >= first_offset),
  cause text not null,
  found_at timestamptz not null default now(),
  primary key (topic_no, partition_no, first_offset)
);

-- Every record whole, in partitions of one day by the record's own time (milliseconds since the epoch, as Kafka has it).
-- The columns after value repeat headers as clean, bounded text: for looking up, never the record itself.
create table event (
  at_ms bigint not null,
  topic_no smallint not null,
  partition_no int not null,
  record_offset bigint not null,
  record_key bytea,
  headers jsonb not null,
  value bytea,
  member_id text not null,
  workflow_id text not null,
  ce_id text not null,
  ce_type text not null,
  ce_time_ms bigint,
  activity text not null,
  status text not null,
  error_code text not null,
  kind text not null,
  primary key (at_ms, topic_no, partition_no, record_offset)
) partition by range (at_ms);

create index event_by_workflow on event (workflow_id, at_ms) where workflow_id <> '';
create index event_by_member on event (member_id, at_ms);
create index event_by_ce_id on event (ce_id) where ce_id <> '';
create index event_by_error on event (error_code, at_ms) where error_code <> '';

-- Records whose time nobody believes (before 2020 or after 2099), so that no record can ask for a million partitions.
-- The check spares PostgreSQL a look at every row when a day is attached.
create table event_strays partition of event (
  constraint event_strays_time check (at_ms < 1577836800000 or at_ms >= 4102444800000)
) default;
