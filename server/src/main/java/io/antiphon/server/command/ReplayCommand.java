package io.antiphon.server.command;

import io.antiphon.conversation.replay.Replay;
import io.antiphon.conversation.replay.Timeline;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.ports.journal.JournalEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a recorded call again, as it was or with other settings, and shows what differs. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Run the journal of a call through the engine again. With the settings it had, the same must be decided;"
                    + " with others, the table and the picture show what would have differed.",
            "The caller does what they did; ear, knowledge, model, voice and tools answer what they answered, as long"
                    + " after they are asked as they took then."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is decided as it was, or other settings were tried",
            "1:the same settings decide differently, or the journal cannot be played",
            "2:the command line is wrong",
            "3:the server cannot be reached"
        },
        footer = {
            "",
            "Examples:",
            "  antiphon replay 01890a5d-ac96-774b-bcce-b302099a8057",
            "  antiphon replay 01890a5d-ac96-774b-bcce-b302099a8057 --responsiveness 1 --picture faster.svg"
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "CALL", description = "Id of the call.")
    private String call = "";

    @Option(names = "--responsiveness", paramLabel = "R", description = "Try this responsiveness, 0 to 1.")
    private @Nullable Double responsiveness;

    @Option(names = "--sensitivity", paramLabel = "S", description = "Try this interruption sensitivity, 0 to 1.")
    private @Nullable Double sensitivity;

    @Option(names = "--endpointing-ms", paramLabel = "MS", description = "Try this fixed silence, 100 to 5000.")
    private @Nullable Integer endpointing;

    @Option(names = "--picture", paramLabel = "FILE", description = "Write both timelines as an SVG picture.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Print one JSON object instead of table and picture.")
    private boolean json;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() {
        List<JournalEvent> journal = new JournalLookup(options.access(options.configuration(null))).of(call);
        Replay replay = replay(journal);
        boolean tried = responsiveness != null || sensitivity != null || endpointing != null;
        Timeline recorded = replay.recorded();
        Timeline played = tried ? replay.with(settings(replay.settings())) : replay.again();
        TimelineComparison comparison = new TimelineComparison(recorded, played);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(comparison.json());
        } else {
            out.println(heading(replay.settings(), recorded, tried));
            out.print(comparison.table());
            out.println();
            out.print(new TimelinePicture(recorded, played).text());
        }
        out.flush();
        write(recorded, played);
        return tried || comparison.isSame() ? 0 : AntiphonCommand.FAILED;
    }

    private Replay replay(List<JournalEvent> journal) {
        try {
            return new Replay(journal);
        } catch (IllegalArgumentException unplayable) {
            throw new CommandFailure(
                    AntiphonCommand.FAILED, "call " + call + " cannot be played again: " + unplayable.getMessage());
        }
    }

    private CallSettings settings(CallSettings had) {
        CallSettings.Manners manners = had.manners();
        try {
            return new CallSettings(
                    had.persona(),
                    new CallSettings.Manners(
                            responsiveness == null ? manners.responsiveness() : responsiveness,
                            sensitivity == null ? manners.interruptionSensitivity() : sensitivity,
                            endpointing == null ? manners.endpointing() : endpointing,
                            manners.profiles()),
                    had.habits(),
                    had.limits(),
                    had.phrases(),
                    had.resources());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private String heading(CallSettings had, Timeline recorded, boolean tried) {
        return String.format(
                Locale.ROOT,
                "Call %s, %.1f s, responsiveness %s, interruption sensitivity %s%s",
                call,
                recorded.ticks() / 50.0,
                had.manners().responsiveness(),
                had.manners().interruptionSensitivity(),
                tried ? "; with other settings:" : "; with the same settings:");
    }

    private void write(Timeline recorded, Timeline played) {
        if (picture == null) {
            return;
        }
        try {
            Files.writeString(picture, new TimelinePicture(recorded, played).svg());
        } catch (IOException failure) {
            throw new CommandFailure(AntiphonCommand.WRONG_USE, "--picture " + picture + " cannot be written.");
        }
    }
}
