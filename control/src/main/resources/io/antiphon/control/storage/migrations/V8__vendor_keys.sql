-- Keys of vendors that an organisation brings itself, sealed with the server's master key.
create table vendor_keys (
    org_id uuid not null default current_org() references organisations (id),
    vendor text not null,
    sealed bytea not null,
    -- The fingerprint of the master key that opens it.
    master bytea not null,
    last_four text not null,
    set_by text not null,
    set_at timestamptz not null default clock_timestamp(),
    primary key (org_id, vendor)
);
alter table vendor_keys enable row level security;
alter table vendor_keys force row level security;
create policy own on vendor_keys using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on vendor_keys to antiphon_app;

-- How many, of whatever organisation, a master key does not open: asked at start, when nobody's rows are in sight.
create policy registrar on vendor_keys for select to current_user using (true);
create function vendor_keys_not_under(fingerprint bytea) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from public.vendor_keys where master <> fingerprint
$$;
