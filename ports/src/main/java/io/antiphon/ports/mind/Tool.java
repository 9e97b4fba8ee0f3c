package io.antiphon.ports.mind;

import io.antiphon.ports.ProviderFailure;

/** Something an agent can do besides talk. */
public interface Tool {
    ToolDescription description();

    /**
     * Does it; blocks until done.
     *
     * @param key names this one wish of this one call; a tool that changes anything does it once a key
     * @param arguments a JSON object that fits the description's schema
     * @return the result for the model, JSON or plain text
     */
    String run(String key, String arguments) throws ProviderFailure, InterruptedException;
}
