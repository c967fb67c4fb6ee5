-- Operations of cash desks that were begun and never ended; there are few at any time.
create index pos_operation_running on pos_operation (created_at, operation_id) where state = 'running';
