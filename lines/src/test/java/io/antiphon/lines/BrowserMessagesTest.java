package io.antiphon.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.lines.browser.BrowserDoor;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import io.antiphon.testkit.LineLog;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages of {@code /ws/voice-browser}. */
final class BrowserMessagesTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Cable cable = Cables.browser(true);
    private final LineLog log = new LineLog();

    @Test
    void bringsTheWantedAgentAndOtherParametersToTheReception() throws Exception {
        var arrived = new CompletableFuture<Arrival>();
        var door = new BrowserDoor(new Pacer(() -> 0), (line, arrival) -> arrived.complete(arrival));
        var unused = door.connect(new NoSocket(), Map.of("agent_id", "a-1", "playback", "reported", "source", "ad"));
        assertThat(unused).isNotNull();
        assertThat(arrived.get(5, TimeUnit.SECONDS)).isEqualTo(new Arrival("a-1", Map.of("source", "ad")));
    }

    @Test
    void takesTheDefaultAgentWhenNoneIsNamed() throws Exception {
        var arrived = new CompletableFuture<Arrival>();
        var door = new BrowserDoor(new Pacer(() -> 0), (line, arrival) -> arrived.complete(arrival));
        assertThat(door.connect(new NoSocket(), Map.of("agent_id", " "))).isNotNull();
        assertThat(arrived.get(5, TimeUnit.SECONDS).agent()).isNull();
    }

    @Test
    void tellsHowTheSessionGoes() {
        var line = cable.line();
        line.show(new Notice.Started("c-1", "Antonia"));
        line.show(new Notice.CallerText("Hello", false));
        line.show(new Notice.CallerText("Hello there", true));
        line.show(new Notice.AgentText("Hi! How can I", true, true));
        line.show(new Notice.ToolRan("book", "{\"day\":\"Friday\"}", "{\"booked\":true}"));
        line.show(new Notice.ToolRan("book", "not json", null));
        line.show(new Notice.Trouble("the voice is not available: try again"));
        line.show(new Notice.Ended("user_ended", 45));
        assertThat(texts())
                .containsExactly(
                        json("{'type':'session_started','agent':'Antonia','call_id':'c-1','rate':16000,'frame_ms':20}"),
                        json("{'type':'transcript','role':'user','content':'Hello','is_final':false}"),
                        json("{'type':'transcript','role':'user','content':'Hello there','is_final':true}"),
                        json(
                                "{'type':'transcript','role':'assistant','content':'Hi! How can I','is_final':true,'interrupted':true}"),
                        json(
                                "{'type':'tool_call','name':'book','arguments':{'day':'Friday'},'result':{'booked':true}}"),
                        json("{'type':'tool_call','name':'book','arguments':'not json','result':null}"),
                        json("{'type':'error','message':'the voice is not available: try again'}"),
                        json("{'type':'session_ended','reason':'user_ended','duration':45}"));
    }

    @Test
    void tellsWhatATurnTookAndWhereItsAnswerCameFrom() {
        var passage = new Passage("hours.pdf", "Hours", "Weekends", 3, "Open until noon.", "0123456789abcdef", 0.5);
        var turn = new TurnRecord(
                2,
                "When?",
                "Until noon.",
                List.of(passage),
                0.75,
                "small",
                true,
                new TurnRecord.Latency(200, 5, 100, 60, 10, 375, 420),
                1,
                TurnRecord.Span.UNKNOWN);
        cable.line().show(new Notice.TurnDone(turn));
        assertThat(texts())
                .containsExactly(
                        json(
                                "{'type':'turn','number':2,'heard':'When?','spoken':'Until noon.','sources':[{'document':'hours.pdf','title':'Hours','heading':'Weekends','page':3,'text':'Open until noon.','hash':'0123456789abcdef','score':0.5}],'confidence':0.75,'mind':'small','interrupted':true,'guesses':1,'latency':{'ear_ms':200,'knowledge_ms':5,'model_ms':100,'voice_ms':60,'wire_ms':10,'voice_to_voice_ms':375,'heard_ms':420}}"));
        assertThat(cable.caller().next(CallerEvent.Turn.class).join().turn()).isEqualTo(turn);
    }

    @Test
    void hearsSoundInBase64() {
        cable.line().open(log);
        cable.mute();
        var bytes = new byte[640];
        Arrays.fill(bytes, (byte) 7);
        cable.send("{\"type\":\"audio\",\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}");
        assertThat(log.heard()).hasSize(1);
        assertThat(log.heard().getFirst().samples()).containsOnly((short) 0x0707);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[]",
                "{}",
                "{\"type\":\"speak\"}",
                "{\"type\":7}",
                "{\"type\":\"audio\"}",
                "{\"type\":\"audio\",\"data\":\"%%%\"}",
                "{\"type\":\"played\"}",
                "{\"type\":\"played\",\"frames\":-1}",
                "{\"type\":\"played\",\"frames\":\"9\"}",
                "{\"type\":\"cleared\",\"frames\":1.5}"
            })
    void answersWhatItCannotUseWithOneErrorAndGoesOn(String message) {
        cable.line().open(log);
        cable.pass(5);
        cable.send(message);
        assertThat(texts()).singleElement().satisfies(error -> {
            assertThat(error.path("type").stringValue()).isEqualTo("error");
            assertThat(error.path("message").stringValue()).containsAnyOf("type:", "data:", "frames:", "not JSON");
        });
        cable.pass(5);
        assertThat(log.heard()).hasSizeBetween(9, 11);
        assertThat(log.endings()).isEmpty();
    }

    @Test
    void refusesAMessageOfMoreThan64KilobytesOfSound() {
        cable.line().open(log);
        cable.send(new byte[64 * 1024 + 2]);
        assertThat(texts()).hasSize(1);
        assertThat(log.heard()).isEmpty();
    }

    @Test
    void closesAfterTwentyMessagesItCannotUse() {
        cable.line().open(log);
        for (int i = 0; i < 30; i++) {
            cable.send("{\"type\":\"nonsense\"}");
        }
        assertThat(cable.closes()).isTrue();
        assertThat(cable.closeCode()).isEqualTo(1008);
        assertThat(texts()).hasSize(21);
        assertThat(log.endings()).containsExactly("lost");
    }

    @Test
    void tellsOnceThatSoundCameFasterThanItCanBeHeard() {
        cable.line().open(log);
        for (int i = 0; i < 20; i++) {
            cable.send(new byte[60 * 1024]);
        }
        assertThat(texts())
                .singleElement()
                .satisfies(error ->
                        assertThat(error.path("message").stringValue()).contains("640-byte message each 20 ms"));
    }

    @Test
    void believesNoReportOfWhatWasNeverSent() {
        cable.line().open(log);
        cable.withholdReports();
        for (int i = 0; i < 10; i++) {
            cable.line().play(Frame.silence(16_000));
        }
        cable.pass(3);
        cable.send("{\"type\":\"played\",\"frames\":1000000}");
        assertThat(log.lastPlayed()).isLessThanOrEqualTo(6);
        long before = log.lastPlayed();
        cable.send("{\"type\":\"played\",\"frames\":1}");
        cable.send("{\"type\":\"cleared\",\"frames\":9}");
        cable.pass(1);
        assertThat(log.lastPlayed()).isEqualTo(before);
        assertThat(log.cleared()).isEmpty();
        cable.line().clear();
        cable.send("{\"type\":\"cleared\",\"frames\":99999}");
        assertThat(log.cleared()).hasSize(1);
        assertThat(log.cleared().getFirst()).isLessThanOrEqualTo(8);
    }

    @Test
    void ignoresAnAnswerToAClearThatCameTooLate() {
        cable.line().open(log);
        cable.withholdReports();
        for (int i = 0; i < 40; i++) {
            cable.line().play(Frame.silence(16_000));
        }
        cable.pass(20);
        cable.line().clear();
        cable.pass(20);
        assertThat(log.cleared()).hasSize(1);
        cable.send("{\"type\":\"cleared\",\"frames\":3}");
        cable.line().clear();
        cable.send("{\"type\":\"cleared\",\"frames\":4}");
        assertThat(log.cleared()).hasSize(2).isSorted();
    }

    @Test
    void asksAClientThatReportsToSaySoInItsAddress() {
        var plain = Cables.browser(false);
        plain.line().open(log);
        plain.send("{\"type\":\"played\",\"frames\":1}");
        assertThat(plain.texts()).singleElement().asString().contains("playback=reported");
    }

    @Test
    void turnsAwayWhoeverWantsAnUnknownAgent() {
        cable.line().refuse(Refusal.UNKNOWN_AGENT);
        assertThat(cable.closes()).isTrue();
        assertThat(cable.closeCode()).isEqualTo(4404);
        assertThat(texts()).singleElement().satisfies(error -> {
            assertThat(error.path("type").stringValue()).isEqualTo("error");
            assertThat(error.path("message").stringValue()).isEqualTo(Refusal.UNKNOWN_AGENT.remedy());
        });
    }

    @Test
    void mayStillSayGoodbyeToACallerWhoEnded() {
        cable.line().open(log);
        cable.send("{\"type\":\"end\"}");
        assertThat(log.endings()).containsExactly("hung up");
        cable.line().show(new Notice.Ended("user_ended", 1));
        cable.line().hangUp("user_ended");
        assertThat(cable.closes()).isTrue();
        assertThat(cable.closeCode()).isEqualTo(1000);
        assertThat(texts()).hasSize(1);
    }

    private List<JsonNode> texts() {
        return cable.texts().stream().map(JSON::readTree).toList();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
