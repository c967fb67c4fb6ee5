-- Events that belong to a change of this database and leave after it was committed.
create table outbox (
  id            bigint generated always as identity primary key,
  topic         text not null,
  key           text not null,
  value         bytea not null,
  header_names  text[] not null,
  header_values text[] not null
);
