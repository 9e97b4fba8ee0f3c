package io.antiphon.lines;

import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** A real web server with doors in it. */
final class TomcatBridge implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    TomcatBridge(Path folder, Map<String, Door> doors) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("socket.txBufSize", "32768");
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    var container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
                    doors.forEach((path, door) -> add(container, path, door));
                },
                Set.of());
        tomcat.start();
    }

    URI address(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + pathAndQuery);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void add(ServerContainer container, String path, Door door) {
        var opening = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(new Doorway(door));
            }
        };
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(Doorway.class, path)
                    .configurator(opening)
                    .build());
        } catch (DeploymentException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One connection. */
    static final class Doorway extends Endpoint {
        private final Door door;
        private @Nullable SocketListener listener;

        Doorway(Door door) {
            this.door = door;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(door.messageBytes());
            session.setMaxBinaryMessageBufferSize(door.messageBytes());
            var query = new HashMap<String, String>();
            session.getRequestParameterMap().forEach((name, values) -> query.put(name, values.getFirst()));
            var opened = door.connect(new Outbox(new Remote(session), door.outboxBytes()), query);
            listener = opened;
            session.addMessageHandler(String.class, opened::text);
            session.addMessageHandler(byte[].class, opened::binary);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            if (listener != null) {
                listener.closed(reason.getCloseCode().getCode());
            }
        }

        @Override
        public void onError(Session session, Throwable failure) {
            if (listener != null) {
                listener.failed("the connection broke: " + failure.getClass().getSimpleName());
            }
        }
    }

    private record Remote(Session session) implements Outbox.Wire {
        @Override
        public void text(String text, Consumer<@Nullable Throwable> done) {
            attempt(handler -> session.getAsyncRemote().sendText(text, handler), done);
        }

        @Override
        public void binary(byte[] bytes, Consumer<@Nullable Throwable> done) {
            attempt(handler -> session.getAsyncRemote().sendBinary(ByteBuffer.wrap(bytes), handler), done);
        }

        @Override
        public void close(int code, String reason) {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
            } catch (IOException failure) {
                // it is gone already
            }
        }

        /** A session that was closed meanwhile throws instead of telling its handler. */
        private static void attempt(Consumer<SendHandler> send, Consumer<@Nullable Throwable> done) {
            try {
                send.accept(result -> done.accept(result.isOK() ? null : result.getException()));
            } catch (IllegalStateException closed) {
                done.accept(closed);
            }
        }
    }
}
