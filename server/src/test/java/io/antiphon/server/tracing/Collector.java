package io.antiphon.server.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A collector of traces on loopback: takes OTLP over HTTP and keeps the spans. */
public final class Collector implements AutoCloseable {
    private final HttpServer http;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    public Collector() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/traces", this::take);
        http.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
        var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        request.getResourceSpansList()
                .forEach(of -> of.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    List<String> keys() {
        return keys;
    }

    /** The spans of a call, by its id; waits until the call's own is among them. */
    public List<Span> trace(String call) {
        String id = call.replace("-", "");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            List<Span> of = spans.stream()
                    .filter(span -> HexFormat.of()
                            .formatHex(span.getTraceId().toByteArray())
                            .equals(id))
                    .toList();
            if (of.stream().anyMatch(span -> span.getName().equals("call"))) {
                return of;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("no trace of call " + call + " has come");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
