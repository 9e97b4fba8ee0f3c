package io.antiphon.providers.tool;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** Tells servers of customers what happened, by POST. Redirects are answers like others. */
public final class HttpMessages implements AutoCloseable {
    /** How much of an answer is given back, in bytes. */
    public static final int SHOWN = 1024;

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int CONNECTIONS = 1_000;

    private final ToolClient client;
    private final Duration timeout;

    /**
     * Opens none of its connections yet.
     *
     * @param publicOnly whether nothing but servers of the open internet may be told
     * @param timeout for a whole answer
     */
    public HttpMessages(boolean publicOnly, Duration timeout) {
        this.client = new ToolClient(publicOnly, CONNECTIONS, CONNECTIONS);
        this.timeout = timeout;
    }

    /**
     * What came back.
     *
     * @param beginning of the body, {@value HttpMessages#SHOWN} bytes at most
     */
    public record Answer(int status, String beginning) {}

    /** No answer; the message says why, without the address. */
    public static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        Unanswered(String why) {
            super(why);
        }
    }

    /**
     * Sends one; blocks until the whole answer is here.
     *
     * @param body JSON
     */
    public Answer send(URI url, Map<String, String> headers, String body) throws Unanswered, InterruptedException {
        var request = new HttpUriRequestBase("POST", url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var answer = new AtomicReference<@Nullable Answer>();
        try {
            return client.ask(request, timeout, response -> {
                Answer read = read(response, request);
                answer.set(read);
                return read;
            });
        } catch (PublicAddresses.NotPublic closed) {
            throw new Unanswered("not an address of the open internet");
        } catch (ToolClient.Late late) {
            throw new Unanswered("no whole answer within " + timeout.toSeconds() + " s");
        } catch (IOException failure) {
            Answer read = answer.get();
            if (read != null) {
                return read;
            }
            throw new Unanswered("no connection");
        }
    }

    /** Whoever answers without end is not listened to. */
    private static Answer read(ClassicHttpResponse response, HttpUriRequestBase request) throws IOException {
        if (response.getEntity() == null) {
            return new Answer(response.getCode(), "");
        }
        InputStream content = response.getEntity().getContent();
        byte[] bytes = content.readNBytes(LONGEST_ANSWER);
        if (bytes.length == LONGEST_ANSWER) {
            request.abort();
        }
        return new Answer(
                response.getCode(), new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.close();
    }
}
