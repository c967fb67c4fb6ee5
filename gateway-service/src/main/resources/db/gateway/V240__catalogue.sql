-- What each portal was told about the catalogue, and when that is looked at again.
alter table installation
  add column catalogue  text not null default '',
  add column check_at   timestamptz not null default clock_timestamp() + interval '1 hour',
  add column checked_at timestamptz,
  add column check_note text not null default '';
comment on column installation.catalogue is 'Fingerprint of the activities and robots registered last.';
comment on column installation.check_note is 'What the last check found: ok, repaired, or the portal''s error.';

-- Portals from before this are looked at within an hour, not all at once.
update installation set check_at = clock_timestamp() + random() * interval '1 hour';
insert into lane (member_id, ready_at)
select member_id, check_at from installation where status <> 'uninstalled'
on conflict (member_id) do update set ready_at = least(lane.ready_at, excluded.ready_at);
