import type { WebsocketClientEvent, WebsocketResponse } from "../node_modules/@cartesia/cartesia-js/resources/tts";

export type CartesiaSent = WebsocketClientEvent;
export type CartesiaReceived = WebsocketResponse;
