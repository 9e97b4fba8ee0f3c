-- Every tenant's row names its organisation, and row-level security shows a transaction only the rows of the
-- organisation it has set. Foreign keys carry the organisation too: their checks do not obey row-level security.

-- PostgreSQL has uuidv7() from version 18 on.
do $$
begin
    if to_regprocedure('pg_catalog.uuidv7()') is null then
        create function uuidv7() returns uuid language sql volatile as $f$
            select encode(
                set_bit(set_bit(
                    overlay(
                        uuid_send(gen_random_uuid())
                        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                        from 1 for 6),
                    52, 1), 53, 1),
                'hex')::uuid
        $f$;
    end if;
end $$;

-- The organisation of this transaction; null, which equals nothing, where none is set.
create function current_org() returns uuid language sql stable as $$
    select nullif(current_setting('app.org_id', true), '')::uuid
$$;

create table organisations (
    id uuid primary key default uuidv7(),
    name text not null unique,
    created_at timestamptz not null default now()
);
alter table organisations enable row level security;
create policy own on organisations using (id = current_org()) with check (id = current_org());

-- Not forced on the owner, so that the server itself can go through all organisations: ids only.
create function organisation_ids() returns setof uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select id from public.organisations order by created_at, id
$$;

create table agents (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(name) <= 64),
    display_name text not null,
    description text not null default '',
    system_prompt text not null default 'You are a helpful voice AI assistant.',
    greeting text not null default '',
    language text not null default 'en-US',
    voice_id text,
    ear text,
    llm_model text,
    tools_enabled jsonb not null default '[]',
    knowledge boolean not null default true,
    likely_questions jsonb not null default '[]',
    responsiveness double precision not null default 0.8 check (responsiveness between 0 and 1),
    interruption_sensitivity double precision not null default 0.5 check (interruption_sensitivity between 0 and 1),
    reminder_trigger_ms int not null default 10000 check (reminder_trigger_ms > 0),
    reminder_max_count int not null default 1 check (reminder_max_count >= 0),
    end_call_after_silence_ms int not null default 30000 check (end_call_after_silence_ms >= 10000),
    max_call_duration_ms int not null default 3600000 check (max_call_duration_ms between 60000 and 7200000),
    begin_message_delay_ms int not null default 0 check (begin_message_delay_ms between 0 and 5000),
    recording boolean not null default true,
    is_active boolean not null default true,
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (org_id, name),
    unique (org_id, id)
);

create table documents (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org(),
    agent_id uuid not null,
    name text not null,
    media_type text not null,
    content bytea not null,
    sha256 text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (org_id, agent_id, name),
    foreign key (org_id, agent_id) references agents (org_id, id) on delete cascade
);

create table calls (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    agent_id uuid,
    channel text not null default 'twilio' check (channel ~ '^[a-z]+$'),
    direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
    caller_number text,
    provider_call_id text,
    -- Not unique: a caller who is sent on to a second agent keeps the carrier's call.
    twilio_call_sid text generated always as (case when channel = 'twilio' then provider_call_id end) stored,
    status text not null default 'queued'
        check (status in ('queued', 'ringing', 'in-progress', 'completed', 'failed')),
    end_reason text,
    duration_seconds int,
    summary text,
    node text not null default 'main',
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    metadata jsonb not null default '{}',
    unique (org_id, id),
    foreign key (org_id, agent_id) references agents (org_id, id) on delete set null (agent_id)
);
create index idx_calls_org_started_at on calls (org_id, started_at desc, id desc);
create index idx_calls_agent_id on calls (agent_id);
create index idx_calls_status on calls (status);
create index idx_calls_twilio_call_sid on calls (twilio_call_sid) where twilio_call_sid is not null;

-- What a call's journal holds, in its order: seq counts through events, transcript entries and turns alike.
create table call_events (
    org_id uuid not null default current_org(),
    call_id uuid not null,
    seq bigint not null,
    tick bigint not null,
    micros bigint not null,
    type text not null,
    details jsonb not null,
    primary key (call_id, seq),
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);

create table transcript_entries (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org(),
    call_id uuid not null,
    seq bigint not null,
    turn int not null,
    role text not null check (role in ('user', 'assistant', 'tool', 'system')),
    content text not null,
    language text not null,
    start_ms bigint not null,
    end_ms bigint not null,
    interrupted boolean not null default false,
    confidence double precision,
    timestamp timestamptz not null default now(),
    unique (call_id, seq),
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);
create index idx_transcript_entries_call_id on transcript_entries (call_id);

create table turns (
    org_id uuid not null default current_org(),
    call_id uuid not null,
    seq bigint not null,
    number int not null,
    heard text not null,
    spoken text not null,
    sources jsonb not null default '[]',
    confidence double precision,
    mind text not null,
    interrupted boolean not null default false,
    ear_ms int,
    knowledge_ms int,
    model_ms int,
    voice_ms int,
    wire_ms int,
    voice_to_voice_ms int,
    heard_ms int,
    primary key (call_id, seq),
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);

create table recordings (
    call_id uuid primary key,
    org_id uuid not null default current_org(),
    path text not null,
    seconds double precision not null,
    rate int not null,
    channels int not null,
    bytes bigint not null,
    partial boolean not null default false,
    created_at timestamptz not null default now(),
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);

create table function_call_logs (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org(),
    call_id uuid not null,
    function_name text not null,
    arguments jsonb,
    result jsonb,
    status text not null default 'pending' check (status in ('pending', 'executing', 'completed', 'failed')),
    error_message text,
    executed_at timestamptz not null default now(),
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);
create index idx_function_call_logs_call_id on function_call_logs (call_id);

do $$
declare
    tenant text;
begin
    foreach tenant in array array[
        'agents', 'documents', 'calls', 'call_events', 'transcript_entries', 'turns', 'recordings',
        'function_call_logs'
    ] loop
        execute format('alter table %I enable row level security', tenant);
        execute format('alter table %I force row level security', tenant);
        execute format(
            'create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', tenant);
        execute format('grant select, insert, update, delete on %I to antiphon_app', tenant);
    end loop;
end $$;

grant select, insert on organisations to antiphon_app;
