package io.antiphon.control.live;

import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.Line;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that go on at this server, and for those who come back the last that have ended. */
public final class LiveCalls {
    private static final int ENDED_KEPT = 32;

    private final Map<UUID, LiveCall> live = new ConcurrentHashMap<>();
    private final Map<UUID, LiveCall> ended = new LinkedHashMap<>();

    /** A call as its line and its journal are to be seen by it. */
    public record Begun(LiveCall call, Line line, CallJournal journal) {}

    /**
     * A call begins.
     *
     * @param line where its caller is; the call is to use the one that comes back
     * @param journal where it writes; as {@code line}
     */
    public Begun begin(LiveCall.About about, LiveCall.Control control, Line line, CallJournal journal) {
        var call = new LiveCall(about, control);
        live.put(about.id(), call);
        return new Begun(call, new WatchedLine(line, call), new WatchedJournal(journal, call, () -> end(call)));
    }

    /** The call is over; needs telling only where its journal was not told. */
    public void end(LiveCall call) {
        if (!live.remove(call.about().id(), call)) {
            return;
        }
        synchronized (ended) {
            ended.put(call.about().id(), call);
            if (ended.size() > ENDED_KEPT) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
        call.tell(new Happening.Ended("error", 0));
        call.over();
    }

    /** Those of an organisation, the newest first. */
    List<LiveCall> of(UUID org) {
        return live.values().stream()
                .filter(call -> call.about().org().equals(org))
                .sorted(Comparator.comparing((LiveCall call) -> call.about().startedAt())
                        .reversed())
                .toList();
    }

    /** One that goes on. */
    public Optional<LiveCall> find(UUID org, UUID id) {
        return Optional.ofNullable(live.get(id))
                .filter(call -> call.about().org().equals(org));
    }

    /** The same, or one that has just ended. */
    Optional<LiveCall> findLate(UUID org, UUID id) {
        synchronized (ended) {
            return find(org, id)
                    .or(() -> Optional.ofNullable(ended.get(id))
                            .filter(call -> call.about().org().equals(org)));
        }
    }
}
