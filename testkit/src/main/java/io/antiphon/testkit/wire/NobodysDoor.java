package io.antiphon.testkit.wire;

import java.net.URI;

/** Where nobody listens. A port that was closed a moment ago is no such place: a test beside this one may get it. */
public final class NobodysDoor {
    /** TCP port 1, which is privileged and given to a service (tcpmux, RFC 1078) that nobody runs. */
    public static final URI ADDRESS = URI.create("http://127.0.0.1:1");

    private NobodysDoor() {}
}
