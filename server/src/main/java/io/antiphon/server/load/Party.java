package io.antiphon.server.load;

import io.antiphon.audio.SileroVad;
import io.antiphon.conversation.Call;
import io.antiphon.conversation.Plugs;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;

/** One caller, the ear that listens to them, and the call they are in. */
final class Party {
    private static final String LANGUAGE = "en";

    final int number;
    final LoadCaller caller;
    private final TimedEar ear;
    private final LoadPlan.Delays delays;
    private final Timetable clock;

    Party(int number, List<Speech> speeches, LoadPlan.Delays delays, Timetable clock, Tally tally) {
        this.number = number;
        this.delays = delays;
        this.clock = clock;
        this.ear = new TimedEar(delays, clock);
        this.caller = new LoadCaller(speeches, ear, tally, 31L * number + 7, Math.floorMod(number * 37, 100));
    }

    /** The call that this party's line becomes. */
    Call begin(Line line, SileroVad model) throws ProviderFailure, InterruptedException {
        int rate = line.description().rate();
        Plugs plugs = new Plugs(
                ear,
                new EarSettings(LANGUAGE, rate, EarSettings.Domain.open()),
                List.of(new TimedMind(delays, clock)),
                List.of(new TimedVoice(delays, clock)),
                new VoiceSettings(LANGUAGE, null, 1, rate),
                Knowledge.NONE,
                List.of(),
                model.listen(rate)::hear);
        Call call = new Call("load-" + number, line, settings(), plugs, new LoadJournal(caller));
        call.start("load", () -> {});
        return call;
    }

    private CallSettings settings() {
        return new CallSettings(
                new CallSettings.Persona("load", LANGUAGE, "", null),
                new CallSettings.Manners(1, 1, delays.endpointing()),
                CallSettings.Habits.STANDARD,
                CallSettings.Limits.STANDARD,
                Phrases.of(LANGUAGE),
                new CallSettings.Resources("timed", 1, false, List.of()));
    }
}
