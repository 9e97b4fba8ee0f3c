package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The virtual threads on which a call's providers block. Each belongs to a turn, or to the whole call; they end by
 * interrupt. Started and cancelled from the call's thread.
 */
final class Workers {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final Duration FALL_SILENT = Duration.ofSeconds(2);

    private final String callId;
    private final Consumer<CallEvent> events;
    private final Map<Integer, List<Worker>> turns = new ConcurrentHashMap<>();

    private record Worker(Part part, int piece, Thread thread) {}

    Workers(String callId, Consumer<CallEvent> events) {
        this.callId = callId;
        this.events = events;
    }

    /** Work that may fail as providers do. */
    @FunctionalInterface
    interface Work {
        void run() throws ProviderFailure, InterruptedException;
    }

    /** @param piece the attempt of a mind or the utterance of a voice, else 0 */
    Thread start(int turn, Part part, int piece, Work work) {
        List<Worker> workers = turns.computeIfAbsent(turn, number -> new CopyOnWriteArrayList<>());
        workers.removeIf(worker -> !worker.thread().isAlive());
        Thread thread =
                Thread.ofVirtual().name("call-" + callId + "-" + part).unstarted(() -> run(turn, part, piece, work));
        workers.add(new Worker(part, piece, thread));
        thread.start();
        return thread;
    }

    private void run(int turn, Part part, int piece, Work work) {
        try {
            work.run();
        } catch (ProviderFailure failure) {
            log.warn("call {} turn {}: {} failed: {} {}", callId, turn, part, failure.provider(), failure.kind());
            events.accept(new CallEvent.ProviderFailed(turn, part, piece, failure));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.error("call {} turn {}: {} broke", callId, turn, part, bug);
            events.accept(new CallEvent.ProviderFailed(
                    turn,
                    part,
                    piece,
                    new ProviderFailure(part.name(), ProviderFailure.Kind.VENDOR_FAULT, "broke", bug)));
        }
    }

    void cancel(int turn) {
        List<Worker> workers = turns.remove(turn);
        if (workers != null) {
            workers.forEach(worker -> worker.thread().interrupt());
        }
    }

    /** Ends one piece of a turn's work; the others go on. */
    void cancel(int turn, Part part, int piece) {
        turns.getOrDefault(turn, List.of()).stream()
                .filter(worker -> worker.part() == part && worker.piece() == piece)
                .forEach(worker -> worker.thread().interrupt());
    }

    /** Ends them all and waits until they are gone. */
    void close() throws InterruptedException {
        List<Thread> all = turns.values().stream()
                .flatMap(List::stream)
                .map(Worker::thread)
                .toList();
        all.forEach(Thread::interrupt);
        for (Thread thread : all) {
            if (!thread.join(FALL_SILENT)) {
                log.warn("call {}: {} does not fall silent", callId, thread.getName());
            }
        }
        turns.clear();
    }
}
