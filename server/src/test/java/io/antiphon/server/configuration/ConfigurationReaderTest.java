package io.antiphon.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.providers.wire.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void takesACountrysCodeAloneForNoNumber() {
        Telephony telephony = read(Map.of("VOBIZ_DID_NUMBER", "+91", "TWILIO_PHONE_NUMBER", "+15551234567"))
                .telephony();
        assertThat(telephony.vobiz().didNumber()).isNull();
        assertThat(telephony.twilio().phoneNumber()).isEqualTo(new PhoneNumber("+15551234567"));
        assertThat(telephony.retell().agentName()).isEqualTo("Palli Sahayak");
        assertThatThrownBy(() -> read(Map.of("VOBIZ_DID_NUMBER", "98765 43210")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("VOBIZ_DID_NUMBER must be a number in E.164 such as +919876543210, not \"98765 43210\".");
    }

    @Test
    void tellsHowFarAnAccountIsSetUpAndNoSecret() {
        Telephony telephony = read(Map.of(
                        "TWILIO_ACCOUNT_SID", "AC0123", "TWILIO_AUTH_TOKEN", "verysecret", "VOBIZ_DID_NUMBER", "+91"))
                .telephony();
        assertThat(telephony.accounts().getFirst())
                .isEqualTo(new Telephony.Account(
                        "Twilio", List.of("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"), List.of("TWILIO_PHONE_NUMBER")));
        assertThat(telephony.accounts().getLast().set()).isEmpty();
        assertThat(telephony.toString()).doesNotContain("verysecret");
    }

    @Test
    void takesNoPathThatEverybodyKnowsWhereEverybodyComesBy() {
        Map<String, String> known = Map.of("OBFUSCATED_WS_PATH", "ws-default");
        assertThat(read(known).web().retellLlmToken()).isEqualTo("ws-default");
        for (String name : List.of("OBFUSCATED_WS_PATH", "TWILIO_STREAM_TOKEN")) {
            assertThatThrownBy(() -> read(Map.of(name, "ws-default", "PUBLIC_BASE_URL", "https://voice.example.org")))
                    .isInstanceOf(ConfigurationFailure.class)
                    .hasMessageContaining("_TOKEN may not be ws-default");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a/b", "a?b", "tökén", "{{x}}"})
    void takesNoPathThatIsMoreThanOnePartOfAnAddress(String token) {
        assertThatThrownBy(() -> read(Map.of("RETELL_LLM_TOKEN", token)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("RETELL_LLM_TOKEN must hold letters, digits, - and _ alone")
                .hasMessageNotContaining(token);
    }

    @Test
    void keepsATokenToItself() {
        assertThat(read(Map.of("RETELL_LLM_TOKEN", "verysecret")).toString()).doesNotContain("verysecret");
    }

    @ParameterizedTest
    @CsvSource({
        "retell, RETELL",
        "r, RETELL",
        "gemini_live, GEMINI",
        "gemini, GEMINI",
        "g, GEMINI",
        "bolna, BOLNA",
        "b, BOLNA",
        "fallback, PIPELINE",
        "fallback_pipeline, PIPELINE"
    })
    void readsWhoLeadsCallsByEitherName(String name, VoiceProvider provider) {
        assertThat(read(Map.of("VOICE_PREFERRED_PROVIDER", name))
                        .telephony()
                        .preferred()
                        .provider())
                .isEqualTo(provider);
    }

    @Test
    void leadsCallsItselfUnlessSaid() {
        assertThat(read(Map.of()).telephony().preferred().provider()).isEqualTo(VoiceProvider.PIPELINE);
        assertThatThrownBy(() -> read(Map.of("VOICE_PREFERRED_PROVIDER", "vapi")))
                .hasMessageContaining("VOICE_PREFERRED_PROVIDER must be one of fallback");
    }

    @Test
    void callsAtRetellFromItsOwnNumberElseFromThatOfVobiz() {
        assertThat(read(Map.of("VOBIZ_DID_NUMBER", "+919876543210")).telephony().retellNumber())
                .isEqualTo(new PhoneNumber("+919876543210"));
        assertThat(read(Map.of("VOBIZ_DID_NUMBER", "+919876543210", "RETELL_INBOUND_NUMBER_ID", "+15551234567"))
                        .telephony()
                        .retellNumber())
                .isEqualTo(new PhoneNumber("+15551234567"));
        assertThat(read(Map.of("RETELL_INBOUND_NUMBER_ID", "phone_number_1"))
                        .telephony()
                        .retellNumber())
                .isNull();
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
