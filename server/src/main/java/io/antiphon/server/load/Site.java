package io.antiphon.server.load;

import io.antiphon.audio.SileroVad;
import io.antiphon.conversation.Call;
import io.antiphon.lines.Door;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.browser.BrowserDoor;
import io.antiphon.lines.caller.Caller;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.caller.TwilioStart;
import io.antiphon.lines.twilio.TwilioDoor;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Reception;
import io.antiphon.server.wiring.Doorway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that go on at the same time over one kind of line, with everything they stand on. */
final class Site implements AutoCloseable {
    private static final int CONNECT_SECONDS = 60;
    private static final int END_SECONDS = 10;

    private final Pacer pacer = Pacer.running();
    private final List<Party> parties = new ArrayList<>();
    private final Map<Integer, Call> calls = new ConcurrentHashMap<>();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final List<Runnable> goodbyes = new ArrayList<>();
    private final LoadPlan.Way way;
    private final SileroVad model;

    Site(LoadPlan plan, int count, List<Speech> speeches, Timetable clock, SileroVad model, Tally tally) {
        this.way = plan.line();
        this.model = model;
        for (int number = 0; number < count; number++) {
            parties.add(new Party(number, speeches, plan.delays(), clock, tally));
        }
    }

    static int rate(LoadPlan.Way way) {
        return way == LoadPlan.Way.browser ? 16_000 : MemoryLine.RATE;
    }

    /** Lets all callers call. */
    void open() throws IOException, InterruptedException {
        switch (way) {
            case none -> openInMemory();
            case browser, twilio -> openByNetwork();
        }
    }

    private void openInMemory() throws InterruptedException {
        Pacer callers = Pacer.running();
        closing.add(callers);
        for (Party party : parties) {
            MemoryLine line = new MemoryLine(party.caller, pacer);
            line.begin();
            begin(party, line);
            Pacer.Seat seat = callers.join(tick -> line.heard(party.caller.says()));
            goodbyes.add(() -> {
                seat.leave();
                line.ended();
            });
        }
    }

    private void openByNetwork() throws IOException, InterruptedException {
        Reception reception = (line, arrival) -> {
            try {
                begin(parties.get(Integer.parseInt(String.valueOf(arrival.agent()))), line);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        Door door = way == LoadPlan.Way.browser ? new BrowserDoor(pacer, reception) : new TwilioDoor(pacer, reception);
        Doorway doorway = Doorway.open(door);
        closing.add(doorway);
        Dialler dialler = new Dialler(false);
        closing.add(dialler);
        for (Party party : parties) {
            Caller caller = dial(dialler, doorway, party.number);
            caller.become(party.caller);
            goodbyes.add(() -> {
                caller.hangUp();
                caller.close();
            });
        }
    }

    private Caller dial(Dialler dialler, Doorway doorway, int number) throws IOException, InterruptedException {
        String agent = Integer.toString(number);
        CompletableFuture<? extends Caller> dialled = way == LoadPlan.Way.browser
                ? dialler.browser(doorway.address("playback=reported&agent_id=" + agent), Map.of())
                : dialler.twilio(
                        doorway.address(""),
                        Map.of(),
                        new TwilioStart("MZ" + agent, "CA" + agent, Map.of("agent", agent)));
        try {
            return dialled.get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new IOException("call " + number + " could not be connected: " + failure.getCause(), failure);
        } catch (TimeoutException failure) {
            throw new IOException("call " + number + " was not connected within " + CONNECT_SECONDS + " s", failure);
        }
    }

    private void begin(Party party, Line line) throws InterruptedException {
        try {
            calls.put(party.number, party.begin(line, model));
        } catch (ProviderFailure impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Pacer.Figures pace() {
        return pacer.figures();
    }

    /** Ends every call and waits until nothing of it is left. */
    @Override
    public void close() {
        goodbyes.forEach(Runnable::run);
        try {
            for (Call call : calls.values()) {
                call.awaitEnd(END_SECONDS * 1000L);
            }
            for (AutoCloseable one : closing.reversed()) {
                one.close();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException("a call's surroundings did not close", failure);
        } finally {
            pacer.close();
        }
    }
}
