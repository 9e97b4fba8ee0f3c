package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What finds, thinks, speaks and acts in a call of virtual time: after so many ticks, or not at all, as the script says. */
final class ScriptedProviders {
    /** Ticks after which a tool that says everything twice does so. */
    private static final int AGAIN_TICKS = 3;

    /** Frames that a voice gives at a time. */
    private static final int FRAMES_AT_ONCE = 50;

    final List<Prompt> prompts = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final List<Prompt> conversed = new ArrayList<>();
    final List<String> toolsRun = new ArrayList<>();

    private final Script script;
    private final Timetable timetable;
    private final Earpiece earpiece;
    private final Set<Work> working = new HashSet<>();

    /** A model or a voice at work: what was asked for and is neither finished nor cancelled. */
    private record Work(Part part, int turn, int piece) {}

    ScriptedProviders(Script script, Timetable timetable, Earpiece earpiece) {
        this.script = script;
        this.timetable = timetable;
        this.earpiece = earpiece;
    }

    static CallEvent failed(int turn, Part part, int piece) {
        return new CallEvent.ProviderFailed(
                turn, part, piece, new ProviderFailure("scripted", ProviderFailure.Kind.VENDOR_FAULT, "as told"));
    }

    void find(int turn, Question question) {
        questions.add(question);
        timetable.after(script.findTicks, turn, new CallEvent.PassagesFound(turn, script.findings));
    }

    void think(int turn, int attempt, Prompt prompt, int rank) {
        prompts.add(prompt);
        working.add(new Work(Part.MIND, turn, attempt));
        int at = rank > 0 && script.laterMindTicks >= 0 ? script.laterMindTicks : script.mindTicks;
        if (script.failingMinds.contains(rank)) {
            timetable.after(at, turn, failed(turn, Part.MIND, attempt));
        } else if (!script.stallingMinds.contains(rank)) {
            int given = 0;
            for (ModelPiece piece : script.mind.apply(prompt)) {
                if (rank == 0 && given++ >= script.mindStallsAfter) {
                    return;
                }
                timetable.after(at, turn, new CallEvent.ModelThought(turn, attempt, piece));
                at += 1 + timetable.jitter();
            }
        }
    }

    void converse(int turn, int attempt, int utterance, Prompt news) {
        conversed.add(news);
        working.add(new Work(Part.MIND, turn, attempt));
        int at = script.dialogueTicks;
        int given = 0;
        for (ModelPiece piece : read(news)) {
            if (!(piece instanceof ModelPiece.Text(String text))) {
                timetable.after(at, turn, new CallEvent.ModelThought(turn, attempt, piece));
                continue;
            }
            String[] words = text.split(" ");
            for (int word = 0; word < words.length; word++, given++) {
                if (given >= script.dialogueFailsAfter) {
                    timetable.after(at, turn, failed(turn, Part.MIND, attempt));
                    timetable.after(at + 1, -1, failed(-1, Part.EAR, CallEvent.ProviderFailed.HEARING));
                    return;
                }
                if (given >= script.dialogueStallsAfter) {
                    return;
                }
                timetable.after(
                        at, turn, new CallEvent.ModelThought(turn, attempt, new ModelPiece.Text(words[word] + " ")));
                int from = word * Dialogue.FRAMES_PER_WORD;
                List<Frame> sound = sound(text, from, from + Dialogue.FRAMES_PER_WORD, turn);
                timetable.after(at, turn, new CallEvent.VoiceSounded(turn, utterance, sound));
                at += 2 + timetable.jitter();
            }
        }
    }

