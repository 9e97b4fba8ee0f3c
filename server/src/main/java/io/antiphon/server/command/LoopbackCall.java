package io.antiphon.server.command;

import io.antiphon.server.command.DoctorCommand.Finding;
import io.antiphon.server.command.DoctorCommand.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One short call to a server, to hear that it answers. */
final class LoopbackCall {
    private static final String QUESTION = "What is palliative care?";

    private final URI server;
    private final ServerKey key;

    LoopbackCall(URI server, ServerKey key) {
        this.server = server;
        this.key = key;
    }

    Finding place() {
        try {
            Path folder = Files.createTempDirectory("antiphon-doctor");
            CallPlan plan = new CallPlan(
                    null,
                    CallPlan.Way.twilio,
                    server,
                    key,
                    List.of(new CallPlan.Utterance(QUESTION, CallerSound.spoken(QUESTION))));
            CallReport report = new CallRun(plan, CallDialogue.silent()).run(folder);
            Files.deleteIfExists(Path.of(report.wav()));
            Files.deleteIfExists(folder);
            return heard(report.turns().getFirst());
        } catch (CommandFailure failure) {
            State state = failure.exitCode() == AntiphonCommand.UNREACHABLE ? State.missing : State.failed;
            return new Finding("loopback call", state, String.valueOf(failure.getMessage()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Finding heard(CallReport.Turn turn) {
        if (turn.voice_to_voice_ms() < 0) {
            return new Finding("loopback call", State.failed, server + " took the call and gave no audible answer");
        }
        return new Finding(
                "loopback call",
                State.ok,
                "said \"" + QUESTION + "\", was heard as \"" + turn.heard() + "\", answered after "
                        + turn.voice_to_voice_ms() + " ms");
    }
}
