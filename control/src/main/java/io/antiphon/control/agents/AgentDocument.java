package io.antiphon.control.agents;

import java.util.UUID;

/**
 * A document an agent answers from.
 *
 * @param name file name, as the operator gave it; unique for the agent
 * @param mediaType such as {@code text/markdown}
 * @param bytes length of the content
 * @param sha256 of the content, 64 hex digits
 */
public record AgentDocument(UUID id, String name, String mediaType, long bytes, String sha256) {}
