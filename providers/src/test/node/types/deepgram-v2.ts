import type { V2Socket } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v2/client/Socket";
import type { ListenV2CloseStream } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v2/types/ListenV2CloseStream";
import type { ListenV2ForceEndTurn } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v2/types/ListenV2ForceEndTurn";
import type { ListenV2TurnInfo } from "../node_modules/@deepgram/sdk/dist/cjs/api/resources/listen/resources/v2/types/ListenV2TurnInfo";

// The vendor leaves its words open to any other; a word that is misspelt must not pass for one of tomorrow's.
interface TurnInfo extends Omit<ListenV2TurnInfo, "event"> {
  event: keyof typeof ListenV2TurnInfo.Event;
}

export type DeepgramV2Sent = ListenV2ForceEndTurn | { type: keyof typeof ListenV2CloseStream.Type };
export type DeepgramV2Received = Exclude<V2Socket.Response, ListenV2TurnInfo> | TurnInfo;
