-- Settings that nothing in the database looks for, under the names that the API has for them.
alter table agents
    add column refinements jsonb not null default '{}' check (jsonb_typeof(refinements) = 'object');

-- end_call was every agent's; from now on it is where tools_enabled names it.
alter table agents no force row level security;
alter table agent_versions no force row level security;
update agents set tools_enabled = tools_enabled || '["end_call"]' where not tools_enabled @> '["end_call"]';
update agents set draft = jsonb_set(draft, '{tools_enabled}', coalesce(draft -> 'tools_enabled', '[]') || '["end_call"]')
    where draft is not null and not coalesce(draft -> 'tools_enabled', '[]') @> '["end_call"]';
update agent_versions
    set settings = jsonb_set(settings, '{tools_enabled}', coalesce(settings -> 'tools_enabled', '[]') || '["end_call"]')
    where not coalesce(settings -> 'tools_enabled', '[]') @> '["end_call"]';
alter table agents force row level security;
alter table agent_versions force row level security;

-- What {{name}} stands for in one call.
alter table calls add column variables jsonb not null default '{}';
alter table tickets add column variables jsonb not null default '{}';
drop function redeem_ticket(bytea);
create function redeem_ticket(hash bytea)
returns table (org_id uuid, agent_id uuid, call_id uuid, issued_to text, variables text, fresh boolean)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from public.tickets t where t.secret_hash = hash
    returning t.org_id, t.agent_id, t.call_id, t.issued_to, t.variables::text, t.expires_at > now()
$$;

-- How long a call is kept whose agent is gone.
alter table calls add column retention_days int check (retention_days between 1 and 36500);
