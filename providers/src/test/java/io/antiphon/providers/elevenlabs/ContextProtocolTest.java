package io.antiphon.providers.elevenlabs;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.providers.wire.VendorFailures;
import io.antiphon.providers.wire.VoiceProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ContextProtocolTest implements VoiceProtocol.Out {
    private final List<String> words = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"charDurationsMs", "charsDurationsMs"})
    void knowsHowLongAWordTakesByEitherNameThatTheVendorHasForIt(String durations) throws Exception {
        var reading = new ContextProtocol(new VendorFailures("elevenlabs"), 1).read("t1");
        reading.message(
                new JsonMapper()
                        .readTree("{\"audio\":\"\",\"contextId\":\"t1\",\"alignment\":{\"chars\":[\"h\",\"i\",\" \"],"
                                + "\"charStartTimesMs\":[0,60,120],\"" + durations + "\":[60,70,10]}}"),
                this);
        assertThat(words).containsExactly("hi 0 130");
    }

    @Override
    public void sound(String base64) {
        throw new AssertionError("there is none");
    }

    @Override
    public int millis() {
        return 0;
    }

    @Override
    public void word(String word, int startMillis, int endMillis) {
        words.add(word + " " + startMillis + " " + endMillis);
    }

    @Override
    public void done() {
        throw new AssertionError("the text goes on");
    }
}
