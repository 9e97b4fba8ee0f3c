import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from "../node_modules/openai-types/resources/chat/completions/completions";

export type OpenAiChatSent = ChatCompletionCreateParamsStreaming;
export type OpenAiChatReceived = ChatCompletionChunk;
