package io.antiphon.control.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of recordings, by year and month of the call. */
public final class Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);

    private final Path folder;

    public Recordings(Path folder) {
        this.folder = folder;
    }

    /** Starts the recording of {@code call}. */
    Recording open(OpenCall call, int rate) throws IOException {
        String name = name(call);
        return new Recording(folder.resolve(name), name, rate);
    }

    /** The recording that a server left behind when it ended in the middle of {@code call}; its head is put right. */
    Optional<RecordingFile> repair(OpenCall call) {
        String name = name(call);
        Path file = folder.resolve(name);
        try {
            OptionalInt rate = WavHead.repair(file);
            if (rate.isEmpty()) {
                return Optional.empty();
            }
            long bytes = Files.size(file);
            double seconds = (double) (bytes - WavHead.LENGTH) / WavHead.BYTES_PER_SAMPLE / rate.getAsInt();
            return Optional.of(new RecordingFile(name, seconds, rate.getAsInt(), WavHead.CHANNELS, bytes, true));
        } catch (IOException e) {
            LOG.warn("the recording of call {} cannot be repaired", call.id(), e);
            return Optional.empty();
        }
    }

    /** Where the file of this name stands. */
    Path file(String name) {
        return folder.resolve(name);
    }

    private static String name(OpenCall call) {
        return MONTH.format(call.startedAt()) + "/" + call.id() + ".wav";
    }
}
