package io.antiphon.control.live;

import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.TextLine;
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

    /** A call begins; it is to use its line and its journal as they come back from {@link #seen}. */
    public LiveCall begin(LiveCall.About about, LiveCall.Control control) {
        var call = new LiveCall(about, control);
        live.put(about.id(), call);
        return call;
    }

    /** The line of a call, which those who watch it see. */
    public Line seen(LiveCall call, Line line) {
        return new WatchedLine(line, call);
    }

    /** The same of words alone. */
    public TextLine seen(LiveCall call, TextLine line) {
        return new WatchedTextLine(line, call);
    }

    /** The journal of a call, which those who watch it see. */
    public CallJournal seen(LiveCall call, CallJournal journal) {
        return new WatchedJournal(journal, call, () -> end(call));
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
