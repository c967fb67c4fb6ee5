-- What the REST interface needs: who may use it, contacts, repeats of requests, and cards and
-- transactions in the orders it shows them.
set local statement_timeout = 0;

create table rest_account (
  portal_id      bigint primary key references portal,
  client_id      uuid not null unique,
  admin_key_hash bytea not null,
  created_at     timestamptz not null default now(),
  changed_at     timestamptz not null default now()
);
comment on column rest_account.admin_key_hash is 'SHA-256; the key itself is kept nowhere.';

create table contact (
  portal_id    bigint not null,
  contact_id   uuid not null,
  name         text not null,
  surname      text,
  patronymic   text,
  timezone     text not null,
  birthday     date,
  gender       text not null check (gender in ('male', 'female', 'unknown')),
  phone        text,
  external_ids jsonb not null,
  created_at   timestamptz not null,
  modified_at  timestamptz not null,
  primary key (portal_id, contact_id)
);
comment on column contact.phone is 'Digits of E.164; several contacts may have the same one.';
create index contact_created on contact (portal_id, created_at, contact_id);
create index contact_phone on contact (portal_id, phone) where phone is not null;
create index contact_external_ids on contact using gin (external_ids);

-- A request that may be repeated and succeeded; its answer is that of the decision.
create table request_key (
  portal_id   bigint not null,
  role        text not null,
  key         text not null check (length(key) between 1 and 255),
  fingerprint text not null,
  command_id  uuid not null,
  created_at  timestamptz not null default now(),
  primary key (portal_id, role, key)
);
create index request_key_created on request_key using brin (created_at);

-- Columns that change with every movement stay without an index, so that updates stay in their page.
alter table account
  add column contact_id  text not null default '',
  add column created_at  timestamptz not null default '-infinity',
  add column modified_at timestamptz not null default '-infinity';
update account a
set contact_id = coalesce(first.details ->> 'contact_id', ''), created_at = first.at, modified_at = last.at
from entry first, entry last
where first.portal_id = a.portal_id and first.card_id = a.card_id and first.seq = 1
  and last.portal_id = a.portal_id and last.card_id = a.card_id and last.seq = a.seq;
alter table account
  alter column contact_id drop default,
  alter column created_at drop default,
  alter column modified_at drop default;
create index account_created on account (portal_id, created_at, card_id);
create index account_contact on account (portal_id, contact_id);

alter table entry add column shown_at timestamptz;
comment on column entry.shown_at is 'When clients see the entry as a transaction; null for other entries.';
alter table entry disable trigger entry_append_only;
update entry
set shown_at = greatest(at, (details ->> 'available_from')::timestamptz)
where transaction_id is not null;
alter table entry enable trigger entry_append_only;
create index entry_shown on entry (portal_id, shown_at, entry_id) where shown_at is not null;
