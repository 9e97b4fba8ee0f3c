package io.antiphon.providers.tool;

import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** Makes tools that ask an address over HTTP. They share connections. */
public final class HttpTools implements AutoCloseable {
    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_A_HOST = 50;
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final CloseableHttpClient client;

    /** @param publicOnly whether nothing but servers of the open internet may be asked */
    public HttpTools(boolean publicOnly) {
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(publicOnly ? new PublicAddresses() : SystemDefaultDnsResolver.INSTANCE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .build())
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS_A_HOST)
                        .build())
                // A wish is carried out once, where it was asked for, by whoever it was asked of.
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Antiphon")
                .build();
    }

    /** One tool. */
    public Tool make(ToolDescription description, HttpToolSettings settings) {
        return new HttpTool(client, description, settings);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
