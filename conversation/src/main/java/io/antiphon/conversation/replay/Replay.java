package io.antiphon.conversation.replay;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Conversation;
import io.antiphon.conversation.journal.JournalForm;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.journal.JournalEvent;
import java.util.List;

/**
 * Plays a recorded call again. With the settings it had, everything that happened happens in the same order and the
 * engine must decide the same. With other settings the caller does what they did, and providers answer what they
 * answered, as long after they are asked as they took then.
 */
public final class Replay {
    private static final Frame SILENCE = Frame.silence(RecordedCall.RATE);

    private final RecordedCall call;

    /** @throws IllegalArgumentException when the journal does not hold what is needed */
    public Replay(List<JournalEvent> journal) {
        this.call = new RecordedCall(journal);
    }

    /** What the call was led by. */
    public CallSettings settings() {
        return call.settings;
    }

    /** How the call went. */
    public Timeline recorded() {
        return call.timeline();
    }

    /** How it goes when everything happens as it did. */
    public Timeline again() {
        Protocol protocol = new Protocol();
        Conversation conversation = new Conversation(call.settings, new Onlooker(protocol), new Memory(call));
        int next = 0;
        for (int tick = 0; !conversation.isOver(); tick++) {
            while (next < call.entries.size() && call.entries.get(next).tick() <= tick) {
                CallEvent event = JournalForm.event(call.entries.get(next++), RecordedCall.RATE);
                if (event != null) {
                    conversation.take(event, 0);
                }
            }
            if (tick < call.ticks() && call.played(tick) > 0) {
                protocol.agent.sounds(tick);
                protocol.reported += call.played(tick);
                conversation.take(new CallEvent.PlayedUpTo(protocol.reported), 0);
            }
            if (tick >= call.ticks() && next >= call.entries.size()) {
                break;
            }
            conversation.take(new CallEvent.CallerFrame(SILENCE, 0), 0);
        }
        return new Timeline(
                conversation.ticks(), protocol.decisions, call.timeline().caller(), protocol.agent.all());
    }

    /** How it would have gone with these settings. */
    public Timeline with(CallSettings other) {
        return new Rehearsal(call, other).run();
    }
}
