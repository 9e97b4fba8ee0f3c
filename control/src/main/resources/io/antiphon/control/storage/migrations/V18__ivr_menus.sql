-- What callers choose from with the keys of their telephone before an agent has them. Targets of items are ids, of menus
-- and of agents; what is gone since is told when it is asked for.
create table ivr_menus (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    name text not null,
    language text not null default 'en-US',
    prompt text not null,
    items jsonb not null default '[]',
    timeout_ms int not null default 30000,
    retries int not null default 3,
    fallback_action text not null default 'agent' check (fallback_action in ('agent', 'hangup')),
    fallback_target uuid,
    revision int not null default 1,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    unique (org_id, id),
    unique (org_id, name)
);
alter table ivr_menus enable row level security;
alter table ivr_menus force row level security;
create policy own on ivr_menus using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on ivr_menus to antiphon_app;
create policy registrar on ivr_menus for select to current_user using (true);

-- A call's way through them. It holds no digit, and goes when the call goes.
create table ivr_sessions (
    call_id uuid primary key,
    org_id uuid not null default current_org(),
    menu_id uuid,
    current_menu_id uuid,
    agent_id uuid,
    status text not null default 'active' check (status in ('active', 'completed', 'abandoned')),
    outcome text check (outcome in ('agent', 'hangup', 'user_hangup', 'line_lost', 'ended', 'error')),
    retries int not null default 0,
    keys_pressed int not null default 0,
    started_at timestamptz not null,
    ended_at timestamptz,
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade,
    foreign key (org_id, menu_id) references ivr_menus (org_id, id) on delete set null (menu_id),
    foreign key (org_id, current_menu_id) references ivr_menus (org_id, id) on delete set null (current_menu_id)
);
create index idx_ivr_sessions_menu on ivr_sessions (menu_id, call_id desc);
create index idx_ivr_sessions_current on ivr_sessions (current_menu_id);
alter table ivr_sessions enable row level security;
alter table ivr_sessions force row level security;
create policy own on ivr_sessions using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on ivr_sessions to antiphon_app;

insert into kinds values ('ivr_menu', 'ivr_menus');
