package io.antiphon.server.wiring;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The plan of the house. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    Storage.class,
    Security.class,
    Providers.class,
    Lines.class,
    RetellLines.class,
    Telephones.class,
    Shared.class,
    Hooks.class,
    Bookings.class,
    Web.class,
    Operations.class
})
class Plan {}
