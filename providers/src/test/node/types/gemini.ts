import type {
  Content,
  GenerateContentResponse,
  GenerationConfig,
  SafetySetting,
  Tool,
  ToolConfig,
} from "../node_modules/@google/genai/dist/genai";

// The client takes other names than it sends; its package has no type of the request itself.
export interface GeminiSent {
  contents: Content[];
  systemInstruction?: Content;
  tools?: Tool[];
  toolConfig?: ToolConfig;
  safetySettings?: SafetySetting[];
  generationConfig?: GenerationConfig;
}

// Without what the client adds to it.
export type GeminiReceived = Pick<
  GenerateContentResponse,
  "candidates" | "createTime" | "modelVersion" | "promptFeedback" | "responseId" | "usageMetadata"
>;
