// Retell's own client against our simulator, and Retell's own reading of signatures, to hold ours against.
import { readFile } from "node:fs/promises";
import Retell from "retell-sdk";

const settings = JSON.parse(await readFile(process.argv[2], "utf8"));

const client = (apiKey) => new Retell({ apiKey, baseURL: settings.api, maxRetries: 0 });
const ours = client(settings.key);

async function tried(ask) {
  try {
    return await ask();
  } catch (error) {
    return `${error.status} ${error.error?.status} ${error.error?.message}`;
  }
}

/** The requests that our own client sends too, in this order. */
async function requests() {
  const made = await ours.agent.create(settings.agent);
  const looked = await ours.agent.retrieve(made.agent_id);
  const changed = await ours.agent.update(made.agent_id, settings.change);
  const listed = await ours.agent.list({
    limit: 1000,
    filter_criteria: { channel: { type: "string", op: "eq", value: "voice" } },
  });
  const known = await tried(() => ours.phoneNumber.retrieve(settings.number));
  const agents = [{ agent_id: made.agent_id, weight: 1 }];
  const imported = await ours.phoneNumber.import({
    ...settings.trunk,
    phone_number: settings.number,
    inbound_agents: agents,
    outbound_agents: agents,
  });
  const moved = await ours.phoneNumber.update(settings.number, settings.move);
  const call = await ours.call.createPhoneCall({
    from_number: settings.number,
    to_number: settings.to,
    override_agent_id: made.agent_id,
    metadata: { antiphon_call_id: settings.call },
    agent_override: { agent: { ring_duration_ms: 45000, max_call_duration_ms: 3660000 } },
  });
  const again = await ours.call.retrieve(call.call_id);
  await ours.call.stop(call.call_id);
  const over = await ours.call.retrieve(call.call_id);
  console.log(`agent: ${looked.agent_name} ${changed.responsiveness} ${looked.response_engine.llm_websocket_url}`);
  console.log(`list: ${listed.items.length} ${listed.items[0].agent_id === made.agent_id} ${listed.has_more}`);
  console.log(`number: ${known}`);
  console.log(`imported: ${imported.phone_number_type} ${imported.sip_outbound_trunk_config.auth_username}`);
  console.log(`moved: ${moved.sip_outbound_trunk_config.termination_uri}`);
  console.log(`call: ${call.call_status} ${again.call_status} ${over.call_status} ${over.disconnection_reason}`);
}

await requests();
console.log(`stranger: ${await tried(() => client("wrong").agent.retrieve("agent_1"))}`);
console.log(`missing: ${await tried(() => ours.call.retrieve("call_1"))}`);
console.log(`wrong: ${await tried(() => ours.agent.create({ ...settings.agent, responsiveness: 2 }))}`);
for (const [body, signature] of settings.signed) {
  console.log(`ours: ${await Retell.verify(body, settings.key, signature)}`);
}
console.log(`theirs: ${await Retell.sign(settings.signed[0][0], settings.key)}`);
