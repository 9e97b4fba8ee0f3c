package io.antiphon.server.wiring;

import io.antiphon.control.access.Identity;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.control.menus.MenuSessions;
import io.antiphon.control.menus.Menus;
import io.antiphon.control.outbound.Lookout;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.lines.Door;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.browser.BrowserDoor;
import io.antiphon.lines.twilio.TwilioDoor;
import io.antiphon.server.metrics.Meters;
import jakarta.servlet.DispatcherType;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.EnumSet;
import java.util.function.Function;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

/** How callers come in. */
@Configuration(proxyBeanMethods = false)
class Lines {
    /** What the system may hold that a client has not taken yet, in bytes: two seconds of a browser's sound. */
    private static final int SEND_BUFFER = 64 * 1024;

    @Bean
    TomcatConnectorCustomizer sendBuffers() {
        return Lines::limitSendBuffers;
    }

    /** By itself the system would hold minutes of sound for a client that has stopped to read. */
    static void limitSendBuffers(Connector connector) {
        connector.setProperty("socket.txBufSize", String.valueOf(SEND_BUFFER));
    }

    @Bean(destroyMethod = "close")
    Pacer pacer() {
        return Pacer.running();
    }

    @Bean
    Switchboard switchboard(
            FirstStart firstStart,
            Agents agents,
            OutboundCalls outbound,
            CallPlaces places,
            CallRecords records,
            Workshop workshop,
            Meters meters,
            LiveCalls live,
            Admission admission,
            Attendants attendants) {
        return new Switchboard(
                firstStart.organisation(),
                new Guests(agents, outbound),
                records,
                workshop,
                meters,
                live,
                admission,
                places,
                attendants);
    }

    @Bean
    Attendants attendants(Menus menus, MenuSessions sessions, Agents agents, CallRecords records, Workshop workshop) {
        return new Attendants(menus, sessions, agents, records, workshop);
    }

    @Bean(destroyMethod = "close")
    Admission admission() {
        return Admission.running();
    }

    @Bean
    LiveCalls liveCalls() {
        return new LiveCalls();
    }

    @Bean
    ServerEndpointConfig listeningEndpoint(LiveCalls live) {
        return endpoint("/ws/listen", asking -> new ListeningDoor(live, asking));
    }

    @Bean
    Drain drain(
            Switchboard switchboard, Lookout lookout, io.antiphon.server.configuration.Configuration configuration) {
        return new Drain(switchboard, lookout, configuration.calls().drain());
    }

    @Bean
    ServerEndpointConfig browserEndpoint(Pacer pacer, Switchboard switchboard) {
        return endpoint("/ws/voice-browser", asking -> new BrowserDoor(pacer, switchboard.receptionFor(asking)));
    }

    @Bean
    ServerEndpointConfig twilioEndpoint(
            Pacer pacer, Switchboard switchboard, io.antiphon.server.configuration.Configuration configuration) {
        String token = configuration.web().twilioStreamToken();
        Door door = new TwilioDoor(pacer, switchboard);
        return endpoint("/ws/voice-twilio" + (token == null ? "" : "/" + token), nobody -> door);
    }

    @Bean
    ServerEndpointExporter endpointExporter() {
        return new ServerEndpointExporter();
    }

    @Bean
    FilterRegistrationBean<LoopbackOnly> loopbackOnly(io.antiphon.server.configuration.Configuration configuration) {
        FilterRegistrationBean<LoopbackOnly> registration = new FilterRegistrationBean<>(new LoopbackOnly());
        registration.setEnabled(configuration.web().isOpen());
        registration.setOrder(Integer.MIN_VALUE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OriginCheck> originCheck(io.antiphon.server.configuration.Configuration configuration) {
        FilterRegistrationBean<OriginCheck> registration =
                new FilterRegistrationBean<>(new OriginCheck(configuration.web().publicBaseUrl()));
        registration.addUrlPatterns("/ws/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setOrder(Integer.MIN_VALUE);
        return registration;
    }

    static ServerEndpointConfig endpoint(String path, Function<@Nullable Identity, Door> doors) {
        return ServerEndpointConfig.Builder.create(DoorEndpoint.class, path)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast((Endpoint) new DoorEndpoint(doors, Pulse.Rate.USUAL));
                    }
                })
                .build();
    }
}
