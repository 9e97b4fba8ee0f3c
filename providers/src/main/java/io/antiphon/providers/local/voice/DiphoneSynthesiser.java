package io.antiphon.providers.local.voice;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.ProcessException;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Token;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.en.TokenizerImpl;
import com.sun.speech.freetts.relp.LPCResult;
import io.antiphon.ports.ProviderFailure;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One FreeTTS voice with its lexicon and diphones. Belongs to the thread that took it out of the {@link DiphonePool}.
 *
 * <p>FreeTTS's own {@code speak} wants an audio player and a thread; this runs the voice's processors one after the
 * other and takes the wave from the result.
 */
final class DiphoneSynthesiser {
    /** The voice pauses 200 ms before it starts, which a caller would hear as slowness. */
    private static final int LEAD_MILLIS = 20;

    private static final String END = "R:SylStructure.daughtern.daughtern.R:Segment.end";
    private static final String START = "R:SylStructure.daughter.daughter.R:Segment.p.end";

    private final com.sun.speech.freetts.Voice voice;

    DiphoneSynthesiser(com.sun.speech.freetts.Voice voice) {
        this.voice = voice;
        // A voice that is given a queue starts no thread of its own; the queue is never used.
        voice.setOutputQueue(new OutputQueue(1));
        voice.allocate();
    }

    SpokenSentence speak(String sentence, double speed) throws ProviderFailure {
        List<Token> tokens = tokens(sentence);
        if (tokens.isEmpty()) {
            return new SpokenSentence(new short[0], 16_000, List.of());
        }
        voice.setDurationStretch((float) (1 / speed));
        var utterance = new Utterance(voice, tokens);
        try {
            for (Object processor : voice.getUtteranceProcessors()) {
                ((UtteranceProcessor) processor).processUtterance(utterance);
            }
        } catch (ProcessException | RuntimeException broken) {
            // The library's message may quote the text, so neither it nor its cause goes on.
            throw new ProviderFailure(
                    FreeTts.NAME,
                    ProviderFailure.Kind.VENDOR_FAULT,
                    "could not speak a sentence (" + broken.getClass().getSimpleName() + ")");
        }
        return heard(utterance, sentence);
    }

    private static List<Token> tokens(String sentence) {
        var tokenizer = new TokenizerImpl();
        tokenizer.setInputReader(new StringReader(sentence));
        List<Token> tokens = new ArrayList<>();
        while (tokenizer.hasMoreTokens()) {
            Token token = tokenizer.getNextToken();
            if (token.getWord().codePoints().anyMatch(Character::isLetterOrDigit)) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static SpokenSentence heard(Utterance utterance, String sentence) {
        var result = (LPCResult) utterance.getObject("target_lpcres");
        int rate = result.getSampleRate();
        short[] samples = samples(result.getWaveSamples());
        List<SpokenSentence.Word> words = words(utterance, sentence);
        int lead = words.isEmpty() ? 0 : Math.max(0, words.getFirst().startMillis() - LEAD_MILLIS);
        int from = Math.min(samples.length, lead * rate / 1000);
        return new SpokenSentence(
                Arrays.copyOfRange(samples, from, samples.length),
                rate,
                words.stream().map(word -> earlier(word, lead)).toList());
    }

    private static SpokenSentence.Word earlier(SpokenSentence.Word word, int millis) {
        return new SpokenSentence.Word(word.from(), word.to(), word.startMillis() - millis, word.endMillis() - millis);
    }

    private static short[] samples(byte[] wave) {
        var samples = new short[wave.length / 2];
        ByteBuffer.wrap(wave).order(ByteOrder.BIG_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static List<SpokenSentence.Word> words(Utterance utterance, String sentence) {
        List<SpokenSentence.Word> words = new ArrayList<>();
        int from = 0;
        for (Item token = utterance.getRelation(Relation.TOKEN).getHead(); token != null; token = token.getNext()) {
            String name = token.getFeatures().getString("name");
            int at = sentence.indexOf(name, from);
            int start = first(token);
            int end = last(token);
            if (at >= 0 && end > start) {
                words.add(new SpokenSentence.Word(at, at + name.length(), start, end));
                from = at + name.length();
            }
        }
        return words;
    }

    private static int first(Item token) {
        for (Item word = token.getDaughter(); word != null; word = word.getNext()) {
            if (millis(word, END) > 0) {
                return millis(word, START);
            }
        }
        return 0;
    }

    private static int last(Item token) {
        int end = 0;
        for (Item word = token.getDaughter(); word != null; word = word.getNext()) {
            end = Math.max(end, millis(word, END));
        }
        return end;
    }

    /** A token may become several words ("5:30"), and some of those no sound at all: for them this is 0. */
    private static int millis(Item word, String path) {
        Object seconds = word.findFeature(path);
        return Math.round(Float.parseFloat(seconds.toString()) * 1000);
    }
}
