package io.antiphon.conversation.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.CallSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacesTest {
    @ParameterizedTest
    @EnumSource(AgentState.class)
    void withoutAProfileEveryStateHasTheAgentsOwnPace(AgentState state) {
        CallSettings.Manners manners = new CallSettings.Manners(0.7, 0.3);
        assertThat(new Paces(manners, CallSettings.Limits.STANDARD).in(state))
                .isEqualTo(Pace.of(manners, CallSettings.Limits.STANDARD, false));
    }
}
