package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.TextEvent;
import io.antiphon.conversation.stage.TextStage;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.TextLine.Said;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A call in words alone with a far end and providers drawn by a seed: models that stall, fail, answer late, say nothing,
 * go on though they were told to stop; tools that take long; callers who go on, fall silent and hang up.
 */
final class SimulatedCorrespondence implements TextStage {
    private static final String[] WORDS = {"pain", "night", "water", "sleep", "doctor", "nurse", "pillow", "mother"};
    /** Longest wait for a word, in ticks: overdue at 8 s. */
    private static final int LONGEST_WAIT = 420;
    /** The same while a tool runs: overdue at 30 s, with words before that. */
    private static final int LONGEST_WAIT_WITH_TOOL = 1_520;

    private static final int TICKS_A_LETTER = 3;

    final KeptJournal journal = new KeptJournal(() -> {});
    int given;
    private final Random random;
    private final List<Said> all = new ArrayList<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Set<String> running = new HashSet<>();
    private final TextConversation talk;
    private long tick;
    private long dues;
    private int request;
    private int answered = -1;
    private boolean open = true;
    private long spokenUntil;
    private final StringBuilder answer = new StringBuilder();

    /** Something that a provider will do. */
    private record Due(long tick, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return tick != other.tick ? Long.compare(tick, other.tick) : Long.compare(order, other.order);
        }
    }

    SimulatedCorrespondence(int seed) {
        random = new Random(seed);
        boolean knowledge = random.nextBoolean();
        String[] minds = random.nextBoolean() ? new String[] {"first"} : new String[] {"first", "second"};
        talk = new TextConversation(
                Correspondence.settings(random.nextInt(4) == 0 ? null : "Hello there.", knowledge, minds), this);
    }

    /** What was said, by whom. */
    List<String> said() {
        return all.stream()
                .map(one -> (one.agent() ? "agent: " : "user: ") + one.text())
                .toList();
    }

    void run() {
        talk.begin();
        int happenings = 3 + random.nextInt(12);
        for (int i = 0; i < happenings && !talk.isOver(); i++) {
            pass(random.nextInt(4) == 0 ? random.nextInt(700) : random.nextInt(120));
            happen();
        }
        pass(random.nextInt(500));
        take(new TextEvent.Happened(
                random.nextBoolean() ? new CallEvent.CallerHungUp() : new CallEvent.LineLost("broke")));
    }

    /** What comes after the end. */
    void goOn() {
        pass(2_000);
    }

    private void happen() {
        switch (random.nextInt(12)) {
            case 0 -> take(new TextEvent.Happened(new CallEvent.OperatorSaid("A nurse will call.")));
            case 1 -> {
                if (random.nextInt(4) == 0) {
                    take(new TextEvent.Happened(new CallEvent.EndRequested("operator_ended")));
                }
            }
            case 2 -> {
                hear();
                ask(new TextEvent.ReminderWanted(++request, all));
            }
            case 3, 4, 5 -> {
                if (!all.isEmpty() && !all.getLast().agent()) {
                    all.set(all.size() - 1, new Said(false, all.getLast().text() + " " + words(), -1, -1));
                } else {
                    all.add(new Said(false, words(), -1, -1));
                }
                ask(new TextEvent.AnswerWanted(++request, all));
            }
            default -> {
                hear();
                all.add(new Said(false, words(), -1, -1));
                take(new TextEvent.Told(all));
                ask(new TextEvent.AnswerWanted(++request, all));
            }
        }
    }

    /** The far end has spoken some of what it was given. */
    private void hear() {
        String text = answer.toString().strip();
        answer.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        String[] words = text.split(" ");
        int heard = random.nextBoolean() ? words.length : 1 + random.nextInt(words.length);
        all.add(new Said(true, String.join(" ", List.of(words).subList(0, heard)), -1, -1));
        take(new TextEvent.Told(all));
    }

    private void ask(TextEvent event) {
        open = true;
        answer.setLength(0);
        spokenUntil = tick;
        answered = request;
        take(event);
    }

    private void pass(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            while (!due.isEmpty() && due.peek().tick() <= tick) {
                due.remove().what().run();
            }
            take(new TextEvent.Ticked());
            if (open && !talk.isOver()) {
                assertThat(tick - spokenUntil)
                        .as("how long somebody waits for a word")
                        .isLessThan(running.isEmpty() ? LONGEST_WAIT : LONGEST_WAIT_WITH_TOOL);
            }
        }
    }

    private void take(TextEvent event) {
        boolean over = talk.isOver();
        talk.take(event, tick * 20_000);
        assertThat(over && !talk.isOver()).isFalse();
    }

    private void later(int ticks, Runnable what) {
        due.add(new Due(tick + ticks, dues++, what));
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i <= random.nextInt(6); i++) {
            words.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    @Override
    public void find(int turn, Question question) {
        if (random.nextInt(5) > 0) {
            later(random.nextInt(80), () -> happened(new CallEvent.PassagesFound(turn, Findings.none())));
        }
    }

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {
        int at = random.nextInt(5) == 0 ? random.nextInt(500) : random.nextInt(40);
        switch (random.nextInt(10)) {
            case 0 -> {}
            case 1 ->
                later(
                        at,
                        () -> happened(new CallEvent.ProviderFailed(
                                turn,
                                CallEvent.Part.MIND,
                                attempt,
                                new ProviderFailure("mind", ProviderFailure.Kind.UNREACHABLE, "gone"))));
            default -> {
                for (int sentence = 0; sentence < random.nextInt(4); sentence++) {
                    at += random.nextInt(12) == 0 ? random.nextInt(400) : random.nextInt(10);
                    String text = words() + ". ";
                    later(at, () -> thought(turn, attempt, new ModelPiece.Text(text)));
                }
                if (random.nextInt(5) == 0 && !prompt.tools().isEmpty()) {
                    String name = random.nextInt(6) == 0 ? Composing.END_CALL : "look_up";
                    later(at, () -> thought(turn, attempt, new ModelPiece.ToolRequest("x", name, "{}")));
                }
                if (random.nextInt(8) > 0) {
                    later(
                            at + 1,
                            () -> thought(turn, attempt, new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0)));
                }
            }
        }
    }

    private void thought(int turn, int attempt, ModelPiece piece) {
        happened(new CallEvent.ModelThought(turn, attempt, piece));
    }

    private void happened(CallEvent event) {
        take(new TextEvent.Happened(event));
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest wish) {
        assertThat(running.add(wish.name() + wish.arguments()))
                .as("a wish is carried out once")
                .isTrue();
        later(random.nextInt(4) == 0 ? random.nextInt(1_400) : random.nextInt(50), () -> {
            running.remove(wish.name() + wish.arguments());
            happened(new CallEvent.ToolFinished(turn, wish.id(), wish.name(), wish.arguments(), "done"));
        });
    }

    @Override
    public void cancel(int turn) {}

    @Override
    public void cancelThought(int turn, int attempt) {}

    @Override
    public void answer(int number, String text, boolean complete, boolean endCall) {
        given++;
        if (number != 0 || request != 0) {
            assertThat(number).as("the request that is answered").isEqualTo(answered);
        }
        assertThat(open).as("a request is open until it is complete").isTrue();
        give(text);
        open = !complete;
    }

    @Override
    public void interject(int interjection, String text, boolean complete, boolean endCall) {
        given++;
        give(text);
        // What is said over a request takes its place.
        open = false;
    }

    private void give(String text) {
        answer.append(text);
        spokenUntil = Math.max(spokenUntil, tick) + (long) TICKS_A_LETTER * text.length();
    }

    @Override
    public void toolFinished(String id, String result) {}

    @Override
    public CallJournal journal() {
        return journal;
    }

    @Override
    public void hangUp(String reason) {}
}
