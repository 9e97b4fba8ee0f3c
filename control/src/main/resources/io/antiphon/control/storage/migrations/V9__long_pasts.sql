-- A page of calls is chosen from this index alone, whatever it is filtered by; only what is shown is read from the table.
create index idx_calls_history on calls (org_id, started_at desc, id desc) include (
    agent_id, status, direction, channel, caller_number, provider_call_id, duration_seconds, interrupted, troubled);
drop index idx_calls_org_started_at;

-- Kept beside their call instead of in a table of long values, where each look at them would be three.
alter table call_words alter column words set storage main;
drop index idx_call_words_words;
alter table call_words no force row level security;
update call_words set words = words || ''::tsvector;
alter table call_words force row level security;
create index idx_call_words_words on call_words using gin (words) with (fastupdate = off);

-- Words that stand side by side. The index of words does not know places: of two frequent words it names nearly every
-- call, whose words would all be read.
create function pairs_of(words tsvector) returns text[] language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct one || ' ' || other), '{}')
    from (
        select lexeme as one, lead(lexeme) over beside as other, place, lead(place) over beside as next
        from unnest(words) w, unnest(w.positions) place window beside as (order by place)
    ) p
    where next = place + 1
$$;
create index idx_call_words_pairs on call_words using gin (pairs_of(words)) with (fastupdate = off);
-- Which pairs are frequent would take long to learn and help nobody.
alter index idx_call_words_pairs alter column 1 set statistics 0;

-- The planner cannot be left to choose: it takes every beginning of a word for one that half a percent of the calls
-- hold, and a look at a long list of words for as cheap as that at a number. So the newest calls are looked at first,
-- where a page of a frequent word is soon full. What is not found there is rare, and the index of words knows the calls.
-- Both take about as long where rows looked at = matches = square root of (a page * all calls).
--
-- Row-level security lets no operator that might tell what it compared look first, so it would read every row rather
-- than the index of words. This reads as the tables' owner, whom a policy lets through, and keeps to the organisation
-- itself. The pairs are those of the phrases in what is wanted.
drop function calls_that_say(tsquery, jsonb, int);
create function calls_that_say(wanted tsquery, pairs text[], filter jsonb, at_most int) returns table (id uuid)
language plpgsql stable security definer rows 50 set search_path = pg_catalog, public, pg_temp as $$
declare
    newest int := (
        select 500 + sqrt(at_most::float8 * greatest(reltuples, 0))
        from pg_class where oid = 'public.call_words'::regclass);
    timed text := 'w.org_id = current_org()'
        || case when filter ? 'before' then ' and (w.started_at, w.call_id) < (($2->>''before'')::timestamptz, ($2->>''before_id'')::uuid)' else '' end
        || case when filter ? 'from' then ' and w.started_at >= ($2->>''from'')::timestamptz' else '' end
        || case when filter ? 'to' then ' and w.started_at < ($2->>''to'')::timestamptz' else '' end;
    narrowed text := ''
        || case when filter ? 'agent' then ' and c.agent_id = ($2->>''agent'')::uuid' else '' end
        || case when filter ? 'status' then ' and c.status = $2->>''status''' else '' end
        || case when filter ? 'direction' then ' and c.direction = $2->>''direction''' else '' end
        || case when filter ? 'channel' then ' and c.channel = $2->>''channel''' else '' end
        || case when filter ? 'caller' then ' and c.caller_number = $2->>''caller''' else '' end
        || case when filter ? 'caller_part' then ' and position($2->>''caller_part'' in c.caller_number) > 0' else '' end
        || case when filter ? 'provider_call' then ' and c.provider_call_id = $2->>''provider_call''' else '' end
        || case when filter ? 'min_seconds' then ' and c.duration_seconds >= ($2->>''min_seconds'')::int' else '' end
        || case when filter ? 'max_seconds' then ' and c.duration_seconds <= ($2->>''max_seconds'')::int' else '' end
        || case when filter ? 'interrupted' then ' and c.interrupted = ($2->>''interrupted'')::boolean' else '' end
        || case when filter ? 'error' then ' and c.troubled = ($2->>''error'')::boolean' else '' end;
    joined text := case when narrowed = '' then ''
        else ' join calls c on c.id = w.call_id and c.org_id = current_org()' || narrowed end;
    found uuid[];
begin
    execute 'select array(select w.call_id from (select * from call_words w where ' || timed
        || ' order by w.started_at desc, w.call_id desc limit $4) w' || joined
        || ' where w.words @@ $1 order by w.started_at desc, w.call_id desc limit $3)'
    into found using wanted, filter, at_most, newest;
    if cardinality(found) >= at_most then
        return query select unnest(found);
        return;
    end if;
    -- All of them before any is taken: the planner would go by time again for the sake of the limit.
    return query execute
        'with said as materialized (select w.call_id, w.started_at from '
        -- Apart from the words: beside them it would be made sure of row by row, which takes a millisecond each.
        || case when pairs = '{}' then 'call_words'
            else '(select * from call_words where pairs_of(words) @> $4 offset 0)' end
        || ' w' || joined
        || ' where ' || timed || ' and w.words @@ $1) select call_id from said order by started_at desc, call_id desc limit $3'
    using wanted, filter, at_most, pairs;
end
$$;
