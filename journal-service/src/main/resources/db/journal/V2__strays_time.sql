-- Spares PostgreSQL a look at every stray row when a day is attached.
alter table event_strays add constraint event_strays_time
  check (at_ms < 1577836800000 or at_ms >= 4102444800000);
