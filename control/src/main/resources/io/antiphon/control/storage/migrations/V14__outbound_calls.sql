-- Calls that were placed wait as queued or ringing until somebody answers. Their carrier names a call, not its
-- organisation.

create function organisation_of_call(wanted uuid) returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select org_id from public.calls where id = wanted
$$;

create index idx_calls_waiting on calls (started_at) where status in ('queued', 'ringing');
