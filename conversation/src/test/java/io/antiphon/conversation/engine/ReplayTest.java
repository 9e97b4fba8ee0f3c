package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.conversation.journal.SettingsForm;
import io.antiphon.conversation.menu.MenuJournal;
import io.antiphon.conversation.replay.Replay;
import io.antiphon.conversation.replay.Timeline;
import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import io.antiphon.ports.journal.JournalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call played again from its journal: the same with the same settings, and what would differ with others. */
class ReplayTest {
    private static List<JournalEvent> journal() {
        Script script = new Script().answers("one two three four five six seven eight nine ten");
        script.greeting = "Hello there.";
        Dialogue call = new Dialogue(script);
        call.listens();
        call.says("count to ten please");
        call.listensFor(1000);
        call.says("stop it now");
        call.listens();
        call.hangsUp();
        return call.journal;
    }

    @Test
    void decidesAsItDid() {
        Replay replay = new Replay(journal());
        assertThat(replay.recorded().decisions())
                .extracting(Timeline.Decided::decision)
                .contains("ANSWER", "PAUSE", "CUT");
        assertThat(replay.again().decisions()).isEqualTo(replay.recorded().decisions());
        assertThat(replay.again().agent()).isEqualTo(replay.recorded().agent());
    }

    @Test
    void leavesOutTheMenusThatACallBeganIn() {
        var whole = new ArrayList<JournalEvent>();
        whole.add(new JournalEvent(0, 0, MenuJournal.STEP, Map.of("menu", "front", "step", "entered")));
        whole.addAll(journal());
        assertThat(new Replay(whole).again().decisions())
                .isEqualTo(new Replay(journal()).again().decisions());
    }

    @Test
    void readsWhoMightAnswerInAnEarlierJournal() {
        var began = journal().getFirst();
        var details = new HashMap<>(began.details());
        details.putAll(Map.of("minds", "2", "mind", "lector", "dialogue", "true"));
        var earlier = new JournalEvent(began.tick(), began.micros(), began.type(), details);
        assertThat(SettingsForm.settings(earlier).resources().minds()).containsExactly("lector", "lector", "lector");
        assertThat(SettingsForm.settings(began).resources().minds()).containsExactly("mind 0");
    }

    @Test
    void readsWhereTurnsWereTakenOtherwiseAndThatAnEarlierJournalKnowsOfNone() {
        Script script = new Script();
        script.profiles = new TurnTakingProfiles(Map.of(AgentState.THINKING, 0.25, AgentState.COLLECTING, 0.5));
        Dialogue call = new Dialogue(script);
        call.hangsUp();
        var began = call.journal.getFirst();
        assertThat(SettingsForm.settings(began).manners().profiles()).isEqualTo(script.profiles);
        var details = new HashMap<>(began.details());
        assertThat(details.remove("turn_taking_profiles")).isEqualTo("collecting=0.5,thinking=0.25");
        var earlier = new JournalEvent(began.tick(), began.micros(), began.type(), details);
        assertThat(SettingsForm.settings(earlier).manners()).isEqualTo(new CallSettings.Manners(1, 1));
    }

    @Test
    void answersLaterWithMorePatience() {
        Replay replay = new Replay(journal());
        CallSettings patient = with(replay.settings(), new CallSettings.Manners(0, 1));
        assertThat(first("ANSWER", replay.with(patient))).isGreaterThan(first("ANSWER", replay.recorded()) + 20);
    }

    @Test
    void isNotInterruptedWhereItMustNotBe() {
        Replay replay = new Replay(journal());
        CallSettings firm = with(replay.settings(), new CallSettings.Manners(1, 0));
        assertThat(replay.with(firm).decisions())
                .extracting(Timeline.Decided::decision)
                .contains("ANSWER")
                .doesNotContain("PAUSE", "CUT");
    }

    @Test
    void withTheSameSettingsARehearsalGoesTheSameWay() {
        Replay replay = new Replay(journal());
        assertThat(replay.with(replay.settings()).decisions())
                .extracting(Timeline.Decided::decision)
                .isEqualTo(replay.recorded().decisions().stream()
                        .map(Timeline.Decided::decision)
                        .toList());
    }

    @Test
    void saysWhatIsMissing() {
        List<io.antiphon.ports.journal.JournalEvent> old = journal().subList(1, 5);
        assertThatThrownBy(() -> new Replay(old))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not begin with the call's settings");
    }

    private static long first(String decision, Timeline timeline) {
        return timeline.decisions().stream()
                .filter(decided -> decided.decision().equals(decision))
                .findFirst()
                .orElseThrow()
                .tick();
    }

    private static CallSettings with(CallSettings settings, CallSettings.Manners manners) {
        return new CallSettings(
                settings.persona(),
                manners,
                settings.habits(),
                settings.limits(),
                settings.phrases(),
                settings.resources());
    }
}
