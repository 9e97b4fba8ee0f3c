// Twilio's own client against our simulator, and Twilio's own reading of signatures and TwiML, to hold ours against.
import { readFile } from "node:fs/promises";
import twilio from "twilio";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";

const settings = JSON.parse(await readFile(process.argv[2], "utf8"));

function client(token) {
  const made = twilio(settings.sid, token, { autoRetry: false });
  made.api.baseUrl = settings.api;
  return made;
}

async function place(token, to) {
  try {
    const call = await client(token).calls.create({
      to,
      from: settings.from,
      twiml: settings.twiml,
      statusCallback: settings.statusCallback,
      statusCallbackMethod: "POST",
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      timeout: 45,
      timeLimit: 3660,
    });
    const again = await client(token).calls(call.sid).fetch();
    const over = await client(token).calls(call.sid).update({ status: "completed" });
    return `${call.status} ${again.status} ${over.status} ${again.to} ${call.sid === over.sid}`;
  } catch (error) {
    return `${error.status} ${error.code}`;
  }
}

function twiml() {
  const response = new twilio.twiml.VoiceResponse();
  const stream = response.connect().stream({ url: settings.stream });
  for (const [name, value] of Object.entries(settings.parameters)) stream.parameter({ name, value });
  return response.toString();
}

function busy() {
  const response = new twilio.twiml.VoiceResponse();
  response.reject({ reason: "busy" });
  return response.toString();
}

console.log(`placed: ${await place(settings.token, settings.to)}`);
console.log(`refused: ${await place(settings.token, "+15005550001")}`);
console.log(`stranger: ${await place("wrong", settings.to)}`);
console.log(`twiml: ${twiml()}`);
console.log(`busy: ${busy()}`);
console.log(`signature: ${getExpectedTwilioSignature(settings.token, settings.hook, settings.form)}`);
for (const [address, signature] of Object.entries(settings.signed)) {
  const form = address === settings.hook ? settings.form : {};
  console.log(`ours: ${twilio.validateRequest(settings.token, signature, address, form)}`);
}
