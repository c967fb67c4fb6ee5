-- What becomes due on cards that nobody touches. The moment of the next thing stands in the card's row and is written with it. Of rows
-- that are older than these columns nobody knows it yet: they come first, and are only read.
set local statement_timeout = 0;

alter table account
  add column due_at   timestamptz default '-infinity',
  add column due_kind text not null default 'unknown';
comment on column account.due_at is 'When something becomes due next; null for nothing, -infinity for not known yet.';
comment on column account.due_kind is 'What: activation, hold, expiry or block; empty for nothing, failed for a card that could not be settled.';
create index account_due on account (portal_id, due_at) where due_at is not null;
create index account_due_failed on account (portal_id) where due_kind = 'failed';

-- Whoever works on a portal's schedule holds its row; the others pass on. It also remembers how far a review of the levels is.
create table schedule (
  portal_id        bigint primary key,
  reviewed_through timestamptz not null,
  review_at        timestamptz,
  review_after     uuid,
  review_seen      bigint not null default 0,
  review_moved     bigint not null default 0
);
comment on column schedule.reviewed_through is 'Reviews of levels up to then are done, or were none.';
comment on column schedule.review_at is 'The review under way.';
comment on column schedule.review_after is 'The last card it looked at, in the order of ids.';
