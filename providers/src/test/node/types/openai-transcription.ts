import type { RealtimeClientEvent, RealtimeServerEvent } from "../node_modules/openai-types/resources/realtime/realtime";

export type OpenAiTranscriptionSent = RealtimeClientEvent;
export type OpenAiTranscriptionReceived = RealtimeServerEvent;
