-- Where programs of an organisation want to be told of what happens. Secrets are sealed; the former one signs too until
-- its time is over.
create table webhooks (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    url text not null,
    description text not null default '',
    events text[] not null check (cardinality(events) > 0),
    is_active boolean not null default true,
    secret bytea not null,
    former_secret bytea,
    former_until timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    unique (org_id, id)
);
alter table webhooks enable row level security;
alter table webhooks force row level security;
create policy own on webhooks using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on webhooks to antiphon_app;
create policy registrar on webhooks for select to current_user using (true);

-- What is to be sent, and what became of it. A row is written in the transaction of what it tells of, and is due while it
-- has a next attempt. What was told of a call goes when the call goes.
create table webhook_logs (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org(),
    seq bigint generated always as identity,
    webhook_id uuid not null,
    call_id uuid,
    -- What is told of one call is told in order.
    lane uuid not null generated always as (coalesce(call_id, webhook_id)) stored,
    event_id text not null,
    event text not null,
    data text not null,
    happened_at timestamptz not null,
    -- Asked for by hand, of an event that was sent before.
    again boolean not null default false,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed', 'dead')),
    attempts int not null default 0,
    status_code int,
    latency_ms int,
    response text,
    error text,
    created_at timestamptz not null,
    last_attempt_at timestamptz,
    next_attempt_at timestamptz,
    foreign key (org_id, webhook_id) references webhooks (org_id, id) on delete cascade,
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);
create unique index idx_webhook_logs_once on webhook_logs (webhook_id, event_id) where not again;
create index idx_webhook_logs_due on webhook_logs (webhook_id, next_attempt_at, seq) where next_attempt_at is not null;
create index idx_webhook_logs_lane on webhook_logs (webhook_id, lane, seq) where status = 'pending';
create index idx_webhook_logs_newest on webhook_logs (webhook_id, seq desc);
create index idx_webhook_logs_call on webhook_logs (call_id) where call_id is not null;
create index idx_webhook_logs_age on webhook_logs (org_id, created_at);
alter table webhook_logs enable row level security;
alter table webhook_logs force row level security;
create policy own on webhook_logs using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on webhook_logs to antiphon_app;
create policy registrar on webhook_logs for select to current_user using (true);

-- Whoever delivers goes through all organisations: ids only.
create function webhooks_due(moment timestamptz) returns table (org uuid, webhook uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.org_id, w.id from public.webhooks w
    where w.is_active
        and exists (select from public.webhook_logs l where l.webhook_id = w.id and l.next_attempt_at <= moment)
$$;

insert into kinds values ('webhook', 'webhooks');
