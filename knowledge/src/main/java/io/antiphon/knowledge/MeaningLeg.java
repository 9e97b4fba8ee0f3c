package io.antiphon.knowledge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;

/** Search by meaning: nearest vectors in Lucene's graph. Scores are cosines, never below 0. */
final class MeaningLeg {
    private final Edition edition;
    private final LeafReader leaf;
    private final float[] vector;

    MeaningLeg(Edition edition, LeafReader leaf, float[] vector) {
        this.edition = edition;
        this.leaf = leaf;
        this.vector = vector;
    }

    /** The nearest {@code most} passages by number. */
    Map<Integer, Double> search(int most) throws IOException {
        var scores = new HashMap<Integer, Double>();
        var nearest = new KnnFloatVectorQuery(Fields.MEANING, vector, most);
        for (ScoreDoc hit : edition.searcher().search(nearest, most).scoreDocs) {
            // Lucene scores a dot product d as (1 + d) / 2.
            scores.put(hit.doc, Math.max(0, 2.0 * hit.score - 1));
        }
        return scores;
    }

    /** Cosines of passages that were found otherwise. Those without a vector are left out. */
    Map<Integer, Double> score(SortedSet<Integer> passages) throws IOException {
        var scores = new HashMap<Integer, Double>();
        FloatVectorValues values = leaf.getFloatVectorValues(Fields.MEANING);
        if (values == null) {
            return scores;
        }
        var numbers = values.iterator();
        for (int passage : passages) {
            if (numbers.docID() < passage) {
                numbers.advance(passage);
            }
            if (numbers.docID() == passage) {
                float cosine = VectorUtil.dotProduct(vector, values.vectorValue(numbers.index()));
                scores.put(passage, Math.max(0.0, cosine));
            }
        }
        return scores;
    }
}
