-- What every agent of an organisation can do that names it. Values of headers are sealed.
create table custom_functions (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    name text not null,
    description text not null default '',
    parameters jsonb not null default '{"type": "object", "properties": {}}'
        check (jsonb_typeof(parameters) = 'object'),
    webhook_url text,
    method text not null default 'POST' check (method in ('GET', 'POST', 'PUT', 'PATCH')),
    headers jsonb not null default '{}' check (jsonb_typeof(headers) = 'object'),
    is_active boolean not null default true,
    revision int not null default 1,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    unique (org_id, name)
);
alter table custom_functions enable row level security;
alter table custom_functions force row level security;
create policy own on custom_functions using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on custom_functions to antiphon_app;
create policy registrar on custom_functions for select to current_user using (true);

create or replace function belongs_elsewhere(kind text, wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case kind
        when 'agent' then exists (select from public.agents a where a.id = wanted and a.org_id <> public.current_org())
        when 'call' then exists (select from public.calls c where c.id = wanted and c.org_id <> public.current_org())
        when 'api_key' then
            exists (select from public.api_keys k where k.id = wanted and k.org_id <> public.current_org())
        when 'user' then exists (select from public.users u where u.id = wanted and u.org_id <> public.current_org())
        when 'custom_function' then
            exists (select from public.custom_functions f where f.id = wanted and f.org_id <> public.current_org())
        else false
    end
$$;
