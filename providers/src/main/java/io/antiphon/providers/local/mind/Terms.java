package io.antiphon.providers.local.mind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words of a text that carry meaning, stemmed. */
final class Terms {
    private static final Analyzer ENGLISH = new EnglishAnalyzer();

    /** Marathi has no analyzer of its own; Hindi's folds the script's spellings, which is most of the gain. */
    private static final Map<String, Analyzer> ANALYZERS = hindiAndMarathi(new HindiAnalyzer());

    private Terms() {}

    private static Map<String, Analyzer> hindiAndMarathi(Analyzer devanagari) {
        return Map.of("hi", devanagari, "mr", devanagari, "ta", new TamilAnalyzer());
    }

    static Set<String> of(String text, String language) {
        Set<String> terms = new LinkedHashSet<>();
        try (var stream = ANALYZERS.getOrDefault(language, ENGLISH).tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return terms;
    }
}
