package io.antiphon.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderDescription;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.providers.local.mind.Lector;
import io.antiphon.providers.resilience.CircuitBreaker;
import io.antiphon.providers.resilience.Health;
import io.antiphon.providers.resilience.ResilientProviders;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MindsTest {
    private static final Map<String, String> KEYS = Map.of(
            "OPENAI_API_KEY", "key",
            "OPENAI_MODEL", "usual",
            "ANTHROPIC_API_KEY", "key",
            "GEMINI_API_KEY", "key",
            "DEEPSEEK_API_KEY", "key",
            "GROQ_API_KEY", "key");

    private final List<ProviderFailure> failures = new ArrayList<>();
    private final ResilientProviders guards =
            new ResilientProviders(CircuitBreaker.Limits.ORDINARY, InstantSource.system(), failures::add);

    private Minds minds(Map<String, String> settings) {
        return new Minds(Configurations.standard(settings), new Lector(), guards);
    }

    private static List<String> names(Minds minds, @Nullable String choice) {
        return minds.of(choice).stream()
                .map(LanguageModel::description)
                .map(ProviderDescription::name)
                .toList();
    }

    @Test
    void asksOnlyTheAnswererWithoutAnyKey() {
        try (var minds = minds(Map.of())) {
            assertThat(names(minds, null)).containsExactly("lector");
            assertThat(minds.knows("gpt-5.4")).isFalse();
        }
    }

    @Test
    void asksAllThatHaveAKeyAndTheAnswererLast() {
        try (var minds = minds(KEYS)) {
            assertThat(names(minds, null))
                    .containsExactly("openai", "anthropic", "gemini", "deepseek", "groq", "lector");
        }
    }

    @Test
    void asksInTheOrderThatIsConfigured() {
        var settings = new HashMap<>(KEYS);
        settings.put("MIND_ORDER", "groq,lector");
        try (var minds = minds(settings)) {
            assertThat(names(minds, null)).startsWith("groq", "lector", "openai");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5.4-mini, openai",
        "claude-sonnet-5-5, anthropic",
        "gemini-3.6-flash, gemini",
        "deepseek-v4-pro, deepseek",
        "llama-3.1-8b-instant, groq",
        "mixtral-8x7b, groq",
        "groq:openai/gpt-oss-20b, groq",
        "anthropic, anthropic",
        "lector, lector",
        "qwen3:8b, openai"
    })
    void knowsWhoseAModelIsByItsName(String choice, String provider) {
        try (var minds = minds(KEYS)) {
            assertThat(minds.knows(choice)).isTrue();
            assertThat(names(minds, choice))
                    .startsWith(provider)
                    .doesNotHaveDuplicates()
                    .contains("lector");
        }
    }

    @Test
    void asksWhomAnAgentNamesForTheCaseOfNeedAndThenTheAnswererAlone() {
        try (var minds = minds(KEYS)) {
            assertThat(minds.of("claude-sonnet-5-5", List.of("gpt-5.4", "claude-sonnet-5-5", "gemini")).stream()
                            .map(mind -> mind.description().name()))
                    .containsExactly("anthropic", "openai", "gemini", "lector");
            assertThat(minds.of(null, List.of())).isEqualTo(minds.of(null));
        }
    }

    @Test
    void asksNoOtherVendorForWhatIsAVendorsOwn() {
        try (var minds = minds(Map.of("OPENAI_API_KEY", "key", "OPENAI_MODEL", "usual"))) {
            assertThat(List.of("gemini", "anthropic:claude-haiku-5-5", "groq")).noneMatch(minds::knows);
            assertThat(minds.knows("qwen3:8b")).isTrue();
            assertThat(minds.knows("openai-realtime"))
                    .as("what hears and speaks by itself")
                    .isFalse();
        }
    }

    @Test
    void asksNobodyThatIsNotNamedWhenAModelThatLeadsFails() {
        try (var minds = minds(KEYS)) {
            assertThat(minds.behindALead(List.of("gemini", "openai")).stream()
                            .map(mind -> mind.description().name()))
                    .containsExactly("gemini", "openai", "lector");
            assertThat(minds.behindALead(List.of())).isEqualTo(minds.of(null));
        }
    }

    @Test
    void asksAVendorForTheModelThatAnAgentNames() throws Exception {
        try (var anthropic = AnthropicSimulator.start("key");
                var minds = minds(Map.of(
                        "ANTHROPIC_API_KEY",
                        "key",
                        "ANTHROPIC_BASE_URL",
                        anthropic.baseUrl().toString()))) {
            minds.of("claude-sonnet-5-5").getFirst().answer(prompt(), piece -> {});
            assertThat(anthropic.scripts().door().takeRequest().body()).contains("\"claude-sonnet-5-5\"");
            minds.of(null).getFirst().answer(prompt(), piece -> {});
            assertThat(anthropic.scripts().door().takeRequest().body()).contains("\"claude-haiku-5-5\"");
        }
    }

    @Test
    void leavesAVendorAloneThatKeepsRefusing() throws Exception {
        try (var anthropic = AnthropicSimulator.start("key");
                var minds = minds(Map.of(
                        "ANTHROPIC_API_KEY",
                        "revoked",
                        "ANTHROPIC_BASE_URL",
                        anthropic.baseUrl().toString()))) {
            LanguageModel mind = minds.of(null).getFirst();
            for (int i = 0; i < 6; i++) {
                try {
                    mind.answer(prompt(), piece -> {});
                } catch (ProviderFailure expected) {
                    assertThat(expected.getMessage()).doesNotContain("revoked");
                }
            }
            assertThat(failures).as("the sixth was not asked").hasSize(5);
            assertThat(failures).extracting(ProviderFailure::kind).containsOnly(ProviderFailure.Kind.AUTHENTICATION);
            minds.of("claude-sonnet-5-5");
            assertThat(new ProviderHealth(guards).of("anthropic"))
                    .as("another model of its own does not hide it")
                    .map(Health::state)
                    .contains(Health.State.OPEN);
        }
    }

    @Test
    void keepsNoMoreThanSoManyModelsThatAgentsMadeUp() {
        try (var minds = minds(Map.of("GROQ_API_KEY", "key"))) {
            for (int i = 0; i < 100; i++) {
                String choice = "llama-" + i;
                minds.of(minds.knows(choice) ? choice : null);
            }
            assertThat(minds.knows("llama-0")).isTrue();
            assertThat(minds.knows("llama-99")).isFalse();
            assertThat(guards.health()).hasSizeLessThan(70);
        }
    }

    private static Prompt prompt() {
        return new Prompt("Be brief.", List.of(new Message.Caller("Hello?")), List.of(), Findings.none(), "en", "Asha");
    }
}
