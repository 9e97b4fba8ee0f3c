package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.retell.RetellDoor;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Refusal;
import io.antiphon.ports.line.TextLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The messages of {@code /ws/retell/llm}. */
final class RetellMessagesTest {
    private static final UUID PLACED = UUID.fromString("00000000-0000-0000-0000-000000000007");

    private static final String DETAILS = """
            {"interaction_type":"call_details","call":{"call_type":"phone_call","call_id":"call_1","agent_id":"agent_1",
            "call_status":"ongoing","direction":"outbound","from_number":"+15550100","to_number":"+15550199",
            "metadata":{"agent":"desk","antiphon_call_id":"%s","language":"hi-IN"},
            "retell_llm_dynamic_variables":{"patient":"Meera"}}}
            """.formatted(PLACED);

    private final AtomicLong nanos = new AtomicLong(1);
    private final Pacer pacer = new Pacer(nanos::get);
    private final CompletableFuture<TextLine> line = new CompletableFuture<>();
    private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();
    private final RetellDoor door = new RetellDoor(pacer, (opened, arrived) -> {
        line.complete(opened);
        arrival.complete(arrived);
    });
    private final Far far = new Far();
    private final SocketListener served =
            door.connect(far, Map.of(RetellDoor.CALL, "call_1", "agent", "from-the-address"));
    private final Heard heard = new Heard();

    /** What Retell is sent over one socket. */
    private static final class Far implements Socket {
        final List<String> texts = new ArrayList<>();
        int closed;

        @Override
        public boolean sendText(String text) {
            texts.add(text);
            return closed == 0;
        }

        @Override
        public boolean sendBinary(byte[] bytes) {
            throw new AssertionError("Retell takes no binary messages");
        }

        @Override
        public void close(int code, String reason) {
            closed = code;
        }

        List<String> take() {
            List<String> taken = List.copyOf(texts);
            texts.clear();
            return taken;
        }
    }

    /** What the call is told. */
    private static final class Heard implements TextLine.Listener {
        final List<String> all = new ArrayList<>();
        int ticks;

        @Override
        public void tick() {
            ticks++;
        }

        @Override
        public void transcript(List<TextLine.Said> said) {
            all.add("told " + text(said));
        }

        @Override
        public void answerWanted(int request, List<TextLine.Said> said) {
            all.add("wants " + request + " " + text(said));
        }

        @Override
        public void reminderWanted(int request, List<TextLine.Said> said) {
            all.add("reminder " + request + " " + text(said));
        }

        @Override
        public void hungUp() {
            all.add("hung up");
        }

        @Override
        public void lost(String why) {
            all.add("lost");
        }

        private static String text(List<TextLine.Said> said) {
            return String.join(
                    "|",
                    said.stream()
                            .map(one -> (one.agent() ? "agent:" : "user:") + one.text() + "@" + one.startTick() + "-"
                                    + one.endTick())
                            .toList());
        }
    }

    private void pass(double seconds) {
        for (int tick = 0; tick < Math.round(seconds * 50); tick++) {
            nanos.addAndGet(20_000_000);
            pacer.runDue();
        }
    }

    private TextLine begun() throws Exception {
        served.text(DETAILS);
        TextLine begun = line.get(5, TimeUnit.SECONDS);
        begun.open(heard);
        far.take();
        return begun;
    }

    private static String wanted(String type, int id, String words) {
        return "{\"interaction_type\":\"%s\",\"response_id\":%d,\"transcript\":[{\"role\":\"user\",\"content\":\"%s\",\"words\":[{\"word\":\"%s\",\"start\":1.0,\"end\":1.5}]}]}"
                .formatted(type, id, words, words);
    }

    @Test
    void asksForDetailsAndSignsOfLifeFirst() {
        assertThat(far.take())
                .containsExactly(
                        "{\"response_type\":\"config\",\"config\":{\"auto_reconnect\":true,\"call_details\":true}}");
    }

    @Test
    void arrivesWithTheDetails() throws Exception {
        TextLine begun = begun();
        assertThat(arrival.get(5, TimeUnit.SECONDS))
                .isEqualTo(new Arrival("desk", PLACED, Map.of("patient", "Meera", "language", "hi-IN")));
        assertThat(begun.description().channel()).isEqualTo("retell");
        assertThat(begun.description().callerNumber()).isEqualTo("+15550199");
        assertThat(begun.description().providerCallId()).isEqualTo("call_1");
    }

    @Test
    void arrivesWithoutDetailsAfterASecond() throws Exception {
        pass(0.9);
        assertThat(arrival).isNotDone();
        pass(0.2);
        assertThat(arrival.get(5, TimeUnit.SECONDS)).isEqualTo(new Arrival("from-the-address", Map.of()));
    }

    @Test
    void answersASignOfLifeWithItsOwnTime() {
        far.take();
        served.text("{\"interaction_type\":\"ping_pong\",\"timestamp\":1700000000123}");
        served.text("{\"interaction_type\":\"ping_pong\"}");
        assertThat(far.take())
                .containsExactly(
                        "{\"response_type\":\"ping_pong\",\"timestamp\":1700000000123}",
                        "{\"response_type\":\"ping_pong\",\"timestamp\":0}");
    }

