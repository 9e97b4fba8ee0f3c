-- An agent's columns are what its calls follow. Each published state is kept as a version; a draft waits beside it.
alter table agents
    add column variables jsonb not null default '{}',
    add column retention_days int check (retention_days between 1 and 36500),
    add column revision int not null default 1,
    add column version int not null default 1,
    add column draft jsonb;
create index idx_agents_org_id on agents (org_id, id);

create table agent_versions (
    org_id uuid not null default current_org(),
    agent_id uuid not null,
    version int not null,
    settings jsonb not null,
    note text not null default '',
    published_by text not null,
    published_at timestamptz not null default now(),
    primary key (agent_id, version),
    foreign key (org_id, agent_id) references agents (org_id, id) on delete cascade
);
alter table agent_versions enable row level security;
alter table agent_versions force row level security;
create policy own on agent_versions using (org_id = current_org()) with check (org_id = current_org());
grant select, insert on agent_versions to antiphon_app;
