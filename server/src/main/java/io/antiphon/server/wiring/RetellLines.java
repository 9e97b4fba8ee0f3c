package io.antiphon.server.wiring;

import io.antiphon.lines.Pacer;
import io.antiphon.lines.retell.RetellDoor;
import io.antiphon.providers.retell.RetellAddresses;
import io.antiphon.server.retell.RetellProof;
import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How calls come in that Retell hosts. */
@Configuration(proxyBeanMethods = false)
class RetellLines {
    private static final String CALL = "{" + RetellDoor.CALL + "}";

    @Bean
    RetellDoor retellDoor(Pacer pacer, Switchboard switchboard) {
        return new RetellDoor(pacer, switchboard);
    }

    /** For programs, which prove who they are. */
    @Bean
    ServerEndpointConfig retellEndpoint(RetellDoor door) {
        return Lines.endpoint(RetellAddresses.WORDS + CALL, nobody -> door);
    }

    /** For Retell. */
    @Bean
    ServerEndpointConfig secretRetellEndpoint(RetellDoor door) {
        return Lines.endpoint(RetellAddresses.WORDS + "{token}/" + CALL, nobody -> door);
    }

    /** After Spring Security, which tells who sends an API key. */
    @Bean
    FilterRegistrationBean<RetellProof> retellProof(io.antiphon.server.configuration.Configuration configuration) {
        var registration =
                new FilterRegistrationBean<>(new RetellProof(configuration.web().retellLlmToken()));
        registration.addUrlPatterns(RetellAddresses.WORDS + "*");
        registration.setOrder(0);
        return registration;
    }
}
