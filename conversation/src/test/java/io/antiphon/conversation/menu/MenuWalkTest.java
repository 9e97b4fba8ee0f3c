package io.antiphon.conversation.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A caller before a language menu whose keys lead to a second menu, to agents and to the end. */
class MenuWalkTest {
    private static final UUID LANGUAGES = UUID.randomUUID();
    private static final UUID WARDS = UUID.randomUUID();
    private static final UUID NURSE = UUID.randomUUID();
    private static final int TIMEOUT = 50;
    private static final Action CALLED = new Action.Agent(null, null);

    private final MenuWalk walk = new MenuWalk(
            Map.of(
                    LANGUAGES,
                    menu(
                            LANGUAGES,
                            "languages",
                            CALLED,
                            new Choice('1', "English", new Action.Submenu(WARDS), false),
                            new Choice('2', "Hindi", new Action.Agent(null, "hi-IN"), false),
                            new Choice('9', "Crisis", new Action.Agent(NURSE, null), true)),
                    WARDS,
                    menu(
                            WARDS,
                            "wards",
                            new Action.HangUp(),
                            new Choice('0', "A nurse", new Action.Agent(NURSE, null), false),
                            new Choice('*', "Back", new Action.Submenu(LANGUAGES), false),
                            new Choice('#', "End", new Action.HangUp(), false))),
            LANGUAGES);

    private static Menu menu(UUID id, String name, Action fallback, Choice... choices) {
        return new Menu(id, name, "en", "This is " + name + ".", List.of(choices), TIMEOUT, 2, fallback);
    }

    private MenuMove press(char digit) {
        return walk.take(new MenuEvent.Pressed(digit));
    }

    /** The prompt ends, and then nothing comes until something is done. */
    private MenuMove waits() {
        walk.take(new MenuEvent.Spoken());
        MenuMove move = walk.take(new MenuEvent.Tick());
        while (move instanceof MenuMove.Stay) {
            move = walk.take(new MenuEvent.Tick());
        }
        return move;
    }

    private static void says(MenuMove move, UUID menu) {
        assertThat(move)
                .isInstanceOfSatisfying(
                        MenuMove.Say.class, say -> assertThat(say.menu().id()).isEqualTo(menu));
    }

    @Test
    void leadsThroughASecondMenuToAnAgent() {
        says(walk.begin(), LANGUAGES);
        says(press('1'), WARDS);
        assertThat(press('0')).isEqualTo(new MenuMove.Connect(new Action.Agent(NURSE, null)));
        assertThat(walk.take(new MenuEvent.Tick())).isEqualTo(new MenuMove.Over());
    }

    @Test
    void takesAKeyWhileThePromptIsSaid() {
        walk.begin();
        walk.take(new MenuEvent.Tick());
        assertThat(press('2')).isEqualTo(new MenuMove.Connect(new Action.Agent(null, "hi-IN")));
    }

    @Test
    void countsSilenceFromTheEndOfThePrompt() {
        walk.begin();
        for (int i = 0; i < 3 * TIMEOUT; i++) {
            assertThat(walk.take(new MenuEvent.Tick()))
                    .as("while the prompt is said")
                    .isEqualTo(new MenuMove.Stay());
        }
        walk.take(new MenuEvent.Spoken());
        for (int i = 1; i < TIMEOUT; i++) {
            assertThat(walk.take(new MenuEvent.Tick())).isEqualTo(new MenuMove.Stay());
        }
        says(walk.take(new MenuEvent.Tick()), LANGUAGES);
    }

    @Test
    void repeatsItsPromptSoOftenAndThenGivesUp() {
        walk.begin();
        says(waits(), LANGUAGES);
        says(press('7'), LANGUAGES);
        assertThat(waits()).isEqualTo(new MenuMove.Connect(new Action.Agent(null, null)));
        assertThat(walk.retries()).isEqualTo(2);
        assertThat(kinds())
                .containsExactly(
                        MenuStep.Kind.ENTERED,
                        MenuStep.Kind.TIMED_OUT,
                        MenuStep.Kind.REPEATED,
                        MenuStep.Kind.UNKNOWN_KEY,
                        MenuStep.Kind.REPEATED,
                        MenuStep.Kind.TIMED_OUT,
                        MenuStep.Kind.GAVE_UP,
                        MenuStep.Kind.CONNECTED);
    }

    @Test
    void beginsToCountAgainInTheNextMenu() {
        walk.begin();
        waits();
        waits();
        says(press('1'), WARDS);
        says(waits(), WARDS);
        says(waits(), WARDS);
        assertThat(waits())
                .isInstanceOfSatisfying(
                        MenuMove.HangUp.class, end -> assertThat(end.chosen()).isFalse());
        assertThat(walk.retries()).isEqualTo(4);
    }

    @Test
    void hangsUpWhereAKeySaysSo() {
        walk.begin();
        press('1');
        assertThat(press('#'))
                .isInstanceOfSatisfying(
                        MenuMove.HangUp.class, end -> assertThat(end.chosen()).isTrue());
    }

    @Test
    void letsNobodyGoRoundForEver() {
        walk.begin();
        MenuMove move = press('1');
        while (move instanceof MenuMove.Say) {
            move = press(walk.menu().id().equals(WARDS) ? '*' : '1');
        }
        assertThat(walk.keys()).isEqualTo(MenuWalk.MOST_KEYS);
        assertThat(move).isInstanceOf(MenuMove.HangUp.class);
    }

    @Test
    void recordsNeitherASensitiveKeyNorOneThatStandsForNothing() {
        walk.begin();
        press('5');
        press('9');
        assertThat(walk.steps())
                .allSatisfy(step -> assertThat(step.digit()).isNull())
                .allSatisfy(step -> assertThat(step.label()).isNull());
        assertThat(walk.keys()).isEqualTo(2);
    }

    @Test
    void recordsTheOtherKeysWithTheirLabels() {
        walk.begin();
        press('1');
        press('0');
        assertThat(walk.steps())
                .filteredOn(step -> step.kind() == MenuStep.Kind.PRESSED)
                .extracting(step -> step.menu() + " " + step.digit() + " " + step.label())
                .containsExactly("languages 1 English", "wards 0 A nurse");
    }

    @Test
    void isOverWhenTheCallerIsGone() {
        walk.begin();
        assertThat(walk.take(new MenuEvent.Gone())).isEqualTo(new MenuMove.Over());
        assertThat(press('1')).isEqualTo(new MenuMove.Over());
        assertThat(kinds()).containsExactly(MenuStep.Kind.ENTERED, MenuStep.Kind.GONE);
    }

    private List<MenuStep.Kind> kinds() {
        return walk.steps().stream().map(MenuStep::kind).toList();
    }
}
