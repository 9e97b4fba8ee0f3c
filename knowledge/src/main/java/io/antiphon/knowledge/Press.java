package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** Prints an edition: words by the rules of their language, and vectors for the languages the embedder speaks. */
final class Press {
    /** What Lucene's graph of vectors takes. */
    private static final int MOST_DIMENSIONS = 1024;

    private final @Nullable Embedder embedder;
    private final String embedderKey;
    private final Map<String, float[]> known;

    /** @param known vectors made before, by {@link Fields#MEANT} */
    Press(@Nullable Embedder embedder, String embedderKey, Map<String, float[]> known) {
        this.embedder = embedder;
        this.embedderKey = embedderKey;
        this.known = known;
        if (embedder != null && embedder.dimensions() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "the embedder " + embedder.description().name() + " gives "
                            + embedder.dimensions() + " numbers and at most " + MOST_DIMENSIONS
                            + " are indexed; set it to fewer dimensions");
        }
    }

    void print(List<Chunk> chunks, Path place) throws IOException {
        var config = new IndexWriterConfig(analyzer(chunks)).setUseCompoundFile(false);
        try (var directory = FSDirectory.open(place);
                var writer = new IndexWriter(directory, config)) {
            for (Chunk chunk : chunks) {
                writer.addDocument(entry(chunk));
            }
            // One segment: statistics and passage numbers are then those of the whole.
            writer.forceMerge(1);
            writer.setLiveCommitData(Map.of(Edition.EMBEDDER, embedderKey).entrySet());
            writer.commit();
        }
    }

    private static Analyzer analyzer(List<Chunk> chunks) {
        var byField = new HashMap<String, Analyzer>();
        chunks.stream().map(Chunk::language).distinct().forEach(language -> {
            Analyzer rules = Analyzers.of(language);
            Fields.ofWords(language).forEach(field -> byField.put(field.name(), rules));
        });
        return new PerFieldAnalyzerWrapper(new StandardAnalyzer(), byField);
    }

    private Document entry(Chunk chunk) {
        var entry = new Document();
        entry.add(new StoredField(Fields.DOCUMENT, chunk.document()));
        entry.add(new StoredField(Fields.TITLE, chunk.title()));
        entry.add(new StoredField(Fields.HEADING, chunk.heading()));
        entry.add(new StoredField(Fields.LANGUAGE, chunk.language()));
        entry.add(new StoredField(Fields.PAGE, chunk.page()));
        entry.add(new StoredField(Fields.TEXT, chunk.text()));
        entry.add(new TextField(Fields.title(chunk.language()), chunk.title(), Field.Store.NO));
        entry.add(new TextField(Fields.heading(chunk.language()), chunk.heading(), Field.Store.NO));
        entry.add(new TextField(Fields.body(chunk.language()), chunk.text(), Field.Store.NO));
        if (embedder != null && embedder.description().speaks(chunk.language())) {
            String meant = Chunk.sha256(chunk.meaning());
            float[] vector = known.computeIfAbsent(meant, _ -> embedder.embed(chunk.meaning()));
            entry.add(new StoredField(Fields.MEANT, meant));
            entry.add(new KnnFloatVectorField(Fields.MEANING, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        return entry;
    }
}
