import type {
  AgentCreateParams,
  AgentListParams,
  AgentListResponse,
  AgentResponse,
  AgentUpdateParams,
} from "../node_modules/retell-sdk/resources/agent";
import type { CallCreatePhoneCallParams, PhoneCallResponse } from "../node_modules/retell-sdk/resources/call";
import type {
  PhoneNumberImportParams,
  PhoneNumberResponse,
  PhoneNumberUpdateParams,
} from "../node_modules/retell-sdk/resources/phone-number";

export type RetellAgentSent = AgentCreateParams;
export type RetellAgentChangeSent = AgentUpdateParams;
export type RetellAgentReceived = AgentResponse;
export type RetellAgentsSent = Pick<AgentListParams, "filter_criteria">;
export type RetellAgentsReceived = AgentListResponse;
export type RetellNumberSent = PhoneNumberImportParams;
export type RetellNumberChangeSent = PhoneNumberUpdateParams;
export type RetellNumberReceived = PhoneNumberResponse;
export type RetellCallSent = CallCreatePhoneCallParams;
export type RetellCallReceived = PhoneCallResponse;
