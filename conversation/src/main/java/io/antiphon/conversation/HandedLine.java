package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A line that is opened by one after the other, as by menus and then by a call. For each it counts the agent's frames from
 * 1. Whoever opens it next learns that the caller is gone, even if that was told to the one before; no frame of the one
 * before may be underway then.
 */
public final class HandedLine implements Line {
    private final Line line;
    private final Relay relay = new Relay();
    private boolean opened;
    private long handed;

    public HandedLine(Line line) {
        this.line = line;
    }

    /** To whom the line reports now, and the frames that were played by those before. */
    private record Post(Listener listener, long offset) {}

    /** Called from the line's threads, while the one who opens the line next may just be doing so. */
    private static final class Relay implements Listener {
        private volatile @Nullable Post post;
        private volatile @Nullable String lost;
        private volatile boolean hungUp;

        /** Tells of an ending twice rather than never. */
        void to(Post next) {
            post = next;
            if (hungUp) {
                next.listener().hungUp();
            }
            String why = lost;
            if (why != null) {
                next.listener().lost(why);
            }
        }

        @Override
        public void heard(Frame frame) {
            Post now = post;
            if (now != null) {
                now.listener().heard(frame);
            }
        }

        @Override
        public void played(long frame) {
            Post now = post;
            if (now != null && frame > now.offset()) {
                now.listener().played(frame - now.offset());
            }
        }

        @Override
        public void cleared(long frame) {
            Post now = post;
            if (now != null) {
                now.listener().cleared(Math.max(0, frame - now.offset()));
            }
        }

        @Override
        public void digit(char digit) {
            Post now = post;
            if (now != null) {
                now.listener().digit(digit);
            }
        }

        @Override
        public void hungUp() {
            hungUp = true;
            Post now = post;
            if (now != null) {
                now.listener().hungUp();
            }
        }

        @Override
        public void lost(String why) {
            lost = why;
            Post now = post;
            if (now != null) {
                now.listener().lost(why);
            }
        }
    }

    @Override
    public LineDescription description() {
        return line.description();
    }

    @Override
    public void open(Listener listener) {
        relay.to(new Post(listener, handed));
        if (!opened) {
            opened = true;
            line.open(relay);
        }
    }

    @Override
    public void play(Frame frame) {
        handed++;
        line.play(frame);
    }

    @Override
    public void clear() {
        line.clear();
    }

    @Override
    public void show(Notice notice) {
        line.show(notice);
    }

    @Override
    public void hangUp(String reason) {
        line.hangUp(reason);
    }

    @Override
    public void refuse(Refusal refusal) {
        line.refuse(refusal);
    }
}
