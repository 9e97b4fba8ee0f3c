package io.antiphon.apps.concierge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConciergeSampleTest {
    private static final Pattern USED = Pattern.compile("\\{\\{([a-z_]+)}}");

    @Test
    void saysAtOnceThatItIsAnAssistantAndForWhomItCalls() {
        assertThat(ConciergeSample.agentJson())
                .contains("\"name\": \"concierge\"")
                .contains("\"greeting\": \"Hello, I am an AI assistant calling on behalf of {{guest_name}}.");
    }

    @Test
    void everyVariableHasAValueWhereACallBringsNone() {
        String agent = ConciergeSample.agentJson();
        String variables = agent.substring(agent.indexOf("\"variables\""));
        Set<String> used = USED.matcher(agent)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used)
                .contains("restaurant", "guest_name_spelled", "date", "time", "party_size", "alternatives")
                .allSatisfy(name -> assertThat(variables).contains("\"" + name + "\": "));
    }

    @Test
    void knowsWhatRestaurantsMaySay() {
        assertThat(ConciergeSample.likelyLines())
                .hasSizeGreaterThan(15)
                .contains("Your table is booked.")
                .noneMatch(line -> line.startsWith("#"));
    }
}
