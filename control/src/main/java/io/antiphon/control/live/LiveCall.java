package io.antiphon.control.live;

import io.antiphon.audio.Frame;
import io.antiphon.control.live.Watcher.Numbered;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A call that goes on, or has just ended, as people of its organisation see it. Any thread may use it. */
public final class LiveCall {
    /** What is kept for those who come later: some hours of talk. */
    private static final int MOST_KEPT = 4_000;

    /** What it began with. */
    public record About(
            UUID id,
            UUID org,
            UUID agent,
            String agentName,
            String agentDisplayName,
            String channel,
            @Nullable String callerNumber,
            int rate,
            Instant startedAt) {
        /** Leaves out who called. */
        @Override
        public String toString() {
            return "About[" + id + "]";
        }
    }

    /** What can be asked of the call itself; returns at once. */
    public interface Control {
        /** Ends it after a word of goodbye. */
        void end(String reason);

        /** Has the agent say this. */
        void say(String text);
    }

    /** Somebody who hears both sides; must not keep the call waiting. */
    public interface Listener {
        /**
         * The next 20 ms of both sides, once it is known what the caller heard.
         *
         * @param agent null for silence
         */
        void heard(Frame caller, @Nullable Frame agent);

        /** The call is over. */
        void over();
    }

    private final About about;
    private final Control control;
    private final Deque<Numbered> kept = new ArrayDeque<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private long numbers;
    private boolean over;
    private Happening.@Nullable Line last;
    private @Nullable List<String> told;

    LiveCall(About about, Control control) {
        this.about = about;
        this.control = control;
    }

    public About about() {
        return about;
    }

    Control control() {
        return control;
    }

    /** Tells everybody who watches. */
    synchronized void tell(Happening happening) {
        if (over) {
            return;
        }
        over = happening instanceof Happening.Ended;
        if (happening instanceof Happening.Line line) {
            last = line;
        }
        var numbered = new Numbered(happening.isKept() ? ++numbers : 0, happening);
        if (happening.isKept()) {
            kept.add(numbered);
            if (kept.size() > MOST_KEPT) {
                kept.remove();
            }
        }
        watchers.removeIf(watcher -> !watcher.offer(numbered));
    }

    /** @param after number of the last that they know of; 0 for none */
    synchronized Watcher watch(long after) {
        var before = new ArrayList<Numbered>();
        long oldest = kept.isEmpty() ? numbers + 1 : kept.getFirst().id();
        if (oldest > after + 1) {
            before.add(new Numbered(0, new Happening.Gap(oldest - after - 1)));
        }
        kept.stream().filter(numbered -> numbered.id() > after).forEach(before::add);
        var watcher = new Watcher(before);
        if (!over) {
            watchers.add(watcher);
        }
        return watcher;
    }

    synchronized void leave(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** How many watch. */
    synchronized int watched() {
        return watchers.size();
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Number of the last thing that is kept. */
    synchronized long numbers() {
        return numbers;
    }

    synchronized Happening.@Nullable Line last() {
        return last;
    }

    /** What the person on the telephone has said so far is told by the far end, before it stands in the record. */
    synchronized void told(List<String> callerLines) {
        told = List.copyOf(callerLines);
    }

    /** What the person on the telephone has said so far, line by line. */
    public synchronized List<String> callerLines() {
        if (told != null) {
            return told;
        }
        List<String> lines = new ArrayList<>();
        for (Numbered numbered : kept) {
            if (numbered.happening() instanceof Happening.Line line
                    && line.role().equals(Happening.Line.CALLER)) {
                lines.add(line.content());
            }
        }
        return lines;
    }

    /** Adds somebody who hears both sides from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
        if (isOver()) {
            listener.over();
        }
    }

    /** Somebody hears no more. */
    public void stop(Listener listener) {
        listeners.remove(listener);
    }

    void heard(Frame caller, @Nullable Frame agent) {
        for (Listener listener : listeners) {
            listener.heard(caller, agent);
        }
    }

    void over() {
        listeners.forEach(Listener::over);
        listeners.clear();
    }
}
