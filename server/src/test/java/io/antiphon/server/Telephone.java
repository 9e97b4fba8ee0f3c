package io.antiphon.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Level;
import io.antiphon.lines.caller.BrowserCaller;
import io.antiphon.lines.caller.Caller;
import io.antiphon.lines.caller.CallerEvent;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.caller.TwilioCaller;
import io.antiphon.lines.caller.TwilioStart;
import io.antiphon.testkit.twilio.SimulatedCall;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller of a test with patience for a busy machine: each wait fails the test when it takes unreasonably long. Few call
 * at once, because an ear that cannot keep up hears other words.
 */
final class Telephone implements AutoCloseable {
    private static final Semaphore LINES = new Semaphore(3, true);
    private static final int PATIENCE_SECONDS = 60;
    private static final double AUDIBLE_DBFS = -50;

    private final Dialler dialler = new Dialler(true);
    private final Caller caller;
    private final String callId;

    private Telephone(Api api, String agent, boolean browser, Map<String, String> variables) throws Exception {
        if (browser) {
            String ticket = api.ticket(JsonMapper.shared().writeValueAsString(Map.of("variables", variables)));
            BrowserCaller dialled = dialler.browser(
                            api.bareSocket(
                                    "/ws/voice-browser?playback=reported&agent_id=" + agent + "&ticket=" + ticket),
                            Map.of())
                    .get(PATIENCE_SECONDS, SECONDS);
            caller = dialled;
            callId = dialled.next(CallerEvent.SessionStarted.class)
                    .get(PATIENCE_SECONDS, SECONDS)
                    .callId();
        } else {
            String id = UUID.randomUUID().toString().replace("-", "");
            var parameters = new HashMap<>(variables);
            parameters.put("agent", agent);
            TwilioCaller dialled = dialler.twilio(
                            api.socket("/ws/voice-twilio"),
                            Map.of("Authorization", "Bearer " + api.key()),
                            new TwilioStart("MZ" + id, "CA" + id, parameters))
                    .get(PATIENCE_SECONDS, SECONDS);
            caller = dialled;
            callId = api.callOf("CA" + id);
        }
    }

    private Telephone(SimulatedCall placed) throws Exception {
        caller = dialler.twilio(
                        URI.create(placed.streamAddress()),
                        placed.streamHeaders(),
                        new TwilioStart("MZ" + placed.sid().substring(2), placed.sid(), placed.parameters()))
                .get(PATIENCE_SECONDS, SECONDS);
        callId = placed.parameter("call_id");
    }

    /** Answers a call that was placed at Twilio. */
    static Telephone answering(SimulatedCall placed) throws Exception {
        LINES.acquire();
        try {
            return new Telephone(placed);
        } catch (Throwable failure) {
            LINES.release();
            throw failure;
        }
    }

    /** Calls as a browser, to an agent of this name. */
    static Telephone browser(Api api, String agent) throws Exception {
        return browser(api, agent, Map.of());
    }

    /** Calls as Twilio does. */
    static Telephone twilio(Api api, String agent) throws Exception {
        return twilio(api, agent, Map.of());
    }

    /** The same with variables sent along. */
    static Telephone browser(Api api, String agent, Map<String, String> variables) throws Exception {
        return called(api, agent, true, variables);
    }

    /** The same with variables sent along. */
    static Telephone twilio(Api api, String agent, Map<String, String> variables) throws Exception {
        return called(api, agent, false, variables);
    }

    private static Telephone called(Api api, String agent, boolean browser, Map<String, String> variables)
            throws Exception {
        Speech.prepare();
        LINES.acquire();
        try {
            return new Telephone(api, agent, browser, variables);
        } catch (Throwable failure) {
            LINES.release();
            throw failure;
        }
    }

    String callId() {
        return callId;
    }

    Caller caller() {
        return caller;
    }

    /** Presses a key, as Twilio tells of it. */
    void presses(char digit) {
        if (!(caller instanceof TwilioCaller telephone)) {
            throw new IllegalStateException("only a telephone has keys");
        }
        telephone.press(digit);
    }

    /** Says {@code text} to its end. */
    void says(String text) throws Exception {
        says(Speech.of(text, caller.rate()));
    }

    void says(short[] samples) throws Exception {
        caller.say(samples);
        caller.said().get(PATIENCE_SECONDS, SECONDS);
    }

    /** Says nothing for so long. */
    void listens(int millis) throws Exception {
        says(new short[caller.rate() / 1000 * millis]);
    }

    /** Waits until the agent is heard. */
    void hearsTheAgent() throws Exception {
        caller.agentSpeaks().get(PATIENCE_SECONDS, SECONDS);
    }

    /** How much of the agent's sound has been played so far, in milliseconds, silence left out. */
    int heardMillis() {
        short[] heard = caller.recording().agent();
        int length = Frame.length(caller.rate());
        int audible = 0;
        for (int from = 0; from + length <= heard.length; from += length) {
            audible += Level.rms(heard, from, length) > AUDIBLE_DBFS ? 1 : 0;
        }
        return audible * Frame.MILLIS;
    }

    /** Waits until the agent has been heard and is silent again. */
    void hearsTheAgentOut() throws Exception {
        hearsTheAgent();
        caller.agentSilent(1500).get(PATIENCE_SECONDS, SECONDS);
    }

    <E extends CallerEvent> E notices(Class<E> kind) throws Exception {
        return caller.next(kind).get(PATIENCE_SECONDS, SECONDS);
    }

    void hangsUp() throws Exception {
        caller.hangUp();
        notices(CallerEvent.Disconnected.class);
    }

    @Override
    public void close() {
        LINES.release();
        caller.close();
        dialler.close();
    }
}
