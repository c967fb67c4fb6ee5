-- Operations on many cards, worked off by whichever instance has the lease. The cursor moves in the transaction that counts
-- what lies behind it; commands in front of it have ids that follow from job and card, so that none is done twice.
create table bulk_job (
  job_id      uuid primary key,
  portal_id   bigint not null,
  operation   text not null,
  inputs      jsonb not null,
  status      text not null,
  dry_run     boolean not null,
  language    text not null,
  state       text not null check (state in ('waiting', 'running', 'cancelling', 'cancelled', 'done')),
  total       bigint not null,
  done        bigint not null default 0,
  skipped     bigint not null default 0,
  failed      bigint not null default 0,
  cursor_id   uuid,
  owner       uuid,
  lease_until timestamptz,
  created_at  timestamptz not null,
  changed_at  timestamptz not null
);
comment on column bulk_job.status is 'Of the cards that are meant; empty for all that are not deleted.';
comment on column bulk_job.cursor_id is 'The last card that was dealt with; cards come in the order of their ids.';
create index bulk_job_portal on bulk_job (portal_id, created_at, job_id);
create index bulk_job_open on bulk_job (created_at) where state in ('waiting', 'running', 'cancelling');

create table bulk_failure (
  job_id  uuid not null,
  card_id uuid not null,
  number  text not null,
  code    text not null,
  detail  text not null,
  primary key (job_id, card_id)
);
