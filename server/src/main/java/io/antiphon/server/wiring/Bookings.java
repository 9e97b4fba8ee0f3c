package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agents;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.live.LiveCalls;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.control.reservations.Booking;
import io.antiphon.control.reservations.ReservationRoutes;
import io.antiphon.control.reservations.Reservations;
import io.antiphon.control.storage.Tenancy;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tables that agents book by telephone. */
@Configuration(proxyBeanMethods = false)
class Bookings {
    @Bean
    Reservations reservations(Tenancy tenancy, AuditLog audit) {
        return new Reservations(tenancy, audit, InstantSource.system());
    }

    @Bean
    CallTools callTools(Reservations reservations, LiveCalls live) {
        return new CallTools(reservations, live);
    }

    @Bean
    ReservationRoutes reservationRoutes(
            CurrentOrganisation organisation,
            Reservations reservations,
            OutboundCalls outbound,
            Agents agents,
            Idempotency idempotency,
            AuditLog audit) {
        InstantSource clock = InstantSource.system();
        return new ReservationRoutes(
                organisation,
                reservations,
                new Booking(reservations, outbound, clock),
                agents,
                idempotency,
                audit,
                clock);
    }
}
