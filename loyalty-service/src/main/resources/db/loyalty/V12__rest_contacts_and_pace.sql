-- Contacts may have an e-mail, by which activities find them.
alter table contact add column email text;
comment on column contact.email is 'In lower case.';

alter table rest_account add column requests_per_second integer check (requests_per_second > 0);
comment on column rest_account.requests_per_second is 'How fast the account may ask an instance; null: as configured.';
