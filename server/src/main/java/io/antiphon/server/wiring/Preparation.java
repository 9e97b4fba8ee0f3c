package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.providers.local.embedding.MiniLm;
import io.antiphon.server.configuration.Configuration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What takes long to load, loading on threads of its own while the database and the web server start. */
record Preparation(
        CompletableFuture<Sphinx4> ear, CompletableFuture<SileroVad> detector, CompletableFuture<Embedder> embedder) {

    static Preparation begin(Configuration configuration) {
        Executor threads = task -> Thread.ofPlatform().name("preparation").start(task);
        return new Preparation(
                CompletableFuture.supplyAsync(
                        () -> {
                            Sphinx4 ear = new Sphinx4(configuration.ear().decoders());
                            ear.preload();
                            return ear;
                        },
                        threads),
                CompletableFuture.supplyAsync(SileroVad::new, threads),
                CompletableFuture.supplyAsync(
                        () -> {
                            MiniLm embedder = new MiniLm();
                            embedder.embed("ready");
                            return embedder;
                        },
                        threads));
    }
}
