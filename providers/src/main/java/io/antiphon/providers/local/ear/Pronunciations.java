package io.antiphon.providers.local.ear;

import com.sun.speech.freetts.en.us.CMULexicon;
import com.sun.speech.freetts.lexicon.LetterToSound;
import com.sun.speech.freetts.lexicon.LetterToSoundImpl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How English words sound, in the phones of the CMU dictionary: looked up, or guessed from the letters. */
final class Pronunciations {
    private final Map<String, List<String>> dictionary = new HashMap<>();
    private final LetterToSound guess;

    private Pronunciations(LetterToSound guess) {
        this.guess = guess;
    }

    /** @param file lines of a word and its phones; further pronunciations of a word are marked {@code word(2)} */
    static Pronunciations read(InputStream file) throws IOException {
        URL rules = CMULexicon.class.getResource("cmulex_lts.bin");
        if (rules == null) {
            throw new IOException("FreeTTS's letter-to-sound rules are missing from the class path");
        }
        var pronunciations = new Pronunciations(new LetterToSoundImpl(rules, true));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                pronunciations.add(line);
            }
        }
        return pronunciations;
    }

    private void add(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return;
        }
        int mark = line.indexOf('(');
        String word = line.substring(0, mark > 0 && mark < space ? mark : space);
        dictionary.merge(word, List.of(line.substring(space).strip()), Pronunciations::joined);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    boolean knows(String word) {
        return dictionary.containsKey(word);
    }

    /** Ways to say {@code word}, phones parted by spaces; empty for what cannot be said. */
    List<String> of(String word) {
        List<String> known = dictionary.get(word);
        return known != null ? known : guessed(word);
    }

    private List<String> guessed(String word) {
        String letters = word.replaceAll("[^a-z]", "");
        if (letters.isEmpty()) {
            return List.of();
        }
        List<String> phones = new ArrayList<>();
        synchronized (guess) {
            for (String phone : guess.getPhones(letters, null)) {
                phones.add(arpabet(phone));
            }
        }
        phones.removeIf(String::isEmpty);
        return phones.isEmpty() ? List.of() : List.of(String.join(" ", phones));
    }

    /** FreeTTS writes stress as a digit and has a phone for the reduced vowel. */
    private static String arpabet(String phone) {
        String plain = phone.replaceAll("\\d", "").toUpperCase(Locale.ROOT);
        return switch (plain) {
            case "AX" -> "AH";
            case "PAU" -> "";
            default -> plain;
        };
    }
}
