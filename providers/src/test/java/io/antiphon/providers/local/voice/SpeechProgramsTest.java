package io.antiphon.providers.local.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.testkit.HeardSound;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs as far as they can be tested where none is installed: with stand-ins on a path of their own. */
class SpeechProgramsTest {
    private static final VoiceSettings ENGLISH = new VoiceSettings("en", null, 1, 8_000);

    @TempDir
    Path folder;

    private void program(String name, String script) throws Exception {
        Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void saysSoWhenAProgramIsNotInstalled() {
        String path = folder.toString();
        assertThat(new Flite(path).installed()).isFalse();
        assertThat(new EspeakNg(path).installed()).isFalse();
        assertFails(Kind.NOT_CONFIGURED, () -> new Flite(path).open(ENGLISH));
        assertFails(Kind.NOT_CONFIGURED, () -> new EspeakNg(path).open(ENGLISH));
        assertFails(Kind.NOT_CONFIGURED, () -> new LocalVoices(path).open(new VoiceSettings("hi", null, 1, 8_000)));
    }

    @Test
    void findsAProgramInAnyFolderOfThePathButNoPlainFile() throws Exception {
        Files.writeString(folder.resolve("espeak-ng"), "not a program");
        program("flite", "exit 0");
        String path = "/nowhere" + File.pathSeparator + File.pathSeparator + folder;
        assertThat(new Flite(path).installed()).isTrue();
        assertThat(new EspeakNg(path).installed()).isFalse();
    }

    @Test
    void reportsAProgramThatFailsWithoutItsWords() throws Exception {
        program("flite", "cat >&2; exit 3");
        var voice = new Flite(folder.toString()).open(ENGLISH);
        assertThatThrownBy(() -> voice.speak("My secret illness.", new HeardSound()))
                .isInstanceOfSatisfying(ProviderFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.VENDOR_FAULT);
                    assertThat(failure.getMessage()).contains("code 3").doesNotContain("illness");
                });
    }

    @Test
    void reportsAProgramThatSaysNothing() throws Exception {
        program("espeak-ng", "cat > /dev/null");
        var voice = new EspeakNg(folder.toString()).open(ENGLISH);
        assertFails(Kind.VENDOR_FAULT, () -> voice.speak("Hello.", new HeardSound()));
    }

    @Test
    void reportsAProgramThatDoesNotReadItsInput() throws Exception {
        program("espeak-ng", "exec 0<&-; exit 1");
        var voice = new EspeakNg(folder.toString()).open(ENGLISH);
        assertFails(Kind.VENDOR_FAULT, () -> voice.speak("Hello.", new HeardSound()));
    }

    @Test
    void givesTheTextToTheInputAndOnlySettingsToTheArguments() throws Exception {
        program("espeak-ng", "echo \"$@\" > '" + folder + "/arguments'; cat > '" + folder + "/input'; exit 1");
        var voice = new EspeakNg(folder.toString()).open(new VoiceSettings("ta-IN", "f2", 1.5, 8_000));
        assertFails(Kind.VENDOR_FAULT, () -> voice.speak("வணக்கம்", new HeardSound()));
        assertThat(folder.resolve("arguments")).hasContent("-v ta+f2 -s 240 -b 1 --stdin --stdout");
        assertThat(folder.resolve("input")).content().isEqualToIgnoringWhitespace("வணக்கம்");
    }

    @Test
    void refusesVoicesThatCouldBeAnythingElse() throws Exception {
        program("flite", "exit 0");
        program("espeak-ng", "exit 0");
        String path = folder.toString();
        assertFails(
                Kind.BAD_REQUEST,
                () -> new Flite(path).open(new VoiceSettings("en", "https://example.org/x.flitevox", 1, 8_000)));
        assertFails(
                Kind.BAD_REQUEST, () -> new EspeakNg(path).open(new VoiceSettings("hi", "../../etc/passwd", 1, 8_000)));
    }

    @Test
    @Timeout(10)
    void killsTheProgramWhenInterrupted() throws Exception {
        program(
                "flite",
                "echo $$ > '" + folder + "/pid.new'; mv '" + folder + "/pid.new' '" + folder + "/pid'; exec sleep 60");
        var voice = new Flite(folder.toString()).open(ENGLISH);
        var thrown = new AtomicReference<Throwable>();
        Thread speaking = Thread.ofVirtual().start(() -> {
            try {
                voice.speak("Hello.", new HeardSound());
            } catch (InterruptedException | ProviderFailure e) {
                thrown.set(e);
            }
        });
        while (!Files.exists(folder.resolve("pid"))) {
            Thread.onSpinWait();
        }
        speaking.interrupt();
        assertThat(speaking.join(Duration.ofMillis(100))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        var program = ProcessHandle.of(
                Long.parseLong(Files.readString(folder.resolve("pid")).trim()));
        if (program.isPresent()) {
            program.get().onExit().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void choosesTheBestVoiceOfThisMachine() throws Exception {
        assertThat(chosen("en-IN", null)).isEqualTo("freetts");
        assertThat(chosen("mr", null)).isEqualTo("espeak-ng");
        program("flite", "exit 0");
        assertThat(chosen("en", null)).isEqualTo("flite");
        assertThat(chosen("en", "freetts")).isEqualTo("freetts");
        assertThat(chosen("en", "rms")).isEqualTo("flite");
        assertThat(chosen("en", "f3")).isEqualTo("espeak-ng");
        assertThat(chosen("hi-IN", null)).isEqualTo("espeak-ng");
    }

    @Test
    void offersTheLanguagesThatAreThere() throws Exception {
        assertThat(new LocalVoices(folder.toString()).description().languages()).containsExactly("en");
        program("espeak-ng", "exit 0");
        assertThat(new LocalVoices(folder.toString()).description().languages()).contains("en", "hi", "mr", "ta");
    }

    private String chosen(String language, @org.jspecify.annotations.Nullable String name) {
        return new LocalVoices(folder.toString())
                .chosen(language, name)
                .description()
                .name();
    }
}
