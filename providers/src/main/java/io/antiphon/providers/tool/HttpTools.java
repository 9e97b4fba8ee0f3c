package io.antiphon.providers.tool;

import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;

/** Makes tools that ask an address over HTTP. They share connections. */
public final class HttpTools implements AutoCloseable {
    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_A_HOST = 50;

    private final ToolClient client;

    /** @param publicOnly whether nothing but servers of the open internet may be asked */
    public HttpTools(boolean publicOnly) {
        this.client = new ToolClient(publicOnly, CONNECTIONS, CONNECTIONS_A_HOST);
    }

    /** One tool. */
    public Tool make(ToolDescription description, HttpToolSettings settings) {
        return new HttpTool(client, description, settings);
    }

    @Override
    public void close() {
        client.close();
    }
}
