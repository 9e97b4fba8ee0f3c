import type { ReceiveMessageMulti } from "../node_modules/@elevenlabs/elevenlabs-js/serialization/resources/v1TextToSpeechVoiceIdMultiStreamInput/types/ReceiveMessageMulti";
import type { SendMessageMulti } from "../node_modules/@elevenlabs/elevenlabs-js/serialization/resources/v1TextToSpeechVoiceIdMultiStreamInput/types/SendMessageMulti";

// The client's own names are in camel case; these are the ones that it puts on the wire.
export type ElevenLabsSent = SendMessageMulti.Raw;
export type ElevenLabsReceived = ReceiveMessageMulti.Raw;
