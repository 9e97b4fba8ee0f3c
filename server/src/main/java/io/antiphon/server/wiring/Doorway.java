package io.antiphon.server.wiring;

import io.antiphon.lines.Door;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.apache.tomcat.websocket.server.WsSci;

/** One door in a web container of its own, on a free port of the loopback interface, without the rest of the server. */
public final class Doorway implements AutoCloseable {
    private static final String PATH = "/ws";

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;

    private Doorway(Path folder) {
        this.folder = folder;
    }

    /** Opens {@code door} to callers. */
    public static Doorway open(Door door) throws IOException {
        return open(door, Pulse.Rate.USUAL);
    }

    /** The same with callers asked for a sign of life at another rate. */
    static Doorway open(Door door, Pulse.Rate rate) throws IOException {
        Doorway opened = new Doorway(Files.createTempDirectory("antiphon-doorway"));
        try {
            opened.start(door, rate);
        } catch (LifecycleException failure) {
            throw new IOException("the web container did not start", failure);
        }
        return opened;
    }

    private void start(Door door, Pulse.Rate rate) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxConnections", "20000");
        Lines.limitSendBuffers(tomcat.getConnector());
        tomcat.getConnector().getProtocolHandler().setExecutor(new VirtualThreadExecutor("doorway-"));
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        // nothing is ever loaded or taken out here, so there are no leaks to look for
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(
                (classes, servlets) ->
                        add((ServerContainer) servlets.getAttribute(ServerContainer.class.getName()), door, rate),
                Set.of());
        tomcat.start();
    }

    private static void add(ServerContainer container, Door door, Pulse.Rate rate) {
        ServerEndpointConfig.Configurator opening = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast((Endpoint) new DoorEndpoint(caller -> door, rate));
            }
        };
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(DoorEndpoint.class, PATH)
                    .configurator(opening)
                    .build());
        } catch (DeploymentException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Where to call, with a query that the door understands. */
    public URI address(String query) {
        return URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + PATH + "?" + query);
    }

    @Override
    public void close() throws IOException {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IOException("the web container did not stop", failure);
        } finally {
            try (var left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
