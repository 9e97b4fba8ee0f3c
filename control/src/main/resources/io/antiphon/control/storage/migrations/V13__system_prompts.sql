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

insert into kinds values ('system_prompt', 'system_prompts');
