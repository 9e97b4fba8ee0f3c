package io.antiphon.providers.twilio;

import io.antiphon.ports.line.DialStatus;
import java.util.Map;
import java.util.Optional;

/** Twilio's words for where a call stands, in its answers and in what it reports. */
public final class TwilioStatus {
    private static final Map<String, DialStatus> WORDS = Map.ofEntries(
            Map.entry("queued", DialStatus.QUEUED),
            Map.entry("initiated", DialStatus.QUEUED),
            Map.entry("ringing", DialStatus.RINGING),
            Map.entry("in-progress", DialStatus.ANSWERED),
            Map.entry("answered", DialStatus.ANSWERED),
            Map.entry("completed", DialStatus.COMPLETED),
            Map.entry("busy", DialStatus.BUSY),
            Map.entry("no-answer", DialStatus.NO_ANSWER),
            Map.entry("canceled", DialStatus.CANCELED),
            Map.entry("failed", DialStatus.FAILED));

    private TwilioStatus() {}

    /** What a word means; empty for one that is not known. */
    public static Optional<DialStatus> of(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }
}
