-- Who may come in, and what was changed by whom.
--
-- Credentials are looked up before it is known whose they are. The functions below do that, as the tables' owner, whom
-- the policies named "registrar" let through; the application itself still sees its organisation's rows only.

create table users (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    email text not null check (email = lower(email)),
    name text not null default '',
    role text not null check (role in ('owner', 'developer', 'operator', 'viewer')),
    password_hash text,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    last_signed_in_at timestamptz,
    unique (email),
    unique (org_id, id)
);

create table sessions (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null default current_org(),
    user_id uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
create index idx_sessions_user_id on sessions (user_id);

create table sign_in_links (
    secret_hash bytea primary key,
    org_id uuid not null default current_org(),
    user_id uuid not null,
    expires_at timestamptz not null,
    foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);

create table api_keys (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    name text not null,
    prefix text not null,
    secret_hash bytea not null unique,
    former_hash bytea unique,
    former_until timestamptz,
    scopes text not null,
    requests_per_minute int not null check (requests_per_minute > 0),
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    rotated_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index idx_api_keys_org_id on api_keys (org_id, id);

create table tickets (
    secret_hash bytea primary key,
    org_id uuid not null default current_org(),
    agent_id uuid,
    issued_to text not null,
    expires_at timestamptz not null
);
create index idx_tickets_expires_at on tickets (expires_at);

-- The application may add to the log and read it, nothing else. Each entry's hash covers the one before it.
create table audit_log (
    org_id uuid not null default current_org() references organisations (id),
    seq bigint not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id text,
    actor_name text not null,
    action text not null,
    target_kind text not null,
    target_id text,
    details text not null,
    request_id text,
    hash bytea not null,
    primary key (org_id, seq)
);

create table idempotency_keys (
    org_id uuid not null default current_org() references organisations (id),
    key text not null,
    request_hash bytea not null,
    status int,
    body text,
    created_at timestamptz not null default now(),
    primary key (org_id, key)
);
create index idx_idempotency_keys_created_at on idempotency_keys (created_at);

do $$
declare
    tenant text;
begin
    foreach tenant in array array[
        'users', 'sessions', 'sign_in_links', 'api_keys', 'tickets', 'audit_log', 'idempotency_keys'
    ] loop
        execute format('alter table %I enable row level security', tenant);
        execute format('alter table %I force row level security', tenant);
        execute format(
            'create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', tenant);
        if tenant = 'audit_log' then
            execute format('grant select, insert on %I to antiphon_app', tenant);
        else
            execute format('grant select, insert, update, delete on %I to antiphon_app', tenant);
        end if;
    end loop;
end $$;

create policy registrar on users for select to current_user using (true);
create policy registrar on sign_in_links to current_user using (true);
create policy registrar on tickets to current_user using (true);
create policy registrar on api_keys for select to current_user using (true);
create policy registrar on agents for select to current_user using (true);
create policy registrar on calls for select to current_user using (true);

create function api_key_of(hash bytea) returns table (
    id uuid, org_id uuid, name text, scopes text, requests_per_minute int, expires_at timestamptz,
    revoked_at timestamptz, last_used_at timestamptz, superseded boolean
) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select k.id, k.org_id, k.name, k.scopes, k.requests_per_minute, k.expires_at, k.revoked_at, k.last_used_at,
        k.secret_hash <> hash and k.former_until <= now()
    from public.api_keys k where k.secret_hash = hash or k.former_hash = hash
$$;

create function user_of(address text) returns table (id uuid, org_id uuid, password_hash text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.id, u.org_id, u.password_hash from public.users u where u.email = lower(address) and u.is_active
$$;

create function redeem_sign_in_link(hash bytea) returns table (user_id uuid, org_id uuid)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from public.sign_in_links l where l.secret_hash = hash
    returning case when l.expires_at > now() then l.user_id end, l.org_id
$$;

create function redeem_ticket(hash bytea) returns table (org_id uuid, agent_id uuid, issued_to text, fresh boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from public.tickets t where t.secret_hash = hash
    returning t.org_id, t.agent_id, t.issued_to, t.expires_at > now()
$$;

-- Whether an id that an organisation asked for in vain is another's; for the audit log alone.
create function belongs_elsewhere(kind text, wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case kind
        when 'agent' then exists (select from public.agents a where a.id = wanted and a.org_id <> public.current_org())
        when 'call' then exists (select from public.calls c where c.id = wanted and c.org_id <> public.current_org())
        when 'api_key' then
            exists (select from public.api_keys k where k.id = wanted and k.org_id <> public.current_org())
        when 'user' then exists (select from public.users u where u.id = wanted and u.org_id <> public.current_org())
        else false
    end
$$;
