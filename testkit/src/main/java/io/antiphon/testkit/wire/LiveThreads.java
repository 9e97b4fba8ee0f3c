package io.antiphon.testkit.wire;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Finds threads that outlived their work, virtual ones too, by a name of their own. */
public final class LiveThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LiveThreads() {}

    /** Waits until no thread has a name that holds {@code name}. */
    public static void awaitNone(String name) throws IOException, InterruptedException {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (dump().contains(name)) {
            if (System.nanoTime() > latest) {
                throw new AssertionError("a thread " + name + " still lives after " + PATIENCE);
            }
            boolean never = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            assert !never;
        }
    }

    private static String dump() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "threads-" + System.nanoTime() + ".txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toAbsolutePath().toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
