-- The ledger. Every writer locks the rows of its portals first, in id order, then the accounts it
-- touches. Rows that are written in bulk carry no foreign keys: they are only written under that lock.

create table portal (
  id         bigint generated always as identity primary key,
  member_id  text not null unique check (length(member_id) between 1 and 64),
  created_at timestamptz not null default now()
);

-- A command is decided once. The row holds the final bytes of what leaves for Kafka; every
-- publication sends exactly those, so the row is also the outbox.
create table decision (
  command_id  uuid primary key,
  portal_id   bigint not null,
  result_id   uuid not null,
  status      text not null check (status in ('success', 'error')),
  error_code  text not null check (length(error_code) <= 64),
  received_at timestamptz not null,
  decided_at  timestamptz not null default now(),
  headers     bytea not null,
  value       bytea not null,
  also        bytea not null default ''
);
comment on column decision.headers is 'Headers of the result as sent.';
comment on column decision.value is 'Value of the result as sent, schema id included.';
comment on column decision.also is 'Further records of the decision: a dead letter, an audit event.';
-- Results hardly compress and are read once or twice.
alter table decision alter column value set storage external;
create index decision_decided_at on decision using brin (decided_at);

-- Current state of a card, the fold of its entries. The state is Avro single-object encoding of the
-- snapshot that results carry; the columns repeat what queries need.
create table account (
  portal_id bigint not null,
  card_id   uuid not null,
  number    text not null,
  status    text not null,
  currency  text not null,
  balance   numeric not null,
  seq       bigint not null check (seq > 0),
  state     bytea not null,
  primary key (portal_id, card_id)
) with (fillfactor = 70);

-- Writer schemas of account.state by their fingerprint.
create table state_schema (
  fingerprint bigint primary key,
  schema      text not null
);

-- One row per movement, never changed. The key begins with the portal, so that the table can be
-- partitioned by it.
create table entry (
  portal_id      bigint not null,
  card_id        uuid not null,
  seq            bigint not null,
  entry_id       uuid not null,
  command_id     uuid not null,
  kind           text not null,
  amount         numeric not null,
  balance_after  numeric not null,
  transaction_id uuid,
  details        jsonb not null,
  at             timestamptz not null,
  primary key (portal_id, card_id, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of %: rows are append-only', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger entry_append_only
  before update or delete or truncate on entry
  for each statement execute function refuse_change();

-- The index of the ledger: what leads to a card, what happened once, what counts towards a limit.
create table card_key (
  id        bigint generated always as identity,
  portal_id bigint not null,
  kind      text not null,
  key       text not null,
  value     text not null,
  single    boolean not null,
  primary key (portal_id, kind, key, value)
);
comment on column card_key.single is 'Whether the key has one value at most.';
create unique index card_key_single on card_key (portal_id, kind, key) where single;
