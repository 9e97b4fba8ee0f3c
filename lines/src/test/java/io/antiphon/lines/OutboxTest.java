package io.antiphon.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final List<String> written = new ArrayList<>();
    private final ArrayDeque<Consumer<@Nullable Throwable>> underWay = new ArrayDeque<>();
    private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    private boolean prompt;

    private final Outbox outbox = new Outbox(
            new Outbox.Wire() {
                @Override
                public void text(String text, Consumer<@Nullable Throwable> done) {
                    written.add(text);
                    if (prompt) {
                        done.accept(null);
                    } else {
                        underWay.add(done);
                    }
                }

                @Override
                public void binary(byte[] bytes, Consumer<@Nullable Throwable> done) {
                    text(new String(bytes, UTF_8), done);
                }

                @Override
                public void close(int code, String reason) {
                    closes.add(code);
                }
            },
            100);

    @Test
    void writesOneMessageAtATimeInOrder() {
        outbox.sendText("one");
        outbox.sendBinary("two".getBytes(UTF_8));
        outbox.sendText("three");
        assertThat(written).containsExactly("one");
        underWay.remove().accept(null);
        assertThat(written).containsExactly("one", "two");
        underWay.remove().accept(null);
        underWay.remove().accept(null);
        assertThat(written).containsExactly("one", "two", "three");
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void writesAnyNumberToAWireThatIsDoneAtOnce() {
        outbox.sendText("held");
        for (int i = 0; i < 20; i++) {
            outbox.sendText("m" + i);
        }
        prompt = true;
        underWay.remove().accept(null);
        assertThat(written).hasSize(21).endsWith("m18", "m19");
        for (int i = 0; i < 100_000; i++) {
            assertThat(outbox.sendText("more")).isTrue();
        }
        assertThat(written).hasSize(100_021);
    }

    @Test
    void refusesEverythingOnceItsPeerHasStoppedReading() throws InterruptedException {
        assertThat(outbox.sendText("x".repeat(60))).isTrue();
        assertThat(outbox.sendText("x".repeat(60))).isFalse();
        assertThat(outbox.sendText("x")).isFalse();
        assertThat(closes.poll(5, TimeUnit.SECONDS)).isEqualTo(Outbox.STOPPED_READING);
    }

    @Test
    void closesAfterWhatIsQueued() throws InterruptedException {
        outbox.sendText("last words");
        outbox.close(1000, "done");
        assertThat(outbox.sendText("too late")).isFalse();
        assertThat(closes).isEmpty();
        underWay.remove().accept(null);
        assertThat(closes.poll(5, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(written).containsExactly("last words");
    }

    @Test
    void isClosedByAWriteThatFails() throws InterruptedException {
        outbox.sendText("one");
        outbox.sendText("two");
        underWay.remove().accept(new IOException("cut"));
        assertThat(closes.poll(5, TimeUnit.SECONDS)).isEqualTo(1006);
        assertThat(written).containsExactly("one");
        assertThat(outbox.sendText("three")).isFalse();
    }
}
