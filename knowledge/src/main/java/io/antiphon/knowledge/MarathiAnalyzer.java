package io.antiphon.knowledge;

import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Marathi, for which the library has no analyzer: Devanagari spellings made one, common words left out, no stemming. */
final class MarathiAnalyzer extends Analyzer {
    private static final CharArraySet STOP_WORDS = new CharArraySet(
            List.of(
                    "आहे", "आहेत", "आणि", "हा", "ही", "हे", "तो", "ती", "ते", "या", "व", "मी", "का", "काय", "कसे",
                    "कसा", "कशी", "की", "पण", "तर", "मला", "माझ्या", "माझे", "माझी", "होते", "नाही", "असे", "एक"),
            false);

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        var telling = new StopFilter(new LowerCaseFilter(words), STOP_WORDS);
        var normal = new HindiNormalizationFilter(new IndicNormalizationFilter(new DecimalDigitFilter(telling)));
        return new TokenStreamComponents(words, normal);
    }
}
