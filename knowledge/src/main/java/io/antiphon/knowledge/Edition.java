package io.antiphon.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.jspecify.annotations.Nullable;

/** One printed state of the knowledge, open for reading by many threads. It never changes. */
final class Edition implements AutoCloseable {
    /** Key in the commit's data: which embedder made the vectors. */
    static final String EMBEDDER = "embedder";

    private static final String BODY = Fields.body("");

    private final Path place;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Set<String> languages = new TreeSet<>();
    private final boolean hasMeaning;

    private Edition(Path place, DirectoryReader reader) throws IOException {
        this.place = place;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        boolean vectors = false;
        LeafReader leaf = leaf();
        if (leaf != null) {
            for (FieldInfo field : leaf.getFieldInfos()) {
                if (field.name.startsWith(BODY)) {
                    languages.add(field.name.substring(BODY.length()));
                }
            }
            vectors = leaf.getFloatVectorValues(Fields.MEANING) != null;
        }
        this.hasMeaning = vectors;
    }

    static Edition open(Path place) throws IOException {
        return new Edition(place, DirectoryReader.open(FSDirectory.open(place, NoLockFactory.INSTANCE)));
    }

    /** Whether every file's checksum is right. */
    static boolean isSound(Path place) {
        try (var directory = FSDirectory.open(place, NoLockFactory.INSTANCE);
                var check = new CheckIndex(directory)) {
            check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_CHECKSUM_CHECKS);
            return check.checkIndex().clean;
        } catch (IOException | RuntimeException unsound) {
            return false;
        }
    }

    Path place() {
        return place;
    }

    IndexSearcher searcher() {
        return searcher;
    }

    /** The single segment, or null of an edition that holds nothing. */
    @Nullable
    LeafReader leaf() {
        return reader.leaves().isEmpty() ? null : reader.leaves().getFirst().reader();
    }

    /** Primary subtags of the languages its documents are in. */
    Set<String> languages() {
        return languages;
    }

    boolean hasMeaning() {
        return hasMeaning;
    }

    int passages() {
        return reader.numDocs();
    }

    String embedder() throws IOException {
        return reader.getIndexCommit().getUserData().getOrDefault(EMBEDDER, "");
    }

    Chunk chunk(int number) throws IOException {
        Document entry = searcher.storedFields().document(number);
        return new Chunk(
                entry.get(Fields.DOCUMENT),
                entry.get(Fields.TITLE),
                entry.get(Fields.LANGUAGE),
                entry.get(Fields.HEADING),
                entry.getField(Fields.PAGE).numericValue().intValue(),
                entry.get(Fields.TEXT));
    }

    Map<String, float[]> vectors() throws IOException {
        var vectors = new HashMap<String, float[]>();
        LeafReader leaf = leaf();
        FloatVectorValues values = leaf == null ? null : leaf.getFloatVectorValues(Fields.MEANING);
        if (leaf == null || values == null) {
            return vectors;
        }
        var numbers = values.iterator();
        for (int number = numbers.nextDoc(); number != DocIdSetIterator.NO_MORE_DOCS; number = numbers.nextDoc()) {
            String meant =
                    leaf.storedFields().document(number, Set.of(Fields.MEANT)).get(Fields.MEANT);
            vectors.put(meant, values.vectorValue(numbers.index()).clone());
        }
        return vectors;
    }

    /** Joins those who read; false when the edition was closed meanwhile. */
    boolean enter() {
        return reader.tryIncRef();
    }

    void leave() throws IOException {
        reader.decRef();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
