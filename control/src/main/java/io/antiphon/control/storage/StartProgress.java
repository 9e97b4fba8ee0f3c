package io.antiphon.control.storage;

/** Told how far the start of the embedded server is; called on the starting thread. */
@FunctionalInterface
public interface StartProgress {
    /** Tells nobody. */
    StartProgress SILENT = (stage, done) -> {};

    /** {@code done} of {@code stage}, from 0 to 1. */
    void at(Stage stage, double done);

    /** What takes its time. */
    enum Stage {
        /** Unpacking the server's programs; about two seconds, once a version. */
        UNPACKING,
        /** Creating the cluster; about a second, once. */
        CREATING,
        /** Waiting until it answers; well under a second unless it recovers from a crash. */
        STARTING
    }
}