    /** What the model says: what it is told to say word for word, or an answer. */
    private List<ModelPiece> read(Prompt news) {
        int quote = news.instructions().indexOf('"');
        return quote < 0
                ? script.spoken.apply(news)
                : List.of(
                        new ModelPiece.Text(news.instructions()
                                .substring(quote + 1, news.instructions().lastIndexOf('"'))),
                        new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
    }

    private List<Frame> sound(String text, int from, int to, int turn) {
        List<Frame> sound = new ArrayList<>();
        for (int index = from; index < to; index++) {
            sound.add(earpiece.sound(text, index, turn));
        }
        return sound;
    }

    void speak(int turn, int utterance, String text, int rank) {
        working.add(new Work(Part.VOICE, turn, utterance));
        if (script.failingVoices.contains(rank)) {
            timetable.after(script.voiceTicks, turn, failed(turn, Part.VOICE, utterance));
            return;
        }
        if (script.stallingVoices.contains(rank)) {
            return;
        }
        int frames = text.split(" ").length * Dialogue.FRAMES_PER_WORD;
        int sounding = rank == 0 ? Math.min(frames, script.voiceStallsAfter) : frames;
        List<Frame> sound = sound(text, 0, sounding, turn);
        if (script.aligned) {
            align(turn, utterance, text, sounding);
        }
        int at = script.voiceTicks;
        for (int from = 0; from < sounding; from += FRAMES_AT_ONCE) {
            List<Frame> piece = sound.subList(from, Math.min(sounding, from + FRAMES_AT_ONCE));
            timetable.after(at, turn, new CallEvent.VoiceSounded(turn, utterance, piece));
            at += timetable.jitter();
        }
        if (sounding == frames) {
            timetable.after(at, turn, new CallEvent.VoiceFinished(turn, utterance));
        }
    }

    private void align(int turn, int utterance, String text, int sounding) {
        int from = 0;
        String[] words = text.split(" ");
        for (int word = 0; word < words.length && (word + 1) * Dialogue.FRAMES_PER_WORD <= sounding; word++) {
            int to = from + words[word].length();
            int end = (word + 1) * Dialogue.FRAMES_PER_WORD * Frame.MILLIS;
            timetable.after(
                    script.voiceTicks,
                    turn,
                    new CallEvent.VoiceAligned(turn, utterance, new CallEvent.Word(from, to, end)));
            from = to + 1;
        }
    }

    void run(int turn, ModelPiece.ToolRequest request) {
        toolsRun.add(request.name() + " " + request.arguments());
        CallEvent done =
                new CallEvent.ToolFinished(turn, request.id(), request.name(), request.arguments(), "\"done\"");
        timetable.after(script.toolTicks, -1, done);
        if (script.twice) {
            timetable.after(script.toolTicks + AGAIN_TICKS, -1, done);
        }
    }

    void cancel(int turn) {
        working.removeIf(work -> work.turn() == turn);
        timetable.cancel(turn);
    }

    void cancelThought(int turn, int attempt) {
        working.remove(new Work(Part.MIND, turn, attempt));
        timetable.cancel(event -> event instanceof CallEvent.ModelThought thought
                && thought.turn() == turn
                && thought.attempt() == attempt);
    }

    void cancelSpeech(int turn, int utterance) {
        working.remove(new Work(Part.VOICE, turn, utterance));
        timetable.cancel(event -> event instanceof CallEvent.VoiceSounded sounded
                && sounded.turn() == turn
                && sounded.utterance() == utterance);
    }

    /** Something was given; with it a piece of work may be done. */
    void gave(CallEvent event) {
        switch (event) {
            case CallEvent.ModelThought(int turn, int attempt, ModelPiece.Done ignored) ->
                working.remove(new Work(Part.MIND, turn, attempt));
            case CallEvent.VoiceFinished(int turn, int utterance) ->
                working.remove(new Work(Part.VOICE, turn, utterance));
            case CallEvent.ProviderFailed(int turn, Part part, int piece, var ignored) ->
                working.remove(new Work(part, turn, piece));
            default -> {}
        }
    }

    /** Models and voices that were asked for something and neither gave it nor were told to stop. */
    List<String> stillWorking() {
        return working.stream().map(Work::toString).toList();
    }
}
