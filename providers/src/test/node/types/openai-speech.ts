import type { SpeechCreateParams } from "../node_modules/openai-types/resources/audio/speech";

export type OpenAiSpeechSent = SpeechCreateParams;
