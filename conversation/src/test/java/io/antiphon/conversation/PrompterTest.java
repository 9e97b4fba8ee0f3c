package io.antiphon.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said before an agent has the caller: with which voice, and how it stops. */
@Timeout(30)
class PrompterTest {
    private static final int RATE = 8000;
    private static final int HALF_A_SECOND = 25;

    private final Wire wire = new Wire();
    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private Prompter prompter = speaking(PrompterTest::half);

    /** A line that keeps count. */
    private static final class Wire implements Line {
        private int frames;
        private int clears;

        @Override
        public LineDescription description() {
            return new LineDescription("wire", RATE, null, null);
        }

        @Override
        public void open(Listener listener) {}

        @Override
        public void play(Frame frame) {
            frames++;
        }

        @Override
        public void clear() {
            clears++;
        }

        @Override
        public void show(Notice notice) {}

        @Override
        public void hangUp(String reason) {}

        @Override
        public void refuse(Refusal refusal) {}
    }

    /** How one voice of a test speaks. */
    private interface Manner {
        void speak(Voice.Sink sink) throws ProviderFailure, InterruptedException;
    }

    private record Speaking(Manner manner) implements TextToSpeech {
        @Override
        public ProviderDescription description() {
            return new ProviderDescription("test", true, Set.of(), "");
        }

        @Override
        public Voice open(VoiceSettings settings) {
            return new Voice() {
                @Override
                public void speak(String text, Sink sink) throws ProviderFailure, InterruptedException {
                    manner.speak(sink);
                }

                @Override
                public void close() {}
            };
        }
    }

    private static void half(Voice.Sink sink) {
        sink.audio(new short[RATE / 2], RATE);
    }

    private static void fails(Voice.Sink sink) throws ProviderFailure {
        throw new ProviderFailure("test", ProviderFailure.Kind.UNREACHABLE, "as told");
    }

    private static void saysNothing(Voice.Sink sink) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private Prompter speaking(Manner... manners) {
        var voices = List.of(manners).stream().map(Speaking::new).toList();
        var diction = new Diction(List.copyOf(voices), new VoiceSettings("en", null, 1, RATE));
        return new Prompter("test", wire, language -> diction, events::add);
    }

    /** Takes what the voices tell until one has said it all. */
    private void untilFinished() throws InterruptedException {
        CallEvent event;
        do {
            event = events.poll(20, TimeUnit.SECONDS);
            switch (event) {
                case CallEvent.VoiceSounded sound -> prompter.sounded(sound);
                case CallEvent.VoiceFinished end -> prompter.finished(end);
                case CallEvent.ProviderFailed failure -> prompter.failed(failure);
                case null -> throw new AssertionError("no voice finished");
                default -> {}
            }
        } while (!(event instanceof CallEvent.VoiceFinished));
    }

    private boolean ticks(int times) {
        boolean heard = false;
        for (int i = 0; i < times; i++) {
            heard |= prompter.tick();
        }
        return heard;
    }

    @AfterEach
    void endsAllWork() throws InterruptedException {
        prompter.close();
    }

    @Test
    void isHeardOutOnceTheLineHasPlayedItAll() throws Exception {
        prompter.say("Press one.", "en");
        untilFinished();
        assertThat(ticks(HALF_A_SECOND)).isFalse();
        assertThat(wire.frames).isEqualTo(HALF_A_SECOND);
        prompter.played(HALF_A_SECOND - 1);
        assertThat(ticks(1)).isFalse();
        prompter.played(HALF_A_SECOND);
        assertThat(ticks(1)).isTrue();
        assertThat(ticks(10)).as("once").isFalse();
    }

    @Test
    void runsNoFurtherAheadOfTheClockThanAnAgentDoes() throws Exception {
        prompter.say("Press one.", "en");
        untilFinished();
        ticks(5);
        assertThat(wire.frames).isEqualTo(5 + Stage.LEAD);
    }

    @Test
    void isSaidByTheNextVoiceWhereOneFails() throws Exception {
        prompter = speaking(PrompterTest::fails, PrompterTest::half);
        prompter.say("Press one.", "en");
        untilFinished();
        ticks(HALF_A_SECOND);
        assertThat(wire.frames).isEqualTo(HALF_A_SECOND);
    }

    @Test
    void isSaidByTheNextVoiceWhereOneSaysNothing() throws Exception {
        prompter = speaking(PrompterTest::saysNothing, PrompterTest::half);
        prompter.say("Press one.", "en");
        ticks(260);
        untilFinished();
        ticks(HALF_A_SECOND);
        assertThat(wire.frames).isEqualTo(HALF_A_SECOND);
    }

    @Test
    void countsAsHeardWhereNoVoiceCanSayIt() throws Exception {
        prompter = speaking(PrompterTest::fails);
        prompter.say("Press one.", "en");
        CallEvent failure = events.poll(20, TimeUnit.SECONDS);
        assertThat(failure).isInstanceOfSatisfying(CallEvent.ProviderFailed.class, prompter::failed);
        assertThat(ticks(1)).isTrue();
        assertThat(wire.frames).isZero();
    }

    @Test
    void dropsWhatIsUnderwayAndWaitsForTheLineBeforeItSpeaksAgain() throws Exception {
        prompter.say("Press one.", "en");
        untilFinished();
        ticks(3);
        int before = wire.frames;
        prompter.say("Press two.", "en");
        assertThat(wire.clears).isOne();
        assertThat(prompter.isSilent()).isFalse();
        untilFinished();
        ticks(5);
        assertThat(wire.frames).as("until the line has cleared").isEqualTo(before);
        prompter.cleared();
        ticks(5);
        assertThat(wire.frames).isGreaterThan(before);
    }

    @Test
    void isSilentAtOnceWhereNothingIsUnderway() throws Exception {
        prompter.say("Press one.", "en");
        untilFinished();
        ticks(HALF_A_SECOND);
        prompter.played(HALF_A_SECOND);
        ticks(1);
        prompter.stop();
        assertThat(wire.clears).isZero();
        assertThat(prompter.isSilent()).isTrue();
    }
}
