package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.Ear;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears the caller in one call: an ear, or the dialogue that leads and its understudy. Belongs to the call's thread
 * once it has been opened.
 */
final class Hearers {
    private static final Logger log = LoggerFactory.getLogger(Hearers.class);

    private final String callId;
    private final Plugs plugs;
    private final Consumer<CallEvent> events;
    private @Nullable Ear ear;
    private @Nullable Dialogue dialogue;
    private @Nullable Understudy understudy;

    Hearers(String callId, Plugs plugs, Consumer<CallEvent> events) {
        this.callId = callId;
        this.plugs = plugs;
        this.events = events;
    }

    /**
     * A dialogue that cannot be had is one that has failed: the call begins without it.
     *
     * @throws ProviderFailure when there is no dialogue, and no ear can be had
     */
    void open() throws ProviderFailure, InterruptedException {
        Lead lead = plugs.lead();
        if (lead == null) {
            ear = plugs.ear().open(plugs.earSettings(), new Posting(events, 0));
            return;
        }
        understudy = new Understudy(plugs.ear(), plugs.earSettings());
        try {
            dialogue = lead.open(new Posting(events, CallEvent.ProviderFailed.HEARING));
            ear = dialogue;
        } catch (ProviderFailure failure) {
            log.warn("call {}: {} failed: {}", callId, failure.provider(), failure.kind());
            events.accept(new CallEvent.ProviderFailed(-1, Part.EAR, CallEvent.ProviderFailed.HEARING, failure));
        }
    }

    /** The dialogue that can be asked for an answer; null when there is none in this call. */
    @Nullable
    Dialogue dialogue() {
        return dialogue;
    }

    void hear(Frame frame, boolean speech) {
        if (ear != null) {
            ear.hear(frame, speech);
        }
        if (understudy != null) {
            understudy.hear(frame, speech);
        }
    }

    void finish() {
        if (ear != null) {
            ear.finish();
        }
        if (understudy != null) {
            understudy.finish();
        }
    }

    /** Final words came. */
    void said() {
        if (understudy != null) {
            understudy.said();
        }
    }

    /** The dialogue hears no more: its understudy does. */
    void listenOtherwise() {
        if (ear != null) {
            ear.close();
            ear = null;
        }
        if (understudy != null) {
            understudy.call(new Posting(events, 0));
        }
    }

    void close() {
        if (ear != null) {
            ear.close();
        }
        if (understudy != null) {
            understudy.close();
        }
    }
}
