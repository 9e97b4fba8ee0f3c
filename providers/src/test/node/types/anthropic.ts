import type {
  MessageCreateParamsStreaming,
  RawMessageStreamEvent,
} from "../node_modules/@anthropic-ai/sdk/resources/messages/messages";

export type AnthropicSent = MessageCreateParamsStreaming;
export type AnthropicReceived = RawMessageStreamEvent;
