-- Rows that nobody changes are worth one visit of the vacuum, soon after they were written: while their pages still lie in memory and were
-- changed since the last checkpoint anyway, marking and freezing them costs some bytes of log for each. Later, every page would be read, and logged as
-- a whole, to set its marks, and once more to freeze it. By default that visit waits until a fifth of the table is new.
alter table decision set (
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000, autovacuum_freeze_min_age = 0);
alter table entry set (
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000, autovacuum_freeze_min_age = 0);
alter table card_key set (
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000, autovacuum_freeze_min_age = 0);
