package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code antiphon load}. */
class LoadCommandTest {
    @Test
    void measuresCallsOverRealSockets() {
        Terminal load = Terminal.run("load", "--calls", "2", "--seconds", "12", "--line", "twilio", "--json");
        assertThat(load.exit()).as(load.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(load.out());
        assertThat(report.propertyNames())
                .containsExactly(
                        "calls",
                        "turns",
                        "missed",
                        "floor",
                        "voice_to_voice",
                        "over_floor",
                        "barge_in_stop",
                        "truncation_error",
                        "frame_lateness",
                        "cpu_percent_of_core",
                        "rss_mb");
        assertThat(report.path("floor").asInt()).isEqualTo(300 + 200 + 7 * 15 + 100);
        assertThat(report.path("turns").asInt()).isPositive();
        assertThat(report.path("missed").asInt()).isZero();
        assertThat(report.path("voice_to_voice").propertyNames()).containsExactly("p50", "p95", "p99", "max");
        assertThat(report.path("voice_to_voice").path("p50").asDouble()).isGreaterThan(580);
    }

    @ParameterizedTest
    @CsvSource({
        "--calls,0,--calls must lie between 1 and 5000",
        "--seconds,4,--seconds must lie between 5 and 3600",
        "--endpointing-ms,50,--endpointing-ms must lie between 100 and 2000",
        "--stt-ms,-1,--stt-ms must lie between 0 and 2000",
        "--line,carrier-pigeon,carrier-pigeon"
    })
    void saysWhatIsWrong(String option, String value, String message) {
        String calls = option.equals("--calls") ? value : "1";
        String seconds = option.equals("--seconds") ? value : "5";
        boolean required = option.equals("--calls") || option.equals("--seconds");
        Terminal load = required
                ? Terminal.run("load", "--calls", calls, "--seconds", seconds)
                : Terminal.run("load", "--calls", calls, "--seconds", seconds, option, value);
        assertThat(load.exit()).isEqualTo(2);
        assertThat(load.err()).contains(message);
        assertThat(load.out()).isEmpty();
    }
}
