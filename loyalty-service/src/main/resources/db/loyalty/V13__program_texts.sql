-- What clients of REST v2 say about levels and touch points and nothing is decided by. The things
-- themselves are part of the settings; a row whose thing is gone is not shown.
create table program_text (
  portal_id   bigint not null,
  kind        text not null check (kind in ('level', 'touch_point')),
  code        text not null,
  description text,
  external_id text,
  created_at  timestamptz not null,
  primary key (portal_id, kind, code)
);
comment on column program_text.code is 'Of the level, or the id of the touch point, in the settings.';
