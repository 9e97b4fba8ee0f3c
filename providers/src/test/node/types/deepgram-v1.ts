import type { V1Socket } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v1/client/Socket";
import type { ListenV1CloseStream } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v1/types/ListenV1CloseStream";
import type { ListenV1Finalize } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v1/types/ListenV1Finalize";
import type { ListenV1KeepAlive } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v1/types/ListenV1KeepAlive";

// The vendor leaves its words open to any other; a word that is misspelt must not pass for one of tomorrow's.
export type DeepgramV1Sent =
  | { type: keyof typeof ListenV1Finalize.Type }
  | { type: keyof typeof ListenV1KeepAlive.Type }
  | { type: keyof typeof ListenV1CloseStream.Type };
export type DeepgramV1Received = V1Socket.Response;
