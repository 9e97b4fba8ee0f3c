package io.antiphon.testkit;

import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps what a model gave; may be read from any thread. */
public final class HeardAnswer implements Consumer<ModelPiece> {
    private final List<ModelPiece> pieces = new CopyOnWriteArrayList<>();

    @Override
    public void accept(ModelPiece piece) {
        pieces.add(piece);
    }

    public List<ModelPiece> pieces() {
        return List.copyOf(pieces);
    }

    /** The words, joined. */
    public String text() {
        return of(ModelPiece.Text.class).stream().map(ModelPiece.Text::text).collect(Collectors.joining());
    }

    public List<ModelPiece.ToolRequest> requests() {
        return of(ModelPiece.ToolRequest.class);
    }

    /** The one {@link ModelPiece.Done}, which must be the last piece. */
    public ModelPiece.Done done() {
        if (of(ModelPiece.Done.class).size() != 1 || !(pieces.getLast() instanceof ModelPiece.Done done)) {
            throw new AssertionError("an answer ends in exactly one Done, but there came "
                    + pieces.stream()
                            .map(piece -> piece.getClass().getSimpleName())
                            .toList());
        }
        return done;
    }

    private <T extends ModelPiece> List<T> of(Class<T> kind) {
        return pieces.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