    @Test
    void tellsWhatIsWanted() throws Exception {
        begun();
        served.text(wanted("update_only", 0, "Hel"));
        served.text(wanted("response_required", 1, "Hello"));
        served.text(wanted("reminder_required", 2, "Hello"));
        assertThat(heard.all)
                .containsExactly("told user:Hel@50-75", "wants 1 user:Hello@50-75", "reminder 2 user:Hello@50-75");
    }

    @Test
    void keepsWhatIsWantedUntilTheCallIsReady() throws Exception {
        served.text(DETAILS);
        served.text(wanted("response_required", 1, "Hello"));
        line.get(5, TimeUnit.SECONDS).open(heard);
        assertThat(heard.all).containsExactly("wants 1 user:Hello@50-75");
    }

    @Test
    void answersInRetellsForm() throws Exception {
        TextLine begun = begun();
        begun.answer(TextLine.GREETING, "Hello \"you\". ", false, false);
        begun.answer(TextLine.GREETING, "", true, true);
        begun.interject(1, "A nurse.", true, false);
        begun.toolStarted("t1", "look_up", "{\"a\":1}");
        begun.toolFinished("t1", "found");
        begun.takeTurns(new TextLine.TurnTaking(0.8, 0.5, 10_000, 2));
        assertThat(far.take())
                .containsExactly(
                        "{\"response_type\":\"response\",\"response_id\":0,\"content\":\"Hello \\\"you\\\". \","
                                + "\"content_complete\":false,\"end_call\":false}",
                        "{\"response_type\":\"response\",\"response_id\":0,\"content\":\"\",\"content_complete\":true,"
                                + "\"end_call\":true}",
                        "{\"response_type\":\"agent_interrupt\",\"interrupt_id\":1,\"content\":\"A nurse.\","
                                + "\"content_complete\":true,\"end_call\":false}",
                        "{\"response_type\":\"tool_call_invocation\",\"tool_call_id\":\"t1\",\"name\":\"look_up\","
                                + "\"arguments\":\"{\\\"a\\\":1}\"}",
                        "{\"response_type\":\"tool_call_result\",\"tool_call_id\":\"t1\",\"content\":\"found\","
                                + "\"successful\":true}",
                        "{\"response_type\":\"update_agent\",\"agent_config\":{\"responsiveness\":0.8,"
                                + "\"interruption_sensitivity\":0.5,\"reminder_trigger_ms\":10000,"
                                + "\"reminder_max_count\":2}}");
    }

    @Test
    void sendsNothingForARequestThatANewerOneHasReplaced() throws Exception {
        TextLine begun = begun();
        served.text(wanted("response_required", 1, "Hello"));
        begun.answer(1, "Good ", false, false);
        served.text(wanted("response_required", 2, "Hello there"));
        begun.answer(1, "morning", true, false);
        assertThat(far.take()).hasSize(1);
    }

    @Test
    void goesOnWhenRetellComesAgain() throws Exception {
        TextLine begun = begun();
        served.text(wanted("response_required", 1, "Hello"));
        served.closed(1006);
        begun.answer(1, "Good morning.", true, false);
        pass(30);
        var again = new Far();
        SocketListener second = door.connect(again, Map.of(RetellDoor.CALL, "call_1"));
        assertThat(again.take()).hasSize(2).last().asString().contains("Good morning.");
        second.text(DETAILS);
        second.text(wanted("response_required", 2, "Are you there"));
        served.closed(1006);
        begun.answer(2, "Yes.", true, false);
        assertThat(again.take()).singleElement().asString().contains("Yes.");
        assertThat(heard.all).doesNotContain("lost", "hung up");
    }

    @Test
    void isLostWhenRetellDoesNotComeAgain() throws Exception {
        begun();
        served.failed("broke");
        pass(59);
        assertThat(heard.all).isEmpty();
        pass(2);
        assertThat(heard.all).containsExactly("lost");
        assertThat(heard.ticks).isGreaterThan(2900);
    }

    @Test
    void isOverWhenRetellCloses() throws Exception {
        TextLine begun = begun();
        served.closed(1000);
        assertThat(heard.all).containsExactly("hung up");
        begun.answer(TextLine.GREETING, "Too late.", true, false);
        assertThat(far.take()).isEmpty();
        pass(1);
        assertThat(pacer.figures().sessions()).isZero();
    }

    @Test
    void hangsUp() throws Exception {
        begun().hangUp("agent_hangup");
        assertThat(far.closed).isEqualTo(1000);
    }

    @Test
    void turnsAwayWithAnotherCode() throws Exception {
        begun().refuse(Refusal.UNKNOWN_AGENT);
        assertThat(far.closed).isEqualTo(4404);
    }

    @Test
    void leavesWhatItCannotUse() throws Exception {
        begun();
        served.text("{\"interaction_type\":\"dance\"}");
        served.text("[]");
        served.text("{\"interaction_type\":\"response_required\",\"response_id\":\"one\",\"transcript\":7}");
        served.text("{\"interaction_type\":\"update_only\",\"transcript\":[{\"role\":7},{\"role\":\"user\"}]}");
        assertThat(heard.all).containsExactly("told ");
        assertThat(far.closed).isZero();
    }

    @Test
    void closesAfterTheSixthMessageThatIsNoJson() throws Exception {
        begun();
        for (int i = 0; i < 5; i++) {
            served.text("{");
        }
        assertThat(far.closed).isZero();
        served.text("{");
        assertThat(far.closed).isEqualTo(1007);
    }
}
