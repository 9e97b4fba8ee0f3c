package io.antiphon.providers.local.ear;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The phones of an acoustic model: a text file of CMU Sphinx, version 0.3, with a line a phone. Read in one pass, as the
 * English one has 137,000 lines and every start waits for it.
 */
final class ModelDefinition {
    private static final String VERSION = "0.3";
    /** Numbers in the head, each with its name: n_base, n_tri, n_state_map, n_tied_state, n_tied_ci_state, n_tied_tmat. */
    private static final int COUNTS = 6;

    private final byte[] text;
    private final Map<Integer, String> names = new HashMap<>();
    private int at;

    private ModelDefinition(byte[] text) {
        this.text = text;
    }

    /**
     * A phone, as it sounds between two others.
     *
     * @param left the base phone before it, "-" for any
     * @param right the base phone after it, "-" for any
     * @param position where in a word: b, e, i or s; "-" for anywhere
     * @param filler whether it is silence or noise
     * @param matrix number of its transition matrix
     * @param states its senones
     */
    record Phone(String base, String left, String right, String position, boolean filler, int matrix, States states) {
        /** Whether it sounds the same between any others. */
        boolean anywhere() {
            return left.equals("-");
        }
    }

    /** Numbers of a phone's senones, in order of time. */
    record States(int first, int second, int third) {}

    /** @throws IOException if it cannot be read or is no model definition of this version */
    static List<Phone> read(InputStream definition) throws IOException {
        return new ModelDefinition(definition.readAllBytes()).phones();
    }

    private List<Phone> phones() throws IOException {
        if (!name().equals(VERSION)) {
            throw new IOException("the acoustic model's definition is not of version " + VERSION);
        }
        int phones = 0;
        for (int i = 0; i < COUNTS; i++) {
            int count = number();
            String what = name();
            if (what.equals("n_base") || what.equals("n_tri")) {
                phones += count;
            }
        }
        List<Phone> read = new ArrayList<>(phones);
        for (int i = 0; i < phones; i++) {
            read.add(phone());
        }
        return read;
    }

    private Phone phone() throws IOException {
        String base = name();
        String left = name();
        String right = name();
        String position = name();
        boolean filler = name().equals("filler");
        int matrix = number();
        var states = new States(number(), number(), number());
        if (!name().equals("N")) {
            throw new IOException("the acoustic model's definition has a phone of other than three states: " + base);
        }
        return new Phone(base, left, right, position, filler, matrix, states);
    }

    private int number() throws IOException {
        skip();
        int number = 0;
        int start = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            number = number * 10 + text[at++] - '0';
        }
        if (at == start) {
            throw new IOException("the acoustic model's definition has no number at byte " + at);
        }
        return number;
    }

    /** The next word; the few that there are stand for themselves, however often they are read. */
    private String name() throws IOException {
        skip();
        int start = at;
        int key = 0;
        while (at < text.length && text[at] > ' ') {
            key = (key << 8) ^ text[at++];
        }
        if (at == start) {
            throw new IOException("the acoustic model's definition ends early");
        }
        int length = at - start;
        return length > 4 ? word(start) : names.computeIfAbsent(key, _ -> word(start));
    }

    private String word(int start) {
        return new String(text, start, at - start, StandardCharsets.US_ASCII);
    }

    private void skip() {
        while (at < text.length && (text[at] <= ' ' || text[at] == '#')) {
            if (text[at] == '#') {
                while (at < text.length && text[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
    }
}
