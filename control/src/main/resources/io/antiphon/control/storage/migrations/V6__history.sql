-- What a list of calls shows and filters by, once a call is over; null while it goes on.
alter table calls
    add column turn_count int,
    -- Voice to voice of its turns in ms, the shortest first.
    add column waits int[],
    add column interrupted boolean,
    add column troubled boolean;

create index idx_calls_org_agent on calls (org_id, agent_id, started_at desc, id desc);
create index idx_calls_org_status on calls (org_id, status, started_at desc, id desc);
create index idx_calls_org_caller on calls (org_id, caller_number, started_at desc, id desc)
    where caller_number is not null;
create index idx_calls_org_provider_call on calls (org_id, provider_call_id) where provider_call_id is not null;

-- A tool's run as the journal tells it; one row a request of a call.
alter table function_call_logs
    add column turn int,
    add column request text,
    add column started_ms bigint,
    add column finished_ms bigint;
create unique index idx_function_call_logs_request on function_call_logs (call_id, request);

-- Words are compared without case, accents and joiners. The nukta and the two nasal signs of Devanagari are written
-- now so, now so, by people and by recognisers. The application folds what is searched for in the same way.
create function folded(said text) returns text language sql immutable strict parallel safe as $$
    select lower(regexp_replace(
        regexp_replace(
            translate(normalize(said, NFKD), U&'\0901', U&'\0902'), '[\u0300-\u036f\u093c\u200b-\u200d\u2060\ufeff]+',
            '', 'g'),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u0964\u0965\u0970\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f]+',
        ' ', 'g'))
$$;

-- Without a parser of PostgreSQL's: how these see Indic scripts hangs on the locale of the database.
create function words_of(said text) returns tsvector language sql immutable strict parallel safe as $$
    select coalesce(
        string_agg('''' || left(word, 100) || ''':' || least(place, 16383), ' '), '')::tsvector
    from regexp_split_to_table(btrim(folded(said)), ' ') with ordinality as w (word, place)
    where word <> ''
$$;

-- The words of each call that is over.
create table call_words (
    call_id uuid primary key,
    org_id uuid not null default current_org(),
    started_at timestamptz not null,
    words tsvector not null,
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);
create index idx_call_words_words on call_words using gin (words) with (fastupdate = off);
create index idx_call_words_org_started_at on call_words (org_id, started_at desc, call_id desc);

create procedure summarise_calls(ids uuid[]) language sql as $$
    update calls c set
        turn_count = t.turns, waits = t.waits, interrupted = t.interrupted,
        troubled = c.status = 'failed'
            or exists (select from call_events e where e.call_id = c.id and e.type = 'ProviderFailed')
    from unnest(ids) wanted (id)
    cross join lateral (
        select count(*) as turns,
            coalesce(
                array_agg(voice_to_voice_ms order by voice_to_voice_ms)
                    filter (where voice_to_voice_ms is not null), '{}') as waits,
            coalesce(bool_or(turns.interrupted), false) as interrupted
        from turns where call_id = wanted.id
    ) t
    where c.id = wanted.id and c.ended_at is not null;

    update function_call_logs set
        status = 'failed', error_message = 'the call ended before the tool gave its result'
    where call_id = any (ids) and status in ('pending', 'executing')
        and exists (select from calls c where c.id = call_id and c.ended_at is not null);

    insert into call_words (call_id, org_id, started_at, words)
    select c.id, c.org_id, c.started_at, words_of(string_agg(t.content, ' ' order by t.start_ms, t.seq))
    from calls c join transcript_entries t on t.call_id = c.id
    where c.id = any (ids) and c.ended_at is not null
    group by c.id
    on conflict (call_id) do update set words = excluded.words;
$$;

-- Row-level security lets no operator that might tell what it compared look first, so it would read every row rather
-- than the index of words. This reads as the tables' owner, whom the policy below lets through, and keeps to the
-- organisation itself.
create function calls_that_say(wanted tsquery, filter jsonb, at_most int) returns table (id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return query execute
        'select w.call_id from call_words w join calls c on c.id = w.call_id where w.org_id = current_org() and w.words @@ $1'
        || case when filter ? 'before' then ' and (w.started_at, w.call_id) < (($2->>''before'')::timestamptz, ($2->>''before_id'')::uuid)' else '' end
        || case when filter ? 'from' then ' and w.started_at >= ($2->>''from'')::timestamptz' else '' end
        || case when filter ? 'to' then ' and w.started_at < ($2->>''to'')::timestamptz' else '' end
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
        || case when filter ? 'error' then ' and c.troubled = ($2->>''error'')::boolean' else '' end
        || ' order by w.started_at desc, w.call_id desc limit $3'
    using wanted, filter, at_most;
end
$$;

-- The owner brings what stands up to date: for that alone the rows are not guarded from it.
alter table calls no force row level security;
alter table turns no force row level security;
alter table call_events no force row level security;
alter table transcript_entries no force row level security;
alter table function_call_logs no force row level security;
do $$
declare
    over uuid[] := array(select id from calls where ended_at is not null);
begin
    call summarise_calls(over);
end $$;
alter table calls force row level security;
alter table turns force row level security;
alter table call_events force row level security;
alter table transcript_entries force row level security;
alter table function_call_logs force row level security;

alter table call_words enable row level security;
alter table call_words force row level security;
create policy own on call_words using (org_id = current_org()) with check (org_id = current_org());
create policy registrar on call_words for select to current_user using (true);
grant select, insert, update, delete on call_words to antiphon_app;
