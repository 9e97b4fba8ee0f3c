package io.antiphon.conversation.replay;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Conversation;
import io.antiphon.conversation.journal.JournalForm;
import io.antiphon.conversation.journal.Journaling;
import io.antiphon.conversation.journal.Witness;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.turntaking.Pace;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A recorded call with other settings, in virtual time. The caller's side comes from the journal, tick by tick; ear,
 * knowledge, model, voice and tools answer as they did; the line plays one frame a tick.
 */
final class Rehearsal extends Onlooker {
    /** After so many ticks beyond its recording a call is taken to have gone on: 30 s. */
    private static final int LONGEST_REST = 1500;

    private final RecordedCall call;
    private final RecordedAnswers answers;
    private final Protocol protocol;
    private final Conversation conversation;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private long tick;
    private long order;
    private long sent;
    private long played;
    private String guess = "";

    private record Due(long tick, long order, int turn, CallEvent event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return tick != other.tick ? Long.compare(tick, other.tick) : Long.compare(order, other.order);
        }
    }

    Rehearsal(RecordedCall call, CallSettings settings) {
        this(call, settings, new Protocol());
    }

    private Rehearsal(RecordedCall call, CallSettings settings, Protocol protocol) {
        super(protocol);
        this.call = call;
        this.answers = new RecordedAnswers(call);
        this.protocol = protocol;
        this.conversation = new Conversation(settings, this, new Memory(call));
    }

    Timeline run() {
        for (JournalEvent entry : call.entries) {
            CallEvent event = JournalForm.event(entry, RecordedCall.RATE);
            if (event != null && isTheCallers(event)) {
                due.add(new Due(entry.tick(), order++, -1, event));
            }
        }
        while (!conversation.isOver() && tick < call.ticks() + (long) LONGEST_REST) {
            while (!due.isEmpty() && due.peek().tick() <= tick) {
                give(due.remove());
            }
            if (played < sent) {
                played++;
                protocol.agent.sounds(tick);
                conversation.take(new CallEvent.PlayedUpTo(played), 0);
            }
            conversation.take(new CallEvent.CallerFrame(Frame.silence(RecordedCall.RATE), 0), 0);
            tick++;
        }
        return new Timeline(
                conversation.ticks(), protocol.decisions, call.timeline().caller(), protocol.agent.all());
    }

    private static boolean isTheCallers(CallEvent event) {
        return switch (event) {
            case CallEvent.CallerPartial ignored -> true;
            case CallEvent.CallerTurn ignored -> true;
            case CallEvent.DigitPressed ignored -> true;
            case CallEvent.CallerHungUp ignored -> true;
            case CallEvent.LineLost ignored -> true;
            case CallEvent.EndRequested ignored -> true;
            case CallEvent.OperatorSaid ignored -> true;
            default -> false;
        };
    }

    private void give(Due next) {
        if (cancelled.contains(next.turn())) {
            return;
        }
        if (next.event() instanceof CallEvent.CallerPartial(String text)) {
            guess = text;
        }
        conversation.take(next.event(), 0);
    }

    /** The recorded final words nearest to now, where they are near; else what was guessed last. */
    @Override
    public void finishHearing() {
        CallEvent.CallerSaid said = new CallEvent.CallerSaid(guess, Double.NaN);
        long at = tick + 1;
        for (JournalEvent entry : call.entries) {
            boolean near = entry.tick() >= tick && entry.tick() - tick <= Pace.WORDS_OVERDUE / Frame.MILLIS;
            if (near && JournalForm.event(entry, RecordedCall.RATE) instanceof CallEvent.CallerSaid recorded) {
                said = recorded;
                at = entry.tick();
                break;
            }
        }
        guess = "";
        due.add(new Due(at, order++, -1, said));
    }

    @Override
    public void find(int turn, Question question) {
        answer(Part.KNOWLEDGE, question.text(), turn, 0);
    }

    @Override
    public void think(int turn, int attempt, Prompt prompt, int rank) {
        String said = prompt.messages().reversed().stream()
                .filter(Message.Caller.class::isInstance)
                .map(message -> ((Message.Caller) message).text())
                .findFirst()
                .orElse("");
        answer(Part.MIND, said, turn, attempt);
    }

    @Override
    public void converse(int turn, int attempt, int utterance, Prompt news) {
        answer(Part.MIND, Witness.conversed(turn, news), turn, attempt);
        answer(Part.VOICE, Witness.conversed(turn, news), turn, utterance);
    }

    @Override
    public void speak(int turn, int utterance, String text, int rank) {
        answer(Part.VOICE, text, turn, utterance);
    }

    private void answer(Part part, String text, int turn, int piece) {
        for (RecordedAnswers.Late late : answers.to(part, text)) {
            due.add(new Due(tick + late.ticks(), order++, turn, in(late.event(), turn, piece)));
        }
    }

    /** The same event in the turn of this call. */
    private static CallEvent in(CallEvent event, int turn, int piece) {
        return switch (event) {
            case CallEvent.PassagesFound found -> new CallEvent.PassagesFound(turn, found.findings());
            case CallEvent.ModelThought thought -> new CallEvent.ModelThought(turn, piece, thought.piece());
            case CallEvent.VoiceSounded sounded -> new CallEvent.VoiceSounded(turn, piece, sounded.frames());
            case CallEvent.VoiceAligned aligned -> new CallEvent.VoiceAligned(turn, piece, aligned.word());
            case CallEvent.VoiceFinished ignored -> new CallEvent.VoiceFinished(turn, piece);
            case CallEvent.ProviderFailed failed ->
                new CallEvent.ProviderFailed(turn, failed.part(), piece, failed.failure());
            default -> throw new IllegalArgumentException("no answer of a provider: " + event.getClass());
        };
    }

    @Override
    public void run(int turn, ModelPiece.ToolRequest request) {
        long asked = -1;
        for (JournalEvent entry : call.entries) {
            if (entry.type().equals(Journaling.TOOL_STARTED)
                    && new JournalForm.Entry(entry).text("name").equals(request.name())) {
                asked = entry.tick();
            }
            if (asked >= 0
                    && JournalForm.event(entry, RecordedCall.RATE) instanceof CallEvent.ToolFinished done
                    && done.name().equals(request.name())) {
                due.add(new Due(
                        tick + entry.tick() - asked,
                        order++,
                        -1,
                        new CallEvent.ToolFinished(
                                turn, request.id(), request.name(), request.arguments(), done.result())));
                return;
            }
        }
    }

    @Override
    public void cancel(int turn) {
        cancelled.add(turn);
    }

    @Override
    public void play(Frame frame) {
        sent++;
    }

    @Override
    public void clear() {
        long last = played;
        played = sent;
        due.add(new Due(tick + 1, order++, -1, new CallEvent.PlaybackCleared(last)));
    }
}
