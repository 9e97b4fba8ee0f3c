package io.antiphon.server.command;

import io.antiphon.audio.Codec;
import io.antiphon.audio.Conversion;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sound files, through the same classes as a call. */
@Command(
        name = "audio",
        mixinStandardHelpOptions = true,
        description = "Work on sound files with the same code as a call.",
        subcommands = AudioCommand.Convert.class,
        footer = {"", "Examples:", "  antiphon audio convert question.wav telephone.ulaw --rate 8000 --codec ulaw"})
final class AudioCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: convert");
    }

    /** Converts a file. */
    @Command(
            name = "convert",
            mixinStandardHelpOptions = true,
            description =
                    "Convert a sound file, frame by frame. A name ending in .wav is a WAV file, any other holds bare"
                            + " samples of one channel.",
            footer = {
                "",
                "Examples:",
                "  antiphon audio convert question.wav telephone.ulaw --rate 8000 --codec ulaw",
                "  antiphon audio convert telephone.ulaw back.wav --in-rate 8000 --in-codec ulaw --rate 16000 --codec pcm16"
            })
    static final class Convert implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "IN", description = "File to read.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Path in;

        @Parameters(index = "1", paramLabel = "OUT", description = "File to write.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Path out;

        @Option(names = "--rate", paramLabel = "N", description = "Samples a second to write (default: as IN).")
        private @Nullable Integer rate;

        @Option(
                names = "--codec",
                paramLabel = "C",
                converter = CodecName.class,
                description = "Form to write: pcm16, ulaw or alaw (default: as IN).")
        private @Nullable Codec codec;

        @Option(names = "--in-rate", paramLabel = "N", description = "Samples a second of bare samples.")
        private @Nullable Integer inRate;

        @Option(
                names = "--in-codec",
                paramLabel = "C",
                converter = CodecName.class,
                description = "Form of bare samples: pcm16, ulaw or alaw.")
        private @Nullable Codec inCodec;

        @Option(
                names = "--frame-ms",
                paramLabel = "N",
                defaultValue = "20",
                description = "Length of the pieces it is done in (default ${DEFAULT-VALUE}); the result is the same.")
        private int frameMillis;

        @Override
        public Integer call() {
            try {
                Conversion.Summary done = new Conversion(in, out, rate, codec, inRate, inCodec, frameMillis).run();
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s: %d samples at %d Hz -> %s: %d samples at %d Hz, %s%s%n",
                                in,
                                done.samplesIn(),
                                done.rateIn(),
                                out,
                                done.samplesOut(),
                                done.rateOut(),
                                done.codec().name().toLowerCase(Locale.ROOT),
                                done.channels() == 2 ? ", stereo" : "");
                return CommandLine.ExitCode.OK;
            } catch (IllegalArgumentException wrong) {
                throw new CommandFailure(AntiphonCommand.WRONG_USE, wrong.getMessage());
            } catch (NoSuchFileException missing) {
                throw new CommandFailure(AntiphonCommand.FAILED, missing.getFile() + " does not exist.");
            } catch (FileSystemException failure) {
                throw new CommandFailure(
                        AntiphonCommand.FAILED,
                        failure.getFile() + " cannot be read or written: " + failure.getReason());
            } catch (IOException failure) {
                throw new CommandFailure(AntiphonCommand.FAILED, in + ": " + failure.getMessage());
            }
        }
    }

    /** Reads a codec's name as it is typed. */
    static final class CodecName implements ITypeConverter<Codec> {
        @Override
        public Codec convert(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "pcm16" -> Codec.PCM16;
                case "ulaw" -> Codec.ULAW;
                case "alaw" -> Codec.ALAW;
                default -> throw new TypeConversionException("expected pcm16, ulaw or alaw but was '" + name + "'");
            };
        }
    }
}
