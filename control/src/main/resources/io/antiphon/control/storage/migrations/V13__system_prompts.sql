-- What agents can be told to be, to begin a new one from.
create table system_prompts (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    name text not null,
    content text not null,
    description text not null default '',
    category text not null default '',
    variables jsonb not null default '{}' check (jsonb_typeof(variables) = 'object'),
    is_default boolean not null default false,
    revision int not null default 1,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
create unique index idx_system_prompts_default on system_prompts (org_id) where is_default;
create index idx_system_prompts_org_id on system_prompts (org_id, id);
alter table system_prompts enable row level security;
alter table system_prompts force row level security;
create policy own on system_prompts using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on system_prompts to antiphon_app;
create policy registrar on system_prompts for select to current_user using (true);

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
        when 'system_prompt' then
            exists (select from public.system_prompts p where p.id = wanted and p.org_id <> public.current_org())
        else false
    end
$$;
