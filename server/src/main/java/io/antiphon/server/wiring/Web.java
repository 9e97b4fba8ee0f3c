package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentRoutes;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.Failures;
import io.antiphon.control.api.RequestIds;
import io.antiphon.control.calls.CallRoutes;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.Recordings;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.storage.Database;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages and routes. */
@Configuration(proxyBeanMethods = false)
class Web {
    @Bean
    AgentRoutes agentRoutes(CurrentOrganisation organisation, Agents agents) {
        return new AgentRoutes(organisation, agents);
    }

    @Bean
    CallRoutes callRoutes(CurrentOrganisation organisation, Calls calls, Agents agents, Recordings recordings) {
        return new CallRoutes(organisation, calls, agents, recordings);
    }

    @Bean
    Failures failures() {
        return new Failures();
    }

    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestIds());
        registration.setOrder(Integer.MIN_VALUE);
        return registration;
    }

    @Bean
    Readiness readiness(Database database, Switchboard switchboard) {
        return new Readiness(database, switchboard);
    }

    @Bean
    SystemRoutes systemRoutes(Readiness readiness, Cast cast) {
        return new SystemRoutes(readiness, cast);
    }

    @Bean
    ConsolePages consolePages() {
        return new ConsolePages();
    }

    @Bean
    ConsoleAssets consoleAssets() {
        return new ConsoleAssets();
    }

    @Bean
    UnknownPages unknownPages() {
        return new UnknownPages();
    }
}
