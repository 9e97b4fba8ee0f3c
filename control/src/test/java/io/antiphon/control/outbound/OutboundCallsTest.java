package io.antiphon.control.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.calls.CallId;
import io.antiphon.control.calls.CallView;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.OpenCall;
import io.antiphon.control.calls.Orphans;
import io.antiphon.control.calls.Recordings;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.ports.line.DialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are placed, until somebody answers or nobody does. */
class OutboundCallsTest {
    private static final String NUMBER = "+15551230001";
    private static final int ROOM = 2;

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final String node = "node-" + UUID.randomUUID();
    private Instant now = Instant.now();
    private final Agents agents = new Agents(database.tenancy());
    private final Calls calls = new Calls(database.tenancy(), () -> now, node);
    private final Outbox outbox = new Outbox(database.tenancy(), () -> now);
    private final WaitingCalls waiting = new WaitingCalls(database.tenancy(), outbox, () -> now, node);
    private final Organisations organisations = new Organisations(database.tenancy());
    private final ScriptedCarrier carrier = new ScriptedCarrier();
    private final Room room = new Room();
    private final OutboundCalls outbound = outbound(new Dialling(carrier, ""), 100);
    private final Lookout lookout = new Lookout(outbound, waiting, organisations, () -> now);
    private final UUID agent = agents.insertIfAbsent(
                    org, AgentProfile.of("clinic", "Clinic", "en", new Persona("You are kind.", "", List.of())))
            .id();
    private final WantedCall wanted = new WantedCall(agent, NUMBER, Map.of("name", "Asha"));

    /** Places for so many. */
    private static final class Room implements Places {
        final Set<UUID> kept = new HashSet<>();

        @Override
        public boolean keep(UUID call) {
            return kept.size() < ROOM && kept.add(call);
        }

        @Override
        public void giveBack(UUID call) {
            kept.remove(call);
        }
    }

    private OutboundCalls outbound(Dialling dialling, int perMinute) {
        var audit = new AuditLog(database.tenancy(), () -> now, () -> Actor.SYSTEM);
        return new OutboundCalls(dialling, waiting, agents, room, audit, perMinute);
    }

    @AfterEach
    void end() {
        lookout.close();
    }

    private UUID noted() {
        UUID id = CallId.at(now);
        outbound.note(org, id, wanted);
        return id;
    }

    private UUID placed() {
        UUID id = noted();
        outbound.dial(org, id, wanted);
        return id;
    }

