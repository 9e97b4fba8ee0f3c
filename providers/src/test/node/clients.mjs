// Talks to our simulators with the vendors' own clients, one fixed conversation each, and prints what was heard.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import Anthropic from "@anthropic-ai/sdk";
import { DeepgramClient } from "@deepgram/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import { OpenAIRealtimeWS } from "openai/realtime/ws";

// Its module form does not find the WebSocket package.
const { default: Cartesia } = createRequire(import.meta.url)("@cartesia/cartesia-js");

const settings = JSON.parse(await readFile(process.argv[2], "utf8"));
const apiKey = settings.key;

async function listen(version, options) {
  const client = new DeepgramClient({ apiKey, baseUrl: settings.deepgram });
  const socket = await client.listen[version].connect({
    encoding: "linear16",
    sample_rate: 16000,
    reconnectAttempts: 0,
    ...options,
  });
  const heard = [];
  const closed = new Promise((resolve) => socket.on("close", resolve));
  const settled = new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (message) => {
      if (message.type === "Results" && message.is_final) {
        const text = message.channel.alternatives[0].transcript;
        if (text) heard.push(text);
        if (message.from_finalize) resolve();
      } else if (message.type === "TurnInfo" && message.event !== "Update") {
        heard.push(`${message.event} ${message.transcript}`);
        if (message.event === "EndOfTurn") resolve();
      }
    });
  });
  socket.connect();
  await socket.waitForOpen();
  socket.sendMedia(await readFile(settings.sound));
  if (version === "v1") {
    socket.sendKeepAlive({ type: "KeepAlive" });
    socket.sendFinalize({ type: "Finalize" });
  } else {
    socket.sendForceEndTurn({ type: "ForceEndTurn" });
  }
  await settled;
  socket.sendCloseStream({ type: "CloseStream" });
  await closed;
  return heard.join(" | ");
}

async function cartesia() {
  const client = new Cartesia({ apiKey, baseURL: settings.cartesia });
  const socket = await client.tts.websocket();
  const context = socket.context({
    model_id: "sonic-3",
    voice: "a-voice",
    language: "en",
    output_format: { container: "raw", encoding: "pcm_s16le", sample_rate: 16000 },
    add_timestamps: true,
  });
  await context.push({ transcript: "Hello " });
  await context.push({ transcript: "there." });
  await context.no_more_inputs();
  let bytes = 0;
  const words = [];
  for await (const message of context.receive()) {
    if (message.type === "chunk") bytes += Buffer.from(message.audio ?? message.data, "base64").length;
    if (message.type === "timestamps") words.push(...message.word_timestamps.words);
  }
  socket.close();
  return `${words.join(" ")} ${bytes}`;
}

async function anthropic() {
  const client = new Anthropic({ apiKey, baseURL: settings.anthropic, maxRetries: 0 });
  const stream = client.messages.stream({
    model: "claude-haiku-5-5",
    max_tokens: 100,
    messages: [{ role: "user", content: [{ type: "text", text: "A table for two." }] }],
    tools: [{ name: "find_table", description: "Finds a table", input_schema: { type: "object" } }],
  });
  const message = await stream.finalMessage();
  const said = message.content.map((block) => block.text ?? `${block.name}${JSON.stringify(block.input)}`);
  return `${said.join(" ")} ${message.stop_reason} ${message.usage.output_tokens}`;
}

async function refused() {
  const client = new Anthropic({ apiKey: "wrong", baseURL: settings.anthropic, maxRetries: 0 });
  try {
    await client.messages.create({ model: "m", max_tokens: 1, messages: [] });
    return "let in";
  } catch (error) {
    return `${error.constructor.name} ${error.status} ${error.error.error.type}`;
  }
}

async function gemini() {
  const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: settings.gemini } });
  let said = "";
  let last;
  for await (const chunk of await client.models.generateContentStream({ model: "gemini-flash-latest", contents: "Hi" })) {
    said += chunk.text ?? "";
    last = chunk;
  }
  return `${said} ${last.candidates[0].finishReason} ${last.usageMetadata.candidatesTokenCount}`;
}

