-- The ledger. Every writer locks the portal's row first (in id order), then the accounts it touches.

create table portal (
  id         bigint generated always as identity primary key,
  member_id  text not null unique check (length(member_id) between 1 and 64),
  created_at timestamptz not null default now()
);
