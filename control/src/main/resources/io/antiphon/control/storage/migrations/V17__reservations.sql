-- Tables that agents book by telephone. A reservation has one call at a time, and what a restaurant has confirmed stays so.
create table reservations (
    id uuid primary key default uuidv7(),
    org_id uuid not null default current_org() references organisations (id),
    agent_id uuid,
    -- The call that books it, or that was the last to try.
    call_id uuid,
    attempts int not null default 0,
    status text not null default 'requested'
        check (status in ('requested', 'calling', 'confirmed', 'declined', 'unclear', 'failed', 'cancelled')),
    restaurant text not null,
    phone text not null,
    date date not null,
    time time not null,
    time_zone text not null,
    party_size int not null check (party_size > 0),
    name text not null,
    special_requests text not null default '',
    -- How much earlier or later the table may be.
    flexible_minutes int not null default 0 check (flexible_minutes >= 0),
    callback_number text,
    confirmation_number text,
    -- Whether the number was found in what the restaurant said.
    confirmation_heard boolean not null default false,
    confirmed_date date,
    confirmed_time time,
    note text,
    error text,
    error_message text,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    unique (org_id, id),
    foreign key (org_id, agent_id) references agents (org_id, id) on delete set null (agent_id),
    foreign key (org_id, call_id) references calls (org_id, id) on delete set null (call_id),
    check (status <> 'confirmed' or (confirmed_date is not null and confirmed_time is not null))
);
create unique index idx_reservations_call on reservations (call_id) where call_id is not null;
-- The same table is not asked for while it is asked for, nor once it is had.
create unique index idx_reservations_once on reservations (org_id, phone, date, time, lower(name))
    where status in ('requested', 'calling', 'confirmed');
create index idx_reservations_newest on reservations (org_id, id desc);
create index idx_reservations_agent on reservations (agent_id);
alter table reservations enable row level security;
alter table reservations force row level security;
create policy own on reservations using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on reservations to antiphon_app;
create policy registrar on reservations for select to current_user using (true);

-- What an agent was told each time that it recorded an outcome, so that the same wish is carried out once.
create table reservation_outcomes (
    org_id uuid not null default current_org(),
    reservation_id uuid not null,
    key text not null,
    answer text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (org_id, reservation_id, key),
    foreign key (org_id, reservation_id) references reservations (org_id, id) on delete cascade
);
alter table reservation_outcomes enable row level security;
alter table reservation_outcomes force row level security;
create policy own on reservation_outcomes using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on reservation_outcomes to antiphon_app;
create policy registrar on reservation_outcomes for select to current_user using (true);

-- Whatever the application does, nothing is booked twice.
create function guard_reservation() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.status in ('confirmed', 'cancelled') and new.status <> old.status then
        raise exception 'a reservation that is % stays so', old.status using errcode = 'check_violation';
    end if;
    if new.call_id is distinct from old.call_id and exists (
        select from public.calls
        where id = old.call_id and status in ('queued', 'ringing', 'in-progress')
    ) then
        raise exception 'the call of this reservation is not over' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger guard before update on reservations for each row execute function guard_reservation();

-- However and wherever a call ends, its reservation ends with it, in the same transaction. Whoever picked up may have
-- booked the table, though no outcome was recorded.
create function settle_reservation() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    reached boolean := (new.status = 'completed' and new.end_reason is distinct from 'server_stopped')
        or exists (select from public.transcript_entries where call_id = new.id);
begin
    update public.reservations set
        status = case
            when reached then 'unclear'
            when new.end_reason = 'dial_canceled' then 'cancelled'
            else 'failed'
        end,
        error = new.end_reason,
        ended_at = new.ended_at,
        updated_at = clock_timestamp()
    where call_id = new.id and status in ('requested', 'calling');
    return null;
end
$$;
create trigger settle after update of status on calls for each row
    when (old.status in ('queued', 'ringing', 'in-progress') and new.status in ('completed', 'failed'))
    execute function settle_reservation();

insert into kinds values ('reservation', 'reservations');
