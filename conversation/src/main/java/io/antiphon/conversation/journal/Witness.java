package io.antiphon.conversation.journal;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.Prompt;

/** A stage on which every request to a provider is journaled, so that a call played again knows how long each took. */
public record Witness(Stage stage, Journaling journaling) implements Stage, MindWitness {
    @Override
    public void hear(Frame frame, boolean speech) {
        stage.hear(frame, speech);
    }

    @Override
    public void finishHearing() {
        stage.finishHearing();
    }

    @Override
    public void converse(int turn, int attempt, int utterance, Prompt news) {
        journaling.asked(Part.MIND, turn, attempt, 0, conversed(turn, news));
        journaling.asked(Part.VOICE, turn, utterance, 0, conversed(turn, news));
        stage.converse(turn, attempt, utterance, news);
    }

    /** What a dialogue was asked, in the words of the caller where they are known by then. */
    public static String conversed(int turn, Prompt news) {
        String said = MindWitness.lastSaid(news);
        return "spoken: " + (said.isEmpty() ? "turn " + turn : said);
    }

    @Override
    public void heard(int turn, int utterance, String text, int millis) {
        stage.heard(turn, utterance, text, millis);
    }

    @Override
    public void listenOtherwise() {
        stage.listenOtherwise();
    }

    @Override
    public void speak(int turn, int utterance, String text, int rank) {
        journaling.asked(Part.VOICE, turn, utterance, rank, text);
        stage.speak(turn, utterance, text, rank);
    }

    @Override
    public void cancelSpeech(int turn, int utterance) {
        stage.cancelSpeech(turn, utterance);
    }

    @Override
    public void play(Frame frame) {
        stage.play(frame);
    }

    @Override
    public void clear() {
        stage.clear();
    }

    @Override
    public void show(Notice notice) {
        stage.show(notice);
    }

    @Override
    public void hangUp(String reason) {
        stage.hangUp(reason);
    }
}
