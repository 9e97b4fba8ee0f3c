package io.antiphon.server.metrics;

import java.util.regex.Pattern;

/** Why a call ended, as figures and traces may tell it. */
public final class EndReason {
    private static final Pattern OWN = Pattern.compile("[a-z_]{1,40}");

    private EndReason() {}

    /** The reason, where it is one of the engine's own words; any other might hold anything and is "other". */
    public static String known(String reason) {
        return OWN.matcher(reason).matches() ? reason : "other";
    }
}
