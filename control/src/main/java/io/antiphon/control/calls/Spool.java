package io.antiphon.control.calls;

import io.antiphon.audio.Frame;
import io.antiphon.control.storage.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The folder where what calls said waits for the database. Belongs to one server at a time. */
final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String ENDING = ".journal";

    private final Path folder;
    private final FileChannel lock;

    /** @throws StorageFailure when another server uses the folder or nobody can */
    Spool(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            this.lock = lock(folder);
        } catch (IOException e) {
            throw new StorageFailure("the folder " + folder + " cannot be written to: check its owner and the disk", e);
        }
    }

    SpoolFile create(OpenCall call) {
        return SpoolFile.create(call, folder.resolve(call.id() + ENDING));
    }

    /** What an earlier run left behind, each file closed with an end where the run did not live to see one. */
    List<SpoolFile> leftovers(Recordings recordings) {
        var found = new ArrayList<SpoolFile>();
        try (var paths = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path path : paths) {
                leftover(path, recordings).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new StorageFailure("the folder " + folder + " cannot be read", e);
        }
        return found;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} could not be released", folder, e);
        }
    }

    private Optional<SpoolFile> leftover(Path path, Recordings recordings) throws IOException {
        var content = new Content(Files.readAllBytes(path));
        if (content.end < content.bytes.length) {
            LOG.warn("{} ends in the middle of a line or cannot be read to its end; a copy is kept beside it", path);
            Files.copy(
                    path, path.resolveSibling(path.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (content.call == null) {
            Files.delete(path);
            return Optional.empty();
        }
        var file = SpoolFile.reopen(content.call, path, content.end);
        if (!content.ended) {
            file.append(content.ending(content.call, recordings.repair(content.call)));
        }
        file.complete();
        return Optional.of(file);
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken;
        try {
            taken = channel.tryLock() == null;
        } catch (OverlappingFileLockException inThisProcess) {
            taken = true;
        }
        if (taken) {
            channel.close();
            throw new StorageFailure("another server already uses the folder " + folder
                    + ": stop it, or give this one a data folder of its own");
        }
        return channel;
    }

    /** What can be read of a file, up to the first line that cannot. */
    private static final class Content {
        private final byte[] bytes;
        private @Nullable OpenCall call;
        private boolean ended;
        private int end;
        private long lastTick;
        private long nextSeq;

        private Content(byte[] bytes) {
            this.bytes = bytes;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n' && !take(i)) {
                    return;
                }
            }
        }

        private boolean take(int lineFeed) {
            try {
                var line = SpoolLine.of(bytes, end, lineFeed);
                if (line.entry() instanceof Entry.Began(var begun)) {
                    call = begun;
                }
                ended |= line.entry() instanceof Entry.Ended;
                lastTick = Math.max(lastTick, line.entry().tick());
                nextSeq = line.seq() + 1;
                end = lineFeed + 1;
                return call != null;
            } catch (JacksonException unreadable) {
                return false;
            }
        }

        /** The lines the earlier run would have written, had it lived. */
        private List<byte[]> ending(OpenCall call, Optional<RecordingFile> recording) {
            var lines = new ArrayList<byte[]>();
            recording.map(Entry.Recorded::new).ifPresent(recorded -> {
                lastTick = Math.max(lastTick, recorded.tick());
                lines.add(new SpoolLine(nextSeq++, recorded).bytes());
            });
            var at = call.startedAt().plusMillis(lastTick * Frame.MILLIS);
            lines.add(new SpoolLine(nextSeq, new Entry.Ended(Orphans.REASON, lastTick, at)).bytes());
            return lines;
        }
    }
}
