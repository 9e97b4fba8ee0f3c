package io.antiphon.server.wiring;

import java.util.function.Consumer;

/** Tells whoever starts the server what is being done. */
record StartSteps(Consumer<String> listener) {
    void at(String step) {
        listener.accept(step);
    }
}
