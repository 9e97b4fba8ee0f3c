package io.antiphon.providers.retell;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetellAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "https://voice.example.org, wss://voice.example.org/ws/retell/llm/t",
        "https://voice.example.org/, wss://voice.example.org/ws/retell/llm/t",
        "https://example.org/voice/, wss://example.org/voice/ws/retell/llm/t",
        "http://localhost:8000, ws://localhost:8000/ws/retell/llm/t",
        "https://http.example.org/http://x, wss://http.example.org/http://x/ws/retell/llm/t"
    })
    void changesTheSchemeAlone(String base, String words) {
        assertThat(new RetellAddresses(URI.create(base)).words("t", null)).isEqualTo(words);
    }

    @Test
    void namesTheAgentInTheQueryAndKeepsAPrefix() {
        var addresses = new RetellAddresses(URI.create("https://example.org/voice//"));
        assertThat(addresses.words("t", "palli-sahayak"))
                .isEqualTo("wss://example.org/voice/ws/retell/llm/t?agent=palli-sahayak");
        assertThat(addresses.webhook()).isEqualTo("https://example.org/voice/api/retell/webhook");
    }
}
