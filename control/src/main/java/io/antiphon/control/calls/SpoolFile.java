package io.antiphon.control.calls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one call said, on its way to the database: an append-only file that goes when all of it has arrived.
 *
 * <p>The scribe appends, the courier reads behind it. Lines the disk does not take are kept in memory, up to a bound.
 */
final class SpoolFile {
    private static final int LONGEST_READ = 256 * 1024;
    private static final long MOST_KEPT = 4L * 1024 * 1024;
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final OpenCall call;
    private final Path path;
    private final @Nullable FileChannel channel;
    private final ConcurrentLinkedQueue<byte[]> kept = new ConcurrentLinkedQueue<>();
    private final AtomicLong keptBytes = new AtomicLong();
    private volatile long written;
    private volatile boolean complete;
    private volatile boolean broken;
    private final AtomicLong delivered = new AtomicLong();

    private SpoolFile(OpenCall call, Path path, @Nullable FileChannel channel, long written) {
        this.call = call;
        this.path = path;
        this.channel = channel;
        this.written = written;
        this.broken = channel == null;
    }

    /** A new one at {@code path}; where the disk refuses it, everything is kept in memory. */
    static SpoolFile create(OpenCall call, Path path) {
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            return new SpoolFile(call, path, FileChannel.open(path, OPTIONS, owner), 0);
        } catch (IOException refused) {
            return new SpoolFile(call, path, null, 0);
        }
    }

    /** One that stands, of which the first {@code written} bytes are whole lines. */
    static SpoolFile reopen(OpenCall call, Path path, long written) throws IOException {
        var channel = FileChannel.open(path, OPTIONS);
        channel.truncate(written);
        return new SpoolFile(call, path, channel, written);
    }

    /**
     * Appends whole lines.
     *
     * @return how many of them were lost because neither disk nor memory has room
     */
    int append(List<byte[]> lines) {
        if (!broken) {
            try {
                write(lines);
                return 0;
            } catch (IOException full) {
                broken = true;
            }
        }
        int lost = 0;
        for (byte[] line : lines) {
            if (keptBytes.get() + line.length > MOST_KEPT) {
                lost++;
            } else {
                keptBytes.addAndGet(line.length);
                kept.add(line);
            }
        }
        return lost;
    }

    private void write(List<byte[]> lines) throws IOException {
        var out = Objects.requireNonNull(channel);
        var all =
                ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
        lines.forEach(all::put);
        all.flip();
        long end = written;
        while (all.hasRemaining()) {
            end += out.write(all, end);
        }
        written = end;
    }

    /** Nothing will be appended any more. */
    void complete() {
        complete = true;
    }

    /** Whether the disk refuses it. */
    boolean broken() {
        return broken;
    }

    /** Forces it to the disk, for as long as the database cannot do so. */
    void force() {
        try {
            if (channel != null && channel.isOpen()) {
                channel.force(false);
            }
        } catch (IOException e) {
            broken = true;
        }
    }

    OpenCall call() {
        return call;
    }

    /** The next lines to be delivered, at least one unless nothing waits. */
    List<Parcel> next() throws IOException {
        if (delivered.get() < written) {
            return read();
        }
        var parcels = new ArrayList<Parcel>();
        for (byte[] line : kept) {
            parcels.add(new Parcel(this, SpoolLine.of(line, 0, line.length), line.length, false));
        }
        return parcels;
    }

    private List<Parcel> read() throws IOException {
        var in = Objects.requireNonNull(channel);
        int length = (int) Math.min(written - delivered.get(), LONGEST_READ);
        var parcels = new ArrayList<Parcel>();
        while (parcels.isEmpty()) {
            var bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && in.read(bytes, delivered.get() + bytes.position()) > 0) {}
            int from = 0;
            for (int i = 0; i < bytes.position(); i++) {
                if (bytes.get(i) == '\n') {
                    parcels.add(new Parcel(this, SpoolLine.of(bytes.array(), from, i), i + 1 - from, true));
                    from = i + 1;
                }
            }
            if (parcels.isEmpty() && length == written - delivered.get()) {
                throw new IOException("the journal's file is shorter than what was written to it");
            }
            // A single line may be longer than one read.
            length = (int) Math.min(written - delivered.get(), 2L * length);
        }
        return parcels;
    }

    /** These need not be given again. */
    void delivered(Parcel parcel) {
        if (parcel.fromDisk()) {
            delivered.addAndGet(parcel.length());
        } else {
            kept.remove();
            keptBytes.addAndGet(-parcel.length());
        }
    }

    /** Bytes that wait for the database. */
    long waiting() {
        return written - delivered.get() + keptBytes.get();
    }

    /** Whether everything has been said and delivered; then it may be removed. */
    boolean finished() {
        return complete && waiting() == 0;
    }

    void remove() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
