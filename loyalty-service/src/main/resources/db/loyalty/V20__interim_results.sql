-- A decision may be an interim one: the portal has its part to do before anybody is answered.
-- Old rows keep what they promised, so none of them is read for the new promise.
alter table decision drop constraint decision_status_check;
alter table decision
  add constraint decision_status_check check (status in ('success', 'error', 'interim')) not valid;
