-- What cash desks tell over REST v2. One operation is several commands, whose ids follow from the
-- operation, the attempt and the step, so that whoever repeats it goes on where it ended.
create table pos_operation (
  portal_id    bigint not null,
  operation_id uuid not null,
  pos          text not null check (pos in ('1c', 'iiko')),
  type         text not null check (type in ('selling', 'refund')),
  number       text not null,
  sale_id      uuid,
  card_id      uuid,
  touch_point  text not null,
  money_sum    numeric not null,
  bonus_sum    numeric not null,
  attempt      integer not null,
  state        text not null check (state in ('running', 'done', 'refused')),
  fingerprint  text not null,
  request      jsonb not null,
  transactions jsonb not null default '[]',
  payment_id   uuid,
  created_at   timestamptz not null,
  primary key (portal_id, operation_id)
);
comment on column pos_operation.number is 'Of the order at the cash desk.';
comment on column pos_operation.sale_id is 'Operation that a refund belongs to.';
comment on column pos_operation.payment_id is 'Transaction that charged bonuses for the order.';
create index pos_operation_created on pos_operation (portal_id, pos, created_at, operation_id);
create index pos_operation_sale on pos_operation (portal_id, sale_id) where sale_id is not null;
