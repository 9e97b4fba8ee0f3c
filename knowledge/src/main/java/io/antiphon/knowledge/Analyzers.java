package io.antiphon.knowledge;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;

/** The word rules of a language: what is a word, what is left of it, what does not count. */
final class Analyzers {
    private static final Map<String, Supplier<Analyzer>> BY_LANGUAGE = Map.ofEntries(
            Map.entry("ar", ArabicAnalyzer::new),
            Map.entry("bn", BengaliAnalyzer::new),
            Map.entry("de", GermanAnalyzer::new),
            Map.entry("en", () -> new EnglishAnalyzer(new CharArraySet(SpokenEnglish.STOP_WORDS, true))),
            Map.entry("es", SpanishAnalyzer::new),
            Map.entry("fr", FrenchAnalyzer::new),
            Map.entry("hi", HindiAnalyzer::new),
            Map.entry("it", ItalianAnalyzer::new),
            Map.entry("mr", MarathiAnalyzer::new),
            Map.entry("ne", NepaliAnalyzer::new),
            Map.entry("nl", DutchAnalyzer::new),
            Map.entry("pt", PortugueseAnalyzer::new),
            Map.entry("ta", TamilAnalyzer::new),
            Map.entry("te", TeluguAnalyzer::new));

    private Analyzers() {}

    /** Analyzer for a primary subtag; one that only splits words where the language has no rules here. */
    static Analyzer of(String language) {
        return BY_LANGUAGE.getOrDefault(language, StandardAnalyzer::new).get();
    }

    /** {@code en} for {@code en-IN}. */
    static String primary(String tag) {
        int cut = tag.indexOf('-');
        return (cut < 0 ? tag : tag.substring(0, cut)).toLowerCase(Locale.ROOT);
    }
}
