package io.antiphon.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts documents into chunks of whole sentences that overlap by whole sentences and never cross a heading or a page.
 *
 * @param most characters a chunk grows to
 * @param overlap at most so many characters of the chunk before are said again
 */
record Chunker(int most, int overlap) {
    static final Chunker DEFAULT = new Chunker(1000, 200);

    Chunker {
        if (overlap < 0 || overlap * 2 > most) {
            throw new IllegalArgumentException("overlap must be between 0 and half of " + most + ", not " + overlap);
        }
    }

    List<Chunk> cut(Document document) {
        var chunks = new ArrayList<Chunk>();
        for (Section section : document.sections()) {
            for (String text : cut(section, document.language())) {
                String heading = section.heading().equals(document.title()) ? "" : section.heading();
                chunks.add(new Chunk(
                        document.name(),
                        document.title(),
                        Analyzers.primary(document.language()),
                        heading,
                        section.page(),
                        text));
            }
        }
        return chunks;
    }

    private List<String> cut(Section section, String language) {
        var texts = new ArrayList<String>();
        var current = new ArrayList<String>();
        for (String sentence : sentences(section, language)) {
            if (!current.isEmpty() && length(current) + 1 + sentence.length() > most) {
                texts.add(String.join(" ", current));
                keepTail(current, most - sentence.length());
            }
            current.add(sentence);
        }
        if (!current.isEmpty()) {
            texts.add(String.join(" ", current));
        }
        return texts;
    }

    private List<String> sentences(Section section, String language) {
        var sentences = new ArrayList<String>();
        for (String paragraph : section.paragraphs()) {
            for (String sentence : Sentences.of(paragraph, language)) {
                sentences.addAll(atMost(sentence));
            }
        }
        return sentences;
    }

    /** A sentence as it is, or, where it is longer than a chunk, its pieces cut between words. */
    private List<String> atMost(String sentence) {
        var pieces = new ArrayList<String>();
        String rest = sentence;
        while (rest.length() > most) {
            int space = rest.lastIndexOf(' ', most);
            int cut = space > 0 ? space : Character.isHighSurrogate(rest.charAt(most - 1)) ? most - 1 : most;
            pieces.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        pieces.add(rest);
        return pieces;
    }

    private void keepTail(List<String> sentences, int room) {
        while (!sentences.isEmpty() && length(sentences) > Math.min(overlap, room - 1)) {
            sentences.removeFirst();
        }
    }

    private static int length(List<String> sentences) {
        return sentences.stream().mapToInt(String::length).sum() + Math.max(0, sentences.size() - 1);
    }
}
