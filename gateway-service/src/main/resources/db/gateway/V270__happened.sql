-- When what an event tells of happened, by the portal's clock where it says so. Events overtake each other on their way.
alter table app_event add column happened_at timestamptz;
update app_event set happened_at = received_at;
alter table app_event alter column happened_at set not null;
comment on column app_event.happened_at is 'By the portal''s clock where the event tells, never later than received_at.';
