package io.antiphon.providers.openai.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the caller said, piece by piece in the order it was said, although its words come in any order. */
final class Transcripts {
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int made;

    /** A piece of the caller's sound that was handed in. */
    private static final class Piece {
        final int number;

        @Nullable
        String item;

        final StringBuilder partial = new StringBuilder();

        @Nullable
        String text;

        Piece(int number) {
            this.number = number;
        }
    }

    /** A piece is being handed in; its number. */
    int handIn() {
        pieces.add(new Piece(++made));
        return made;
    }

    /** The vendor has taken the oldest piece that it had not, under this name. */
    void taken(String item) {
        for (Piece piece : pieces) {
            if (piece.item == null && piece.text == null) {
                piece.item = item;
                return;
            }
        }
    }

    /** Whether the vendor has taken all that was handed in. */
    boolean allTaken() {
        return pieces.stream().allMatch(piece -> piece.item != null || piece.text != null);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Words of an item on their way; all so far, where it is the next to be told. */
    Optional<String> partial(String item, String delta) {
        for (Piece piece : pieces) {
            if (item.equals(piece.item)) {
                piece.partial.append(delta);
                return piece == pieces.getFirst() ? Optional.of(piece.partial.toString()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    void said(String item, String text) {
        pieces.stream().filter(piece -> item.equals(piece.item)).forEach(piece -> piece.text = text);
    }

    /** Nothing comes of the piece of this number. */
    void refused(int number) {
        pieces.stream().filter(piece -> piece.number == number).forEach(piece -> piece.text = "");
    }

    /** The oldest piece is not waited for any more: what is known of it has to do. */
    void giveUpFirst() {
        Piece first = pieces.peek();
        if (first != null) {
            first.text = first.partial.toString();
        }
    }

    /** What can be told now, in order; it is forgotten here. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (Piece first = pieces.peek(); first != null && first.text != null; first = pieces.peek()) {
            told.add(first.text.strip());
            pieces.remove();
        }
        return told;
    }
}
