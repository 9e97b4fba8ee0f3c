package io.antiphon.providers.local.ear;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The general English trigram model that comes with Sphinx4, read from its binary form. Never changes once read, so all
 * decoders share it.
 *
 * <p>The file keeps n-grams backwards, newest word first, as sorted arrays of bit fields with probabilities in tables
 * of 65 536 values. All probabilities are logarithms in Sphinx4's base.
 */
final class GeneralLanguage {
    /** What a word is called that this model does not know. */
    static final int UNKNOWN = -1;

    private static final String HEADER = "Trie Language Model";
    private static final int TABLE = 1 << 16;
    private static final int TABLE_BITS = 16;
    /** Spare bytes the writer leaves after each order, so that four bytes can be read anywhere. */
    private static final int SPARE = 8;

    private final String[] words;
    private final Map<String, Integer> ids = new HashMap<>();
    private final float[] probability;
    private final float[] backoff;
    private final int[] children;
    private final float[][] tables;
    private final byte[] bits;
    private final int wordBits;
    private final int pairBits;
    private final int childBits;
    private final int tripleBits;
    private final int triples;

    private GeneralLanguage(DataInputStream in) throws IOException {
        if (!new String(in.readNBytes(HEADER.length()), StandardCharsets.US_ASCII).equals(HEADER)
                || in.readByte() != 3) {
            throw new IOException("the general language model is not a binary trigram model");
        }
        int unigrams = readInt(in);
        int bigrams = readInt(in);
        int trigrams = readInt(in);
        if (readInt(in) != 1) {
            throw new IOException("the general language model is not quantised to 16 bits");
        }
        tables = new float[][] {readTable(in), readTable(in), readTable(in)};
        probability = new float[unigrams + 1];
        backoff = new float[unigrams + 1];
        children = new int[unigrams + 1];
        for (int i = 0; i <= unigrams; i++) {
            probability[i] = Float.intBitsToFloat(readInt(in));
            backoff[i] = Float.intBitsToFloat(readInt(in));
            children[i] = readInt(in);
        }
        wordBits = bitsFor(unigrams);
        childBits = bitsFor(trigrams);
        pairBits = wordBits + childBits + 2 * TABLE_BITS;
        tripleBits = wordBits + TABLE_BITS;
        triples = bytes(bigrams, pairBits);
        bits = in.readNBytes(triples + bytes(trigrams, tripleBits));
        words = new String(in.readNBytes(readInt(in)), StandardCharsets.UTF_8).split("\0", -1);
        for (int i = 0; i < unigrams; i++) {
            ids.put(words[i], i);
        }
    }

    static GeneralLanguage read(InputStream file) throws IOException {
        return new GeneralLanguage(new DataInputStream(new BufferedInputStream(file, 1 << 16)));
    }

    private static int bytes(int count, int bitsEach) {
        return (int) (((1L + count) * bitsEach + 7) / 8) + SPARE;
    }

    private static int bitsFor(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count);
    }

    private static int readInt(DataInputStream in) throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private static float[] readTable(DataInputStream in) throws IOException {
        float[] table = new float[TABLE];
        for (int i = 0; i < TABLE; i++) {
            table[i] = Float.intBitsToFloat(readInt(in));
        }
        return table;
    }

    int id(String word) {
        return ids.getOrDefault(word, UNKNOWN);
    }

    /** All words, the most frequent first. */
    List<String> byFrequency() {
        return IntStream.range(0, ids.size())
                .boxed()
                .sorted((a, b) -> Float.compare(probability[b], probability[a]))
                .map(i -> words[i])
                .toList();
    }

    /** Log probability of a word by itself. */
    float of(int word) {
        return probability[word];
    }

    /** Log probability of {@code word} after {@code before}, itself after {@code earlier} or {@link #UNKNOWN}. */
    float of(int word, int before, int earlier) {
        if (before == UNKNOWN) {
            return probability[word];
        }
        int pair = pair(word, before);
        if (pair < 0) {
            return probability[word] + backoff[before] + backoffOfPair(before, earlier);
        }
        if (earlier != UNKNOWN) {
            int triple = triple(pair, earlier);
            if (triple >= 0) {
                return tables[2][field(triples, (long) triple * tripleBits + wordBits, TABLE_BITS)];
            }
        }
        float ofPair = tables[0][field(0, (long) pair * pairBits + wordBits + TABLE_BITS, TABLE_BITS)];
        return ofPair + backoffOfPair(before, earlier);
    }

    private float backoffOfPair(int before, int earlier) {
        if (earlier == UNKNOWN) {
            return 0;
        }
        int pair = pair(before, earlier);
        return pair < 0 ? 0 : tables[1][field(0, (long) pair * pairBits + wordBits, TABLE_BITS)];
    }

    private int pair(int word, int before) {
        return find(0, pairBits, children[word], children[word + 1], before);
    }

    private int triple(int pair, int earlier) {
        long child = (long) pair * pairBits + wordBits + 2 * TABLE_BITS;
        return find(triples, tripleBits, field(0, child, childBits), field(0, child + pairBits, childBits), earlier);
    }

    private int find(int base, int recordBits, int from, int to, int word) {
        int low = from;
        int high = to - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = field(base, (long) middle * recordBits, wordBits);
            if (found == word) {
                return middle;
            }
            if (found < word) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int field(int base, long bit, int length) {
        int at = base + (int) (bit >> 3);
        long value = (bits[at] & 0xFFL)
                | (bits[at + 1] & 0xFFL) << 8
                | (bits[at + 2] & 0xFFL) << 16
                | (bits[at + 3] & 0xFFL) << 24;
        return (int) (value >> (bit & 7)) & ((1 << length) - 1);
    }
}
