package io.antiphon.providers.tool;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Asks addresses that customers gave: once, at that address alone, and for so long and no longer. */
final class ToolClient implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final CloseableHttpClient client;

    /**
     * Opens none of its connections yet.
     *
     * @param publicOnly whether nothing but servers of the open internet may be asked
     */
    ToolClient(boolean publicOnly, int connections, int connectionsAHost) {
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(publicOnly ? new PublicAddresses() : SystemDefaultDnsResolver.INSTANCE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .build())
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connectionsAHost)
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

    /** No whole answer came within the time. */
    static final class Late extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Asks; blocks until {@code reader} has read the answer.
     *
     * @param timeout for all of it
     * @throws PublicAddresses.NotPublic where nobody may be asked there
     * @throws Late when the time is over
     * @throws IOException where nothing answers
     */
    <T extends @Nullable Object> T ask(
            HttpUriRequestBase request, Duration timeout, HttpClientResponseHandler<T> reader)
            throws IOException, InterruptedException {
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .build());
        var late = new AtomicBoolean();
        var answered = new CountDownLatch(1);
        Thread.ofVirtual().name("tool-timeout").start(() -> stopLate(request, timeout, answered, late));
        try {
            return client.execute(request, reader);
        } catch (InterruptedIOException | IllegalStateException stopped) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the request was stopped");
            }
            throw late.get() ? new Late() : new IOException(stopped);
        } catch (PublicAddresses.NotPublic closed) {
            throw closed;
        } catch (IOException failure) {
            throw late.get() ? new Late() : failure;
        } finally {
            answered.countDown();
        }
    }

    private static void stopLate(
            HttpUriRequestBase request, Duration timeout, CountDownLatch answered, AtomicBoolean late) {
        try {
            if (!answered.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                late.set(true);
                request.abort();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
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
