-- A carrier that was not told our name for a call that waits, or does not tell it, names it by its own.

create function waiting_call(carrier text, name text) returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select id from public.calls
    where status in ('queued', 'ringing') and direction = 'outbound' and channel = carrier and provider_call_id = name
    order by started_at
    limit 1
$$;
