-- Work that decisions left to be done in their portals. A row stays for a while after it was done, so that a result read again is known.
create table portal_work (
  result_id     text primary key,
  seq           bigint generated always as identity,
  member_id     text not null,
  subject       text not null,
  until         timestamptz not null,
  value         bytea not null,
  trace         text not null default '',
  state         text not null default 'pending',
  plan          text,
  made          text,
  outcome       text not null default '',
  attempt       int not null default 0,
  failures      int not null default 0,
  next_at       timestamptz not null default clock_timestamp(),
  waiting_for   text not null default '',
  stored_at     timestamptz not null default clock_timestamp(),
  done_at       timestamptz
);
comment on column portal_work.subject is 'What is worked on, such as a deal: works on the same thing follow one another.';
comment on column portal_work.until is 'When the work must have begun to write; its hold ends about then.';
comment on column portal_work.value is 'The result that asked for the work, as it stood on its topic.';
comment on column portal_work.state is 'pending, planned (it may have been written) or done.';
comment on column portal_work.plan is 'What is written, and what it was before: stored before anything is.';
comment on column portal_work.made is 'What the portal showed afterwards; null when it was something else than planned.';
create index portal_work_due on portal_work (member_id, seq) where state <> 'done';
create index portal_work_until on portal_work (until) where state <> 'done';
create index portal_work_done on portal_work (done_at) where state = 'done';
