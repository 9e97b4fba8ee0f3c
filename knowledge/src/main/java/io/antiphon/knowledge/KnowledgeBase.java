package io.antiphon.knowledge;

import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.knowledge.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/**
 * An agent's documents, indexed in a folder by words and by meaning. Any number of threads may ask while one replaces the
 * documents; those who ask see the old documents or the new, never a mixture.
 *
 * <p>The folder belongs to the knowledge base alone. It may be deleted between runs: it is then built anew.
 */
public final class KnowledgeBase implements Knowledge, AutoCloseable {
    private final Shelf shelf;
    private final @Nullable Embedder embedder;
    private final Calibration calibration;
    private volatile Edition edition;

    private KnowledgeBase(Path folder, List<Document> documents, @Nullable Embedder embedder, Calibration calibration)
            throws IOException {
        this.embedder = embedder;
        this.calibration = calibration;
        this.shelf = new Shelf(folder, embedder);
        this.edition = shelf.edition(chunks(documents));
        shelf.keepOnly(edition);
    }

    /**
     * Searched by words and, in the languages the embedder speaks, by meaning. What was indexed before is read back
     * unless it is damaged; only passages that are new are embedded.
     */
    public static KnowledgeBase open(Path folder, List<Document> documents, Embedder embedder) throws IOException {
        return new KnowledgeBase(folder, documents, embedder, Calibration.shipped());
    }

    /** As {@link #open(Path, List, Embedder)}, with coefficients fitted to one's own documents. */
    public static KnowledgeBase open(Path folder, List<Document> documents, Embedder embedder, Calibration calibration)
            throws IOException {
        return new KnowledgeBase(folder, documents, embedder, calibration);
    }

    /** Searched by words alone. */
    public static KnowledgeBase openByWords(Path folder, List<Document> documents) throws IOException {
        return new KnowledgeBase(folder, documents, null, Calibration.shipped());
    }

    /** As {@link #openByWords(Path, List)}, with coefficients fitted to one's own documents. */
    public static KnowledgeBase openByWords(Path folder, List<Document> documents, Calibration calibration)
            throws IOException {
        return new KnowledgeBase(folder, documents, null, calibration);
    }

    /** Puts these documents in place of the others, in one step. Calls go on meanwhile with the old ones. */
    public synchronized void replace(List<Document> documents) throws IOException {
        Edition old = edition;
        Edition next = shelf.edition(chunks(documents));
        edition = next;
        old.close();
        shelf.keepOnly(next);
    }

    /** How many passages there are. */
    public int passages() {
        return edition.passages();
    }

    @Override
    public Findings find(Question question) throws InterruptedException {
        return examine(question).findings();
    }

    /** Finds, and tells by what evidence the findings were judged. */
    public Examination examine(Question question) throws InterruptedException {
        Wording wording = Wording.of(question);
        float[] vector = vector(question, wording);
        if (Thread.interrupted()) {
            throw new InterruptedException("the search was called off");
        }
        Edition entered = enter();
        try {
            LeafReader leaf = entered.leaf();
            return leaf == null
                    ? new Examination(Findings.none(), Evidence.NONE)
                    : new Search(entered, leaf, calibration, wording, vector).examine(question.limit());
        } catch (IOException broken) {
            throw new UncheckedIOException("the index in " + entered.place() + " cannot be read", broken);
        } finally {
            leave(entered);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        edition.close();
    }

    private static List<Chunk> chunks(List<Document> documents) {
        return documents.stream()
                .flatMap(document -> Chunker.DEFAULT.cut(document).stream())
                .toList();
    }

    private float @Nullable [] vector(Question question, Wording wording) {
        if (embedder == null || !embedder.description().speaks(question.language())) {
            return null;
        }
        return embedder.embed(wording.meaning());
    }

    private Edition enter() {
        while (true) {
            Edition current = edition;
            if (current.enter()) {
                return current;
            }
            if (current == edition) {
                throw new IllegalStateException("the knowledge base is closed");
            }
        }
    }

    private static void leave(Edition edition) {
        try {
            edition.leave();
        } catch (IOException broken) {
            throw new UncheckedIOException("the index in " + edition.place() + " cannot be closed", broken);
        }
    }
}
