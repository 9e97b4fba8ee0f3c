package io.antiphon.server.wiring;

import io.antiphon.control.storage.StorageFailure;
import io.antiphon.server.configuration.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/** The running server. */
public final class Antiphon implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Antiphon.class);
    private static final String COMPRESSED =
            "text/html,text/css,text/javascript,text/plain,application/javascript,application/json,image/svg+xml";

    private final ServletWebServerApplicationContext context;
    private final CountDownLatch stopped;

    private Antiphon(ServletWebServerApplicationContext context, CountDownLatch stopped) {
        this.context = context;
        this.stopped = stopped;
    }

    /**
     * Starts everything; returns when calls can be taken.
     *
     * @param progress is told each step that takes its time, as a line for people
     * @throws StartFailure when something that cannot be done without is missing
     */
    public static Antiphon start(Configuration configuration, Consumer<String> progress) {
        ListenAddress address = ListenAddress.of(configuration.web());
        if (configuration.web().isOpen()) {
            address.checkLoopback();
        }
        address.check();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            ServletWebServerApplicationContext context =
                    (ServletWebServerApplicationContext) new SpringApplicationBuilder(Plan.class)
                            .web(WebApplicationType.SERVLET)
                            .bannerMode(Banner.Mode.OFF)
                            .logStartupInfo(false)
                            .properties(properties(configuration))
                            .initializers(
                                    given(configuration, new StartSteps(progress), Preparation.begin(configuration)))
                            .listeners(event -> {
                                if (event instanceof ContextClosedEvent) {
                                    stopped.countDown();
                                }
                            })
                            .run();
            return new Antiphon(context, stopped);
        } catch (BeanCreationException | PortInUseException | StorageFailure failure) {
            throw new StartFailure(reason(failure, configuration), failure);
        }
    }

    private static Map<String, Object> properties(Configuration configuration) {
        long drainSeconds = configuration.calls().drain().toSeconds();
        Map<String, Object> properties = new HashMap<>(Map.ofEntries(
                Map.entry("server.address", configuration.web().host()),
                Map.entry("server.port", configuration.web().port()),
                Map.entry("server.shutdown", "graceful"),
                Map.entry("server.error.include-message", "always"),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", drainSeconds + 30 + "s"),
                Map.entry("spring.threads.virtual.enabled", true),
                Map.entry("spring.main.log-startup-info", false),
                Map.entry("spring.jmx.enabled", false),
                Map.entry("server.compression.enabled", true),
                Map.entry("server.compression.min-response-size", "1KB"),
                Map.entry("server.compression.mime-types", COMPRESSED),
                // Every build gives files the same date, so a date would call the pages of an older build current.
                Map.entry("spring.web.resources.cache.use-last-modified", false),
                Map.entry("spring.web.resources.cache.cachecontrol.no-cache", true),
                Map.entry("logging.level.root", "warn"),
                Map.entry("logging.level.io.antiphon", "info"),
                // What is wrong at start is told once, by StartFailure.
                Map.entry("logging.level.org.springframework", "error"),
                Map.entry("logging.level.org.springframework.boot.SpringApplication", "off"),
                Map.entry("logging.level.org.springframework.boot.diagnostics", "off"),
                Map.entry("logging.level.org.apache.lucene", "error"),
                Map.entry("logging.level.ai.djl", "error"),
                Map.entry("logging.pattern.console", "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n%wEx")));
        if ("https".equals(configuration.web().publicBaseUrl().getScheme())) {
            // TLS ends at a proxy, which tells who is asking; Tomcat believes only neighbours in private networks.
            properties.put("server.forward-headers-strategy", "native");
        }
        if (configuration.logs().isJson()) {
            properties.put("logging.structured.format.console", "ecs");
            properties.put("logging.structured.ecs.service.name", "antiphon");
        }
        return properties;
    }

    private static ApplicationContextInitializer<GenericApplicationContext> given(
            Configuration configuration, StartSteps steps, Preparation preparation) {
        return context -> {
            context.registerBean(Configuration.class, () -> configuration);
            context.registerBean(StartSteps.class, () -> steps);
            context.registerBean(Preparation.class, () -> preparation);
        };
    }

    private static String reason(RuntimeException failure, Configuration configuration) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return ListenAddress.of(configuration.web()).taken();
            }
            if (cause instanceof StorageFailure || cause instanceof StartFailure) {
                return String.valueOf(cause.getMessage());
            }
        }
        log.error("the server could not start", failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "the server could not start: " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    /** The bare version as the build wrote it into the jar, such as {@code 0.1.0}. */
    public static String version() {
        String version = Antiphon.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The port it listens on. */
    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** Where to begin in a browser: the console, with what signs its first owner in where nobody can sign in yet. */
    public String startPage() {
        return "http://localhost:" + port() + context.getBean(Welcome.class).path();
    }

    /** Waits until the server has been told to stop and has done so. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
