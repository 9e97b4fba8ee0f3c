-- What people of the organisation write beside a call.
create table call_notes (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org(),
    call_id uuid not null,
    author text not null,
    content text not null,
    created_at timestamptz not null default now(),
    foreign key (org_id, call_id) references calls (org_id, id) on delete cascade
);
create index idx_call_notes_call_id on call_notes (call_id);
alter table call_notes enable row level security;
alter table call_notes force row level security;
create policy own on call_notes using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on call_notes to antiphon_app;

-- What the agent said for an operator.
alter table transcript_entries drop constraint transcript_entries_role_check;
alter table transcript_entries
    add constraint transcript_entries_role_check check (role in ('user', 'assistant', 'operator', 'tool', 'system'));

-- A ticket may let its bearer listen to one call, and then does nothing else.
alter table tickets add column call_id uuid;
drop function redeem_ticket(bytea);
create function redeem_ticket(hash bytea)
returns table (org_id uuid, agent_id uuid, call_id uuid, issued_to text, fresh boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from public.tickets t where t.secret_hash = hash
    returning t.org_id, t.agent_id, t.call_id, t.issued_to, t.expires_at > now()
$$;
