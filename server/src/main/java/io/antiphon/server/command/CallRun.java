package io.antiphon.server.command;

import io.antiphon.audio.Codec;
import io.antiphon.audio.WavWriter;
import io.antiphon.lines.caller.Caller;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.caller.Recording;
import io.antiphon.lines.caller.TwilioStart;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Carries out one call: connects, waits for the greeting, says each turn and waits for its answer, hangs up. */
final class CallRun {
    private static final int GREETING_SECONDS = 6;
    private static final int ANSWER_SECONDS = 15;
    private static final int LONGEST_ANSWER_SECONDS = 90;
    private static final int SETTLED_MILLIS = 1500;

    private final CallPlan plan;
    private final CallDialogue dialogue;
    private final CallLookup lookup;
    private final String callSid = "CA" + UUID.randomUUID().toString().replace("-", "");

    CallRun(CallPlan plan, CallDialogue dialogue) {
        this.plan = plan;
        this.dialogue = dialogue;
        this.lookup = new CallLookup(plan);
    }

    CallReport run(Path folder) {
        dialogue.calling(plan);
        try (Dialler dialler = new Dialler(true);
                Caller caller = connect(dialler)) {
            @Nullable String callId = callId(caller);
            List<CallReport.Turn> turns = talk(caller, callId);
            caller.hangUp();
            within(caller.next(CallerEvent.Disconnected.class), 5);
            Path wav = folder.resolve((callId == null ? callSid : callId) + ".wav");
            write(caller.recording(), wav);
            return new CallReport(callId, turns, wav.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(AntiphonCommand.FAILED, "stopped");
        } catch (IOException failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, "the WAV could not be written: " + failure.getMessage());
        }
    }

    private Caller connect(Dialler dialler) throws InterruptedException {
        String agent = plan.agent();
        CompletableFuture<? extends Caller> connecting = switch (plan.line()) {
            case browser ->
                dialler.browser(
                        plan.socket("/ws/voice-browser?playback=reported"
                                + (agent == null
                                        ? ""
                                        : "&agent_id=" + URLEncoder.encode(agent, StandardCharsets.UTF_8))),
                        plan.key().headers());
            case twilio ->
                dialler.twilio(
                        plan.stream(),
                        plan.key().headers(),
                        new TwilioStart(
                                "MZ" + callSid.substring(2),
                                callSid,
                                agent == null ? Map.of() : Map.of("agent", agent)));
        };
        try {
            return connecting.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refused
                    && List.of(401, 403).contains(refused.getResponse().statusCode())) {
                throw plan.key().refused(plan.server());
            }
            throw new CommandFailure(
                    AntiphonCommand.UNREACHABLE,
                    "no server answers at " + plan.server() + ": start one with ./antiphon up, or say --server URL.");
        }
    }

    private @Nullable String callId(Caller caller) throws InterruptedException {
        if (plan.line() == CallPlan.Way.twilio) {
            return lookup.idOf(callSid);
        }
        CompletableFuture<CallerEvent.SessionStarted> started = caller.next(CallerEvent.SessionStarted.class);
        CompletableFuture<CallerEvent.Disconnected> refused = caller.next(CallerEvent.Disconnected.class);
        within(CompletableFuture.anyOf(started, refused), 20);
        // Whatever is still waited for when the connection ends is cancelled.
        if (!started.isDone() || started.isCompletedExceptionally()) {
            throw new CommandFailure(AntiphonCommand.FAILED, refusal(caller));
        }
        return started.join().callId();
    }

    private String refusal(Caller caller) throws InterruptedException {
        try {
            return caller.events().get(2, TimeUnit.SECONDS).stream()
                    .filter(CallerEvent.Trouble.class::isInstance)
                    .map(event -> ((CallerEvent.Trouble) event).message())
                    .findFirst()
                    .orElse("the server did not begin the call");
        } catch (ExecutionException | TimeoutException | CancellationException gone) {
            return "the server did not begin the call";
        }
    }

    private List<CallReport.Turn> talk(Caller caller, @Nullable String callId) throws InterruptedException {
        if (within(caller.agentSpeaks(), GREETING_SECONDS)) {
            within(caller.agentSilent(SETTLED_MILLIS), LONGEST_ANSWER_SECONDS);
        }
        dialogue.greeted(callId == null ? "" : lookup.greeting(callId));
        List<CallReport.Turn> turns = new ArrayList<>();
        for (CallPlan.Utterance utterance : plan.turns()) {
            turns.add(exchange(caller, callId, utterance));
        }
        return turns;
    }

    private CallReport.Turn exchange(Caller caller, @Nullable String callId, CallPlan.Utterance utterance)
            throws InterruptedException {
        int from = caller.recording().caller().length;
        int knownTurns = callId == null ? 0 : lookup.turns(callId).size();
        dialogue.caller(utterance.name());
        caller.say(utterance.sound().at(caller.rate()));
        within(caller.said(), 130);
        if (within(caller.agentSpeaks(), ANSWER_SECONDS)) {
            within(caller.agentSilent(SETTLED_MILLIS), LONGEST_ANSWER_SECONDS);
        }
        CallReport.Turn turn =
                lookup.exchange(callId, knownTurns, utterance.name(), VoiceToVoice.millis(caller.recording(), from));
        dialogue.answered(turn);
        return turn;
    }

    /** Waits for {@code future}; whether it came in time. */
    private static boolean within(CompletableFuture<?> future, int seconds) throws InterruptedException {
        try {
            future.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException | CancellationException late) {
            return false;
        }
    }

    private static void write(Recording recording, Path file) throws IOException {
        short[] caller = recording.caller();
        short[] agent = recording.agent();
        int length = Math.min(caller.length, agent.length);
        short[] both = new short[2 * length];
        for (int i = 0; i < length; i++) {
            both[2 * i] = caller[i];
            both[2 * i + 1] = agent[i];
        }
        try (WavWriter wav = WavWriter.to(file, recording.rate(), 2, Codec.PCM16)) {
            wav.write(both, 0, both.length);
        }
    }
}
