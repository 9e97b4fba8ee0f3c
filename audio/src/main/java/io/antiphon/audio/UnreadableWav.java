package io.antiphon.audio;

import java.io.IOException;

/** A WAV file that is broken or of a kind we do not read; the message says which and what to do. */
public final class UnreadableWav extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableWav(String message) {
        super(message);
    }
}