async function openai() {
  const client = new OpenAI({ apiKey, baseURL: settings.openai, maxRetries: 0 });
  let said = "";
  let tokens = 0;
  const stream = await client.chat.completions.create({
    model: "simulated",
    messages: [{ role: "user", content: "Hi" }],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of stream) {
    said += chunk.choices[0]?.delta.content ?? "";
    tokens = chunk.usage?.completion_tokens ?? tokens;
  }
  return `${said} ${tokens}`;
}

async function realtime(key) {
  const client = new OpenAI({ apiKey: key, baseURL: settings.realtime });
  const socket = new OpenAIRealtimeWS({ model: "gpt-realtime" }, client);
  const heard = [];
  return new Promise((resolve, reject) => {
    socket.on("error", (error) => {
      if (error.error?.param === "session.modalities") {
        heard.push(`refused ${error.error.code}`);
      } else {
        reject(error);
      }
    });
    socket.on("session.created", async () => {
      socket.send({ type: "session.update", session: { type: "realtime", modalities: ["audio"] } });
      socket.send({
        type: "session.update",
        session: {
          type: "realtime",
          output_modalities: ["audio"],
          audio: {
            input: {
              format: { type: "audio/pcm", rate: 24000 },
              transcription: { model: "whisper-1" },
              turn_detection: {
                type: "server_vad",
                threshold: 0.5,
                prefix_padding_ms: 300,
                silence_duration_ms: 500,
                create_response: true,
                interrupt_response: true,
              },
            },
            output: { format: { type: "audio/pcmu" }, voice: "marin" },
          },
        },
      });
      const sound = await readFile(settings.sound24);
      for (let from = 0; from < sound.length; from += 960) {
        const audio = sound.subarray(from, from + 960).toString("base64");
        socket.send({ type: "input_audio_buffer.append", audio });
      }
    });
    socket.on("input_audio_buffer.speech_started", () => heard.push("started"));
    socket.on("conversation.item.input_audio_transcription.completed", (event) => heard.push(event.transcript));
    let item;
    let bytes = 0;
    socket.on("response.output_audio.delta", (event) => {
      item = event.item_id;
      bytes += Buffer.from(event.delta, "base64").length;
    });
    socket.on("response.done", (event) => {
      heard.push(`${event.response.status} ${bytes}`);
      socket.send({ type: "conversation.item.truncate", item_id: item, content_index: 0, audio_end_ms: 340 });
    });
    socket.on("conversation.item.truncated", (event) => {
      heard.push(`cut ${event.audio_end_ms}`);
      socket.close();
      resolve(heard.join(" | "));
    });
  });
}

async function realtimeRefused() {
  try {
    return await realtime("wrong");
  } catch (error) {
    return error.message;
  }
}

async function live() {
  const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: settings.live } });
  const heard = [];
  let done;
  let failed;
  const finished = new Promise((resolve, reject) => ([done, failed] = [resolve, reject]));
  let said = "";
  let bytes = 0;
  const session = await client.live.connect({
    model: "gemini-live",
    config: {
      responseModalities: ["AUDIO"],
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      realtimeInputConfig: { automaticActivityDetection: { disabled: true } },
    },
    callbacks: {
      onmessage: (message) => {
        const content = message.serverContent ?? {};
        if (content.inputTranscription) heard.push(content.inputTranscription.text);
        said += content.outputTranscription?.text ?? "";
        bytes += Buffer.from(content.modelTurn?.parts[0].inlineData?.data ?? "", "base64").length;
        if (content.turnComplete) done();
      },
      onerror: failed,
      onclose: (event) => failed(new Error(`closed ${event.code} ${event.reason}`)),
    },
  });
  session.sendRealtimeInput({ activityStart: {} });
  const data = (await readFile(settings.sound)).toString("base64");
  session.sendRealtimeInput({ audio: { data, mimeType: "audio/pcm;rate=16000" } });
  session.sendRealtimeInput({ activityEnd: {} });
  await finished;
  session.close();
  return `${heard.join(" | ")} | ${said} ${bytes}`;
}

const conversations = {
  nova: () => listen("v1", { model: "nova-3", language: "en", interim_results: "true" }),
  flux: () => listen("v2", { model: "flux-general-en" }),
  cartesia,
  anthropic,
  refused,
  gemini,
  openai,
  realtime: () => realtime(apiKey),
  realtimeRefused,
  live,
};

let failed = false;
for (const [name, talk] of Object.entries(conversations)) {
  try {
    console.log(`${name}: ${await talk()}`);
  } catch (error) {
    failed = true;
    console.log(`${name}: failed ${error?.stack ?? error}`);
  }
}
process.exit(failed ? 1 : 0);
