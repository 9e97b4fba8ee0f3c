-- Versions of agents are never changed but for this once: headers of tools that an earlier version kept open are sealed,
-- which only the server can do, as it has the key. Everything else of the version must be as it was.
create function seal_version(agent uuid, number int, sealed jsonb) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.agent_versions v set settings = sealed
    where v.org_id = public.current_org() and v.agent_id = agent and v.version = number
        and v.settings - 'tools' = sealed - 'tools'
        and (select jsonb_agg(tool - 'headers') from jsonb_array_elements(v.settings -> 'tools') tool)
            = (select jsonb_agg(tool - 'headers') from jsonb_array_elements(sealed -> 'tools') tool)
$$;
