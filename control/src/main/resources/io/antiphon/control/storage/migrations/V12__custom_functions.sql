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

-- What a request may name by id, and the table that it stands in.
create table kinds (kind text primary key, stands_in regclass not null);
insert into kinds values
    ('agent', 'agents'), ('call', 'calls'), ('api_key', 'api_keys'), ('user', 'users'),
    ('custom_function', 'custom_functions');

create or replace function belongs_elsewhere(kind text, wanted uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    place regclass := (select k.stands_in from public.kinds k where k.kind = belongs_elsewhere.kind);
    elsewhere boolean := false;
begin
    if place is not null then
        execute format('select exists (select from %s where id = $1 and org_id <> public.current_org())', place)
            into elsewhere using wanted;
    end if;
    return elsewhere;
end
$$;
