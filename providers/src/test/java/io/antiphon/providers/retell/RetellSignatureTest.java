package io.antiphon.providers.retell;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.providers.wire.ApiKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetellSignatureTest {
    private static final ApiKey KEY = new ApiKey("retell", "test-api-key");
    private static final long MOMENT = 1_700_000_000_000L;
    private static final String DIGEST = "07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e";
    private static final String HEADER = "v=" + MOMENT + ",d=" + DIGEST;
    private static final byte[] BODY = bytes("{\"event\":\"call_ended\"}");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RetellSignature after(long ms) {
        return new RetellSignature(KEY, InstantSource.fixed(Instant.ofEpochMilli(MOMENT + ms)));
    }

    @Test
    void signsAsRetellDoes() {
        assertThat(after(0).of(BODY, MOMENT)).isEqualTo(HEADER);
        assertThat(after(0).isRight(HEADER, BODY)).isTrue();
        assertThat(after(0).isRight(HEADER.replace(DIGEST, DIGEST.toUpperCase(Locale.ROOT)), BODY))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"300000, true", "-300000, true", "300001, false", "-300001, false"})
    void countsForFiveMinutesEitherWay(long ms, boolean right) {
        assertThat(after(ms).isRight(HEADER, BODY)).isEqualTo(right);
    }

    @Test
    void holdsForTheseBytesAndThisKeyAlone() {
        assertThat(after(0).isRight(HEADER, bytes("{\"event\": \"call_ended\"}")))
                .isFalse();
        assertThat(after(0).isRight(HEADER, new byte[0])).isFalse();
        assertThat(after(0).isRight("v=" + (MOMENT + 1) + ",d=" + DIGEST, BODY)).isFalse();
        var other =
                new RetellSignature(new ApiKey("retell", "another"), InstantSource.fixed(Instant.ofEpochMilli(MOMENT)));
        assertThat(other.isRight(HEADER, BODY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=,d=",
                "v=1700000000000,d=07024c",
                "v=-1,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e",
                "v=99999999999999999999,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e",
                "v=1700000000000,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823g",
                "d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e,v=1700000000000",
                " v=1700000000000,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e"
            })
    void takesNoOtherForm(String header) {
        assertThat(after(0).isRight(header, BODY)).isFalse();
    }
}
