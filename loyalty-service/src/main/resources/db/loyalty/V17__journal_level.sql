-- How much of the journal clients of REST v2 are shown; the journal itself keeps everything.
alter table rest_account add column journal_level text not null default 'info';
comment on column rest_account.journal_level is 'Lowest level that is shown.';
