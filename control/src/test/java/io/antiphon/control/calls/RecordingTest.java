package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path folder;

    private final OpenCall call = new OpenCall(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            "browser",
            NewCall.Direction.INBOUND,
            null,
            null,
            "main",
            Instant.parse("2026-11-30T23:59:59Z"));

    @Test
    void putsTheCallerLeftAndTheAgentRight() throws Exception {
        var recordings = new Recordings(folder);
        var recording = recordings.open(call, 16000);
        recording.add(Talk.level(16000, 11), Talk.level(16000, 22));
        recording.add(Talk.level(16000, 33), null);
        var file = recording.finish();

        assertThat(file.path()).isEqualTo("2026/11/" + call.id() + ".wav");
        assertThat(file.seconds()).isEqualTo(0.04);
        assertThat(file.bytes()).isEqualTo(Files.size(recordings.file(file.path())));
        try (var sound =
                AudioSystem.getAudioInputStream(recordings.file(file.path()).toFile())) {
            assertThat(sound.getFormat().matches(new AudioFormat(16000, 16, 2, true, false)))
                    .isTrue();
            assertThat(sound.getFrameLength()).isEqualTo(640);
            var samples = ByteBuffer.wrap(sound.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            assertThat(new short[] {samples.get(0), samples.get(1), samples.get(640), samples.get(641)})
                    .containsExactly((short) 11, (short) 22, (short) 33, (short) 0);
        }
    }

    @Test
    void canBeHeardWhileItGrows() throws Exception {
        var recordings = new Recordings(folder);
        var recording = recordings.open(call, 8000);
        for (int tick = 0; tick < 120; tick++) {
            recording.add(Talk.level(8000, 1), null);
        }
        try (var sound = AudioSystem.getAudioInputStream(recording.file().toFile())) {
            assertThat(sound.getFrameLength()).isBetween(100 * 160L, 120 * 160L);
        }
        recording.finish();
    }

    @Test
    void isWholeAgainAfterItsServerDied() throws Exception {
        var recordings = new Recordings(folder);
        var recording = recordings.open(call, 8000);
        for (int tick = 0; tick < 60; tick++) {
            recording.add(Talk.level(8000, 1), null);
        }
        long samples = (Files.size(recording.file()) - WavHead.LENGTH) / WavHead.BYTES_PER_SAMPLE;
        assertThat(samples).isGreaterThanOrEqualTo(50 * 160);
        try (var file = new RandomAccessFile(recording.file().toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[] {1, 2, 3});
        }
        assertThat(recordings.repair(call))
                .hasValue(new RecordingFile(
                        "2026/11/" + call.id() + ".wav",
                        samples / 8000.0,
                        8000,
                        2,
                        WavHead.LENGTH + samples * WavHead.BYTES_PER_SAMPLE,
                        true));
        try (var sound = AudioSystem.getAudioInputStream(recording.file().toFile())) {
            assertThat(sound.getFrameLength()).isEqualTo(samples);
        }
    }

    @Test
    void leavesAloneWhatIsNoRecording() throws Exception {
        var recordings = new Recordings(folder);
        assertThat(recordings.repair(call)).isEmpty();
        Path file = recordings.file("2026/11/" + call.id() + ".wav");
        Files.createDirectories(folder.resolve("2026/11"));
        Files.writeString(file, "no sound at all, but long enough for the head of a file");
        assertThat(recordings.repair(call)).isEmpty();
        assertThat(Files.readString(file)).startsWith("no sound");
    }
}
