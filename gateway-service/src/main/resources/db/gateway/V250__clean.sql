-- Whether a portal that left asked for its data to be deleted.
alter table installation add column clean boolean not null default false;
create index installation_clean on installation (member_id) where clean;
