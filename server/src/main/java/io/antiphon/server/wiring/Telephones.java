package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.outbound.Dialling;
import io.antiphon.control.outbound.Lookout;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.control.outbound.OutboundRoutes;
import io.antiphon.providers.twilio.TwilioAddresses;
import io.antiphon.providers.twilio.TwilioSignature;
import io.antiphon.server.configuration.Telephony;
import io.antiphon.server.retell.RetellHealth;
import io.antiphon.server.retell.RetellRoutes;
import io.antiphon.server.twilio.TwilioProof;
import io.antiphon.server.twilio.TwilioRoutes;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calls that are placed, and what carriers ask for and tell. */
@Configuration(proxyBeanMethods = false)
class Telephones {
    private static final Logger log = LoggerFactory.getLogger(Telephones.class);

    @Bean
    TwilioAddresses twilioAddresses(io.antiphon.server.configuration.Configuration configuration) {
        return TwilioLine.addresses(configuration);
    }

    @Bean
    VoiceChoice voiceChoice(io.antiphon.server.configuration.Configuration configuration) {
        VoiceChoice choice = VoiceChoice.of(configuration);
        if (!choice.warning().isEmpty()) {
            log.warn(choice.warning());
        }
        return choice;
    }

    @Bean
    Dialling dialling(VoiceChoice choice, io.antiphon.server.configuration.Configuration configuration) {
        Dialling retell = RetellCalls.dialling(configuration);
        Dialling twilio = TwilioLine.dialling(configuration);
        return switch (choice.taken()) {
            case RETELL -> retell.beside(twilio);
            case PIPELINE, GEMINI, BOLNA -> twilio.beside(retell);
        };
    }

    @Bean
    CallPlaces callPlaces(io.antiphon.server.configuration.Configuration configuration) {
        return new CallPlaces(configuration.calls().atOnce());
    }

    @Bean
    OutboundCalls outboundCalls(
            Dialling dialling,
            WaitingCalls waiting,
            Agents agents,
            CallPlaces places,
            AuditLog audit,
            io.antiphon.server.configuration.Configuration configuration) {
        return new OutboundCalls(
                dialling, waiting, agents, places, audit, configuration.calls().outboundPerMinute());
    }

    @Bean(destroyMethod = "close")
    Lookout lookout(OutboundCalls outbound, WaitingCalls waiting, Organisations organisations) {
        return new Lookout(outbound, waiting, organisations, InstantSource.system()).start();
    }

    @Bean
    OutboundRoutes outboundRoutes(
            CurrentOrganisation organisation, OutboundCalls outbound, Calls calls, Idempotency idempotency) {
        return new OutboundRoutes(organisation, outbound, calls, idempotency);
    }

    @Bean
    TwilioRoutes twilioRoutes(TwilioAddresses addresses, OutboundCalls outbound, Switchboard switchboard) {
        return new TwilioRoutes(addresses, outbound::reported, switchboard::isFull);
    }

    /** After Spring Security, which tells who sends an API key. */
    @Bean
    FilterRegistrationBean<TwilioProof> twilioProof(
            TwilioAddresses addresses, io.antiphon.server.configuration.Configuration configuration) {
        Telephony.Twilio twilio = configuration.telephony().twilio();
        var registration = new FilterRegistrationBean<>(new TwilioProof(
                twilio.authToken() == null ? null : new TwilioSignature(twilio.authToken()), addresses));
        registration.addUrlPatterns(TwilioAddresses.HOOKS + "*", TwilioAddresses.STREAM, TwilioAddresses.STREAM + "/*");
        registration.setOrder(0);
        return registration;
    }

    @Bean(destroyMethod = "close")
    RetellHealth retellHealth(io.antiphon.server.configuration.Configuration configuration) {
        return RetellCalls.health(configuration);
    }

    @Bean
    RetellRoutes retellRoutes(
            OutboundCalls outbound, RetellHealth health, io.antiphon.server.configuration.Configuration configuration) {
        return new RetellRoutes(
                RetellCalls.signature(configuration), RetellCalls.placed(outbound), health, configuration.telephony());
    }
}