    private CallView view(UUID id) {
        return calls.view(org, id).orElseThrow();
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aCallBeginsWhenSomebodyAnswers() {
        UUID id = placed();
        passes(Duration.ofSeconds(17));
        OpenCall found = outbound.find(id).orElseThrow();
        assertThat(found.variables()).isEqualTo(Map.of("name", "Asha"));
        assertThat(waiting.answered(found, "CA-somebody-elses")).isEmpty();
        OpenCall answered = waiting.answered(found, "CA" + id).orElseThrow();
        assertThat(Duration.between(found.startedAt(), answered.startedAt())).isEqualTo(Duration.ofSeconds(17));
        assertThat(view(id).status()).isEqualTo("in-progress");
        assertThat(waiting.answered(found, "CA" + id)).as("once").isEmpty();
        outbound.reported(id, "CA" + id, DialStatus.BUSY);
        assertThat(view(id).status()).as("it is past that").isEqualTo("in-progress");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 422, unprocessable",
        "RATE_LIMIT, 429, carrier_busy",
        "AUTHENTICATION, 503, outbound_not_configured",
        "QUOTA, 503, outbound_not_configured",
        "UNREACHABLE, 502, carrier_failed",
        "VENDOR_FAULT, 502, carrier_failed"
    })
    void aCallThatTheCarrierDoesNotPlaceHasFailed(Kind kind, int status, String code) {
        carrier.failure = kind;
        UUID id = noted();
        assertThatThrownBy(() -> outbound.dial(org, id, wanted))
                .asInstanceOf(type(ApiFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.status()).isEqualTo(status);
                    assertThat(failure.code()).isEqualTo(code);
                });
        assertThat(view(id).status()).isEqualTo("failed");
        assertThat(view(id).endReason()).isEqualTo("dial_failed");
        assertThat(room.kept).isEmpty();
    }

    @Test
    void aCallOfWhichTheCarrierSaysNothingIsGivenUpIfNobodyHearsOfIt() {
        carrier.silent = true;
        UUID lost = noted();
        UUID heard = noted();
        for (UUID id : List.of(lost, heard)) {
            assertThatThrownBy(() -> outbound.dial(org, id, wanted)).hasMessageContaining(id.toString());
        }
        outbound.reported(heard, "CA1", DialStatus.RINGING);
        carrier.known.put("CA1", DialStatus.RINGING);
        passes(Duration.ofMinutes(2));
        lookout.look();
        assertThat(view(lost).status()).isEqualTo("queued");
        passes(Duration.ofMinutes(2));
        lookout.look();
        assertThat(view(lost).endReason()).isEqualTo("dial_failed");
        assertThat(view(heard).status()).isEqualTo("ringing");
        assertThat(carrier.asked).as("and never placed again").hasSize(2);
        assertThat(room.kept).containsExactly(heard);
    }

    @Test
    void theCarrierIsAskedAboutACallOfWhichNoReportComes() {
        UUID id = placed();
        passes(Duration.ofSeconds(60));
        carrier.known.put("CA" + id, DialStatus.NO_ANSWER);
        lookout.look();
        assertThat(view(id).status()).as("its report may still come").isEqualTo("queued");
        passes(Duration.ofSeconds(20));
        carrier.failure = Kind.UNREACHABLE;
        lookout.look();
        assertThat(view(id).status()).as("the carrier does not answer").isEqualTo("queued");
        carrier.failure = null;
        lookout.look();
        assertThat(view(id).endReason()).isEqualTo("dial_no_answer");
        UUID unknown = placed();
        carrier.known.clear();
        passes(Duration.ofMinutes(2));
        lookout.look();
        assertThat(view(unknown).endReason()).isEqualTo("dial_failed");
    }

    @Test
    void whoeverPlacedACallIsAskedAboutItThoughAnotherPlacesThemNow() {
        UUID unanswered = placed();
        UUID ringing = placed();
        carrier.known.put("CA" + unanswered, DialStatus.BUSY);
        carrier.known.put("CA" + ringing, DialStatus.RINGING);
        var another = new ScriptedCarrier("retell");
        OutboundCalls since = outbound(new Dialling(another, "").beside(new Dialling(carrier, "")), 100);
        passes(Duration.ofMinutes(2));
        try (var looking = new Lookout(since, waiting, organisations, () -> now)) {
            looking.look();
        }
        assertThat(view(unanswered).endReason()).isEqualTo("dial_busy");
        assertThat(view(ringing).status()).isEqualTo("ringing");
        assertThat(since.cancel(org, ringing)).isTrue();
        assertThat(carrier.hungUp).containsExactly("CA" + ringing);
        assertThat(another.hungUp).isEmpty();
    }

    @Test
    void aCallWhoseCarrierIsNotSetUpAnyMoreIsGivenUp() {
        UUID id = placed();
        OutboundCalls since = outbound(new Dialling(new ScriptedCarrier("retell"), ""), 100);
        assertThatThrownBy(() -> since.cancel(org, id)).hasMessageContaining("twilio, is not set up any more");
        try (var looking = new Lookout(since, waiting, organisations, () -> now)) {
            passes(Duration.ofMinutes(2));
            looking.look();
            assertThat(view(id).status()).as("its report may still come").isEqualTo("queued");
            passes(Duration.ofMinutes(2));
            looking.look();
        }
        assertThat(view(id).endReason()).isEqualTo("dial_failed");
    }

    @Test
    void anAgentThatHasGoneMeanwhileCallsNobody() {
        UUID id = noted();
        database.tenancy()
                .run(
                        org,
                        sql -> sql.sql("delete from agents where id = ?")
                                .param(agent)
                                .update());
        assertThatThrownBy(() -> outbound.dial(org, id, wanted)).hasMessage("Agent not found");
        assertThat(view(id).endReason()).isEqualTo("dial_failed");
        assertThat(carrier.asked).isEmpty();
        assertThat(room.kept).isEmpty();
    }

    @Test
    void aCallThatWaitsIsFoundByItsCarriersNameToo() {
        UUID id = placed();
        UUID other = placed();
        assertThat(outbound.named(carrier.channel(), "CA" + id)).contains(id);
        assertThat(outbound.named(carrier.channel(), "CA" + other)).contains(other);
        assertThat(outbound.named("another", "CA" + id)).isEmpty();
        assertThat(outbound.named(carrier.channel(), "CA1")).isEmpty();
        outbound.reported(id, "CA" + id, DialStatus.BUSY);
        assertThat(outbound.named(carrier.channel(), "CA" + id))
                .as("it waits no more")
                .isEmpty();
    }

    @Test
    void aReportUnderAnotherNameChangesNothing() {
        UUID id = placed();
        outbound.reported(id, "CA-somebody-elses", DialStatus.BUSY);
        assertThat(view(id).status()).isEqualTo("queued");
        outbound.lost(id, "CA-somebody-elses");
        assertThat(view(id).status()).isEqualTo("queued");
        outbound.reported(id, "CA" + id, DialStatus.BUSY);
        assertThat(view(id).endReason()).isEqualTo("dial_busy");
        outbound.reported(UUID.randomUUID(), "CA1", DialStatus.BUSY);
    }

    @Test
    void noMoreIsPlacedThanMayBeAnswered() {
        UUID first = placed();
        placed();
        refused(outbound, 503, "no_place");
        outbound.reported(first, "CA" + first, DialStatus.BUSY);
        placed();
        assertThat(room.kept).hasSize(ROOM);
    }

    @Test
    void anOrganisationPlacesSoManyCallsAMinute() {
        OutboundCalls slow = outbound(new Dialling(carrier, ""), 1);
        slow.note(org, CallId.at(now), wanted);
        assertThat(refused(slow, 429, "rate_limited").retryAfterSeconds()).isBetween(1L, 60L);
        assertThat(room.kept).hasSize(1);
    }

    @Test
    void saysWhatToSetWhereThereIsNoCarrier() {
        assertThat(refused(outbound(new Dialling(null, "set this"), 1), 503, "outbound_not_configured")
                        .remedy())
                .isEqualTo("set this");
    }

    private ApiFailure refused(OutboundCalls by, int status, String code) {
        try {
            by.note(org, CallId.at(now), wanted);
        } catch (ApiFailure failure) {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.status()).isEqualTo(status);
            return failure;
        }
        throw new AssertionError("it was noted");
    }

    @Test
    void isHungUpByItsOwnOrganisationAlone() {
        UUID id = placed();
        assertThat(outbound.cancel(TestPostgres.organisation(database), id)).isFalse();
        carrier.failure = Kind.UNREACHABLE;
        assertThatThrownBy(() -> outbound.cancel(org, id)).hasMessageContaining("as the test wants it");
        assertThat(view(id).status()).as("it rings on").isEqualTo("queued");
        carrier.failure = null;
        assertThat(outbound.cancel(org, id)).isTrue();
        assertThat(carrier.hungUp).containsExactly("CA" + id);
        assertThat(view(id).endReason()).isEqualTo("dial_canceled");
        assertThat(outbound.cancel(org, id)).isFalse();
        assertThat(room.kept).isEmpty();
    }

    @Test
    void outlivesARestartAndIsHungUpWhenTheServerGoesAway(@TempDir Path folder) {
        UUID id = placed();
        new Orphans(database.tenancy(), organisations, new Recordings(folder), outbox, node).end();
        assertThat(view(id).status()).as("whoever answers is connected").isEqualTo("queued");
        lookout.hangUpAll();
        assertThat(view(id).endReason()).isEqualTo("server_stopped");
        assertThat(carrier.hungUp).containsExactly("CA" + id);
    }
}
