package io.antiphon.server;

import io.antiphon.server.command.AntiphonCommand;

/** Where the program starts. */
public final class Main {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    /** Threads a processor that carry virtual ones. */
    private static final int CARRIERS_EACH = 3;

    private Main() {}

    public static void main(String[] arguments) {
        shareProcessors();
        System.exit(AntiphonCommand.line().execute(arguments));
    }

    /**
     * A virtual thread is not taken off its carrier while it computes, and with one carrier a processor a frame waits until
     * all before it are done. With more, the system shares the processors out among them.
     */
    private static void shareProcessors() {
        if (System.getProperty(CARRIERS) == null) {
            int carriers = CARRIERS_EACH * Runtime.getRuntime().availableProcessors();
            System.setProperty(CARRIERS, String.valueOf(carriers));
        }
    }
}
