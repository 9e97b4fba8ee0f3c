package io.antiphon.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.providers.wire.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void needsNothing() {
        Configuration standard = read(Map.of());
        assertThat(standard.web().port()).isEqualTo(8000);
        assertThat(standard.web().host()).isEqualTo("127.0.0.1");
        assertThat(standard.storage().databaseUrl()).isNull();
        assertThat(standard.calls().drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(standard.mind().isConfigured()).isFalse();
    }

    @Test
    void knowsThingsByTheirOtherNames() {
        assertThat(read(Map.of("PORT", "9000")).web().port()).isEqualTo(9000);
        assertThat(read(Map.of("APP_URL", "https://voice.example.org/")).web().publicBaseUrl())
                .isEqualTo(URI.create("https://voice.example.org"));
        assertThat(read(Map.of("PUBLIC_DOMAIN", "voice.example.org")).web().publicBaseUrl())
                .isEqualTo(URI.create("https://voice.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPABASE_URL", "SUPABASE_KEY"})
    void explainsWhatTakesSupabasesPlace(String name) {
        assertThatThrownBy(() -> read(Map.of(name, "https://project.example.org")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContainingAll(name + " is not used", "DATABASE_URL")
                .hasMessageNotContaining("project.example.org");
        assertThat(read(Map.of(name, "x", "DATABASE_URL", "postgres://u:p@h/d"))
                        .storage()
                        .databaseUrl())
                .isNotNull();
    }

    @Test
    void takesTwoNamesThatAgree() {
        assertThat(read(Map.of("SERVER_PORT", "9000", "PORT", "9000")).web().port())
                .isEqualTo(9000);
    }

    @Test
    void refusesTwoNamesThatDisagree() {
        assertThatThrownBy(() -> read(Map.of("SERVER_PORT", "9000", "PORT", "9001")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContainingAll("PORT", "SERVER_PORT", "disagree");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "SERVER_PORT", "eighty",
                        "DRAIN_TIMEOUT", "soon",
                        "PUBLIC_BASE_URL", "ftp://voice.example.org",
                        "MAX_CALLS", "many",
                        "SUPABASE_URL", "https://project.example.org")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContainingAll(
                        "SERVER_PORT", "DRAIN_TIMEOUT", "PUBLIC_BASE_URL", "MAX_CALLS", "set DATABASE_URL");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_PORT, 65536",
        "SERVER_PORT, -1",
        "MAX_CALLS, 0",
        "MAX_CALLS, -3",
        "EAR_DECODERS, 0",
        "VOICE, festival",
        "PUBLIC_BASE_URL, http://",
        "PUBLIC_BASE_URL, not an address",
        "DRAIN_TIMEOUT, 30",
        "OPENAI_BASE_URL, localhost:11434:1",
        "DEEPGRAM_BASE_URL, wss://voice.example.org",
        "MIND_ORDER, 'anthropic, skynet'",
        "VOICE_ORDER, 'local, local'",
        "LOG_FORMAT, xml"
    })
    void namesTheKeyOfAValueThatCannotBe(String name, String text) {
        assertThatThrownBy(() -> read(Map.of(name, text)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining(name + " must be ")
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2m", "120s", "120000ms", " 2 m "})
    void readsTimes(String text) {
        assertThat(read(Map.of("DRAIN_TIMEOUT", text)).calls().drain()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void takesAnEmptyValueForNone() {
        assertThat(read(Map.of("SERVER_PORT", " ", "DATABASE_URL", ""))).isEqualTo(read(Map.of()));
    }

    @Test
    void neverShowsASecret() {
        Configuration configuration = read(Map.of(
                "OPENAI_API_KEY", "sk-verysecret",
                "OPENAI_MODEL", "small",
                "GOOGLE_API_KEY", "verysecret-too",
                "DATABASE_URL", "postgres://me:verysecret@db.example.org/antiphon",
                "MASTER_KEY", MASTER_KEY));
        assertThat(configuration.mind().apiKey()).extracting(ApiKey::reveal).isEqualTo("sk-verysecret");
        assertThat(configuration.vendors().gemini().key())
                .extracting(ApiKey::reveal)
                .isEqualTo("verysecret-too");
        assertThat(configuration.toString()).contains("small").doesNotContain("verysecret", MASTER_KEY);
    }

    @Test
    void refusesAKeyThatCannotBeOneWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("CARTESIA_API_KEY", "not a key")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("CARTESIA_API_KEY must be one line of plain characters without spaces.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "c2hvcnQ=", "no base64 at all!"})
    void saysHowToMakeAMasterKeyAndDoesNotShowTheWrongOne(String text) {
        assertThatThrownBy(() -> read(Map.of("MASTER_KEY", text, "MAX_CALLS", "many")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContainingAll(
                        "MASTER_KEY must be 32 bytes in Base64", "openssl rand -base64 32", "MAX_CALLS")
                .hasMessageNotContaining(text);
    }

    @Test
    void readsWhoIsAskedFirst() {
        assertThat(read(Map.of("MIND_ORDER", "gemini, lector")).order().minds()).containsExactly("gemini", "lector");
        assertThat(read(Map.of()).order().ears()).isEmpty();
    }

    @Test
    void prefersFlagsToTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("antiphon.env"), "MAX_CALLS=7\nDRAIN_TIMEOUT=5s\n");
        Configuration configuration = Configurations.read(Map.of("MAX_CALLS", "9"), file);
        assertThat(configuration.calls().atOnce()).isEqualTo(9);
        assertThat(configuration.calls().drain()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void saysWhichFileCannotBeRead(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.env");
        assertThatThrownBy(() -> Configurations.read(Map.of(), missing))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining(missing.toString());
        Path odd = Files.writeString(folder.resolve("odd.env"), "this is no setting\n");
        assertThatThrownBy(() -> Configurations.read(Map.of(), odd))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining(odd.toString());
    }

    private static Configuration read(Map<String, String> texts) {
        return new ConfigurationReader(texts).read(Configuration.class);
    }
}
