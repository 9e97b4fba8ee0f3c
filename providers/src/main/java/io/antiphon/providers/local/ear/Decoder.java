package io.antiphon.providers.local.ear;

import io.antiphon.ports.speech.EarSettings.Domain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One thread that decodes, and the networks it walks. Ears are divided among the decoders when they open; each ear's
 * work is done in small pieces, so that many callers share a decoder.
 */
final class Decoder implements AutoCloseable {
    /** Domains kept ready; the one not used for longest is forgotten first. */
    private static final int NETWORKS = 16;

    private final ExecutorService thread;
    private final Function<Domain, Network> build;
    private final AtomicInteger ears = new AtomicInteger();
    /** Used by the decoder's thread only. */
    private final Map<Domain, Network> networks = new LinkedHashMap<>(NETWORKS, 0.75f, true);

    Decoder(String name, Function<Domain, Network> build) {
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        this.build = build;
    }

    /** Builds the network of {@code domain} where it is missing. */
    Future<Network> ready(Domain domain) {
        Callable<Network> find = () -> network(domain);
        return thread.submit(find);
    }

    /** The same, without anybody waiting for it. */
    void prepare(Domain domain) {
        work(() -> network(domain));
    }

    private Network network(Domain domain) {
        Network known = networks.get(domain);
        if (known != null) {
            return known;
        }
        Network built = build.apply(domain);
        networks.put(domain, built);
        if (networks.size() > NETWORKS) {
            networks.remove(networks.keySet().iterator().next());
        }
        return built;
    }

    /** Does a piece of work after those asked for before; nothing once the decoder is closed. */
    void work(Runnable piece) {
        try {
            thread.execute(piece);
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    /** Waits for what {@link #ready} gave. */
    static <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a decoder could not build its network", e.getCause());
        }
    }

    int ears() {
        return ears.get();
    }

    void earOpened() {
        ears.incrementAndGet();
    }

    void earClosed() {
        ears.decrementAndGet();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
