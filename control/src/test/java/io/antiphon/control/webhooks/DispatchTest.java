package io.antiphon.control.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.vault.MasterKey;
import io.antiphon.control.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What happens to events on their way to whoever wants to know of them. */
class DispatchTest {
    private static final List<String> ALL = EventType.words();

    private final Database database = TestPostgres.database();
    private final Tenancy tenancy = database.tenancy();
    private final UUID org = TestPostgres.organisation(database);
    private final String url = "https://" + org + ".example/hooks?token=s3cret";
    private final Receiver receiver = new Receiver(url);
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final MasterKey master = new MasterKey(random());
    private final Secrets secrets = new Secrets(new Vault(master));
    private final AuditLog audit = new AuditLog(tenancy, () -> now, () -> Actor.SYSTEM);
    private final Webhooks webhooks = new Webhooks(tenancy, secrets, audit, () -> now);
    private final Deliveries deliveries = new Deliveries(tenancy, webhooks, audit, () -> now);
    private final Outbox outbox = new Outbox(tenancy, () -> now);
    private final Dispatch dispatch = dispatch(receiver);
    private final UUID webhook = webhook(ALL);

    private Dispatch dispatch(Post post) {
        return new Dispatch(
                new DueDeliveries(tenancy, secrets),
                webhooks,
                post,
                new Retries(new Random(7)),
                () -> now,
                new AtOnce());
    }

    private static byte[] random() {
        byte[] bytes = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private UUID webhook(List<String> events) {
        return webhooks.create(org, new WebhookSettings(url, "", events, true)).id();
    }

    private void tell(EventType type) {
        outbox.tell(
                org,
                at -> HookEvent.of(
                        type, at, JsonMapper.shared().createObjectNode().put("name", "tea")));
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private Delivery newest() {
        return deliveries.list(org, webhook, null, 1).getFirst();
    }

    private String secret() {
        return webhooks.secret(org, webhook).orElseThrow().text();
    }

    /** As the specification of Standard Webhooks says it. */
    private static String signature(String secret, Receiver.Message message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        String signed = message.id() + "." + message.headers().get("webhook-timestamp") + "." + message.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tellsWhatHappenedSignedAsStandardWebhooksHasIt() throws Exception {
        tell(EventType.AGENT_DEPLOYED);
        dispatch.round();
        var message = receiver.messages.getFirst();
        assertThat(message.headers())
                .containsEntry("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .containsOnlyKeys("webhook-id", "webhook-timestamp", "webhook-signature");
        assertThat(message.signatures()).containsExactly(signature(secret(), message));
        assertThat(message.json()).isEqualTo(JsonMapper.shared().readTree("""
                        {"id": "%s", "event": "agent.deployed", "created_at": "%s", "webhook_id": "%s",
                         "data": {"name": "tea"}}
                        """.formatted(message.id(), now, webhook)));
        assertThat(message.id()).matches("evt_[0-9a-f]{32}");
        Delivery done = newest();
        assertThat(done.status()).isEqualTo("delivered");
        assertThat(done.attempts()).isOne();
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.response()).isEqualTo("fine");
        assertThat(done.nextAttemptAt()).isNull();
        assertThat(webhooks.find(org, webhook).orElseThrow().last()).isEqualTo(new Webhook.Last("delivered", now));
        dispatch.round();
        assertThat(receiver.messages).as("once").hasSize(1);
    }

    @Test
    void signsTheExampleOfTheSpecification() {
        var secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void tellsOnlyWhatIsWantedAndOnlyWhileItIsSwitchedOn() {
        webhooks.change(org, webhook, before -> new WebhookSettings(url, "", List.of("call.ended"), true));
        tell(EventType.CALL_STARTED);
        tell(EventType.CALL_ENDED);
        dispatch.round();
        assertThat(receiver.events()).containsExactly("call.ended");
        tell(EventType.CALL_ENDED);
        webhooks.change(org, webhook, before -> new WebhookSettings(url, "", before.events(), false));
        tell(EventType.CALL_ENDED);
        dispatch.round();
        assertThat(receiver.events()).hasSize(1);
        assertThat(deliveries.list(org, webhook, null, 9)).hasSize(2);
        assertThat(newest().status()).isEqualTo("dead");
        assertThat(newest().error()).isEqualTo("the webhook was switched off");
        assertThatThrownBy(() -> deliveries.test(org, webhook))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("switched off");
    }

    @Test
    void triesAgainLaterAndLaterAndGivesUpAfterADay() {
        receiver.always = 500;
        tell(EventType.CALL_ENDED);
        dispatch.round();
        for (Duration wait : Retries.WAITS) {
            Delivery failed = newest();
            assertThat(failed.status()).isEqualTo("failed");
            assertThat(failed.response()).isEqualTo("no\ufffd");
            assertThat(Duration.between(now, failed.nextAttemptAt()))
                    .isBetween(wait, wait.multipliedBy(6).dividedBy(5));
            int before = receiver.messages.size();
            dispatch.round();
            assertThat(receiver.messages).as("not before its time").hasSize(before);
            passes(Duration.between(now, failed.nextAttemptAt()));
            dispatch.round();
            assertThat(receiver.messages).hasSize(before + 1);
        }
        Delivery dead = newest();
        assertThat(dead.status()).isEqualTo("dead");
        assertThat(dead.attempts()).isEqualTo(10);
        assertThat(dead.error()).isEqualTo("status 500");
        assertThat(dead.nextAttemptAt()).isNull();
        assertThat(receiver.messages.stream().map(Receiver.Message::id).distinct())
                .as("the same event")
                .hasSize(1);
    }

    @Test
    void saysWhyNobodyAnswered() {
        receiver.next(Receiver.NONE, 302);
        tell(EventType.CALL_ENDED);
        dispatch.round();
        assertThat(newest().error()).isEqualTo("no connection");
        assertThat(newest().statusCode()).isNull();
        passes(Duration.ofSeconds(2));
        dispatch.round();
        assertThat(newest().error()).as("no redirect is followed").isEqualTo("status 302");
        passes(Duration.ofSeconds(7));
        dispatch.round();
        assertThat(newest().status()).isEqualTo("delivered");
        assertThat(newest().error()).isNull();
    }

    @Test
    void signsWithTheFormerSecretTooForADayAfterItWasChanged() throws Exception {
        String former = secret();
        String fresh = webhooks.rotate(org, webhook).secret().text();
        assertThat(fresh).isEqualTo(secret()).isNotEqualTo(former);
        tell(EventType.CALL_ENDED);
        dispatch.round();
        var first = receiver.messages.getFirst();
        assertThat(first.signatures()).containsExactly(signature(fresh, first), signature(former, first));
        passes(Duration.ofHours(24).plusSeconds(1));
        tell(EventType.CALL_ENDED);
        dispatch.round();
        var second = receiver.messages.getLast();
        assertThat(second.signatures()).containsExactly(signature(fresh, second));
    }

    @Test
    void switchesAWebhookOffWhoseReceiverIsGone() {
        receiver.next(410);
        tell(EventType.CALL_ENDED);
        dispatch.round();
        tell(EventType.CALL_ENDED);
        passes(Duration.ofDays(1));
        dispatch.round();
        assertThat(receiver.messages).hasSize(1);
        assertThat(newest().status()).isEqualTo("dead");
        assertThat(webhooks.find(org, webhook).orElseThrow().settings().active())
                .isFalse();
        assertThat(audited()).contains("webhook.switched_off {\"reason\":\"it answered 410\"}");
        assertThat(audited().toString()).doesNotContain("s3cret");
    }

    private List<String> audited() {
        return tenancy.within(
                org,
                sql -> sql.sql("select action || ' ' || details from audit_log order by seq")
                        .query(String.class)
                        .list());
    }

    @Test
    void takesUpWhatAServerThatIsGoneHadBegun() {
        tell(EventType.CALL_ENDED);
        var gone = new DueDeliveries(tenancy, secrets);
        assertThat(gone.take(new DueDeliveries.Waiting(org, webhook), now, 9)).hasSize(1);
        dispatch.round();
        assertThat(receiver.messages).as("it may still be under way").isEmpty();
        passes(DueDeliveries.LEASE);
        dispatch.round();
        assertThat(receiver.messages).hasSize(1);
    }

    @Test
    void tellsOfOneCallInOrderAndOfOthersMeanwhile() {
        for (int call = 0; call < 2; call++) {
            UUID id = tenancy.within(
                    org,
                    sql -> sql.sql("insert into calls (channel) values ('browser') returning id")
                            .query(UUID.class)
                            .single());
            var data = JsonMapper.shared().createObjectNode();
            outbox.tellAll(
                    org,
                    sql -> List.of(
                            HookEvent.of(id, "begin", EventType.CALL_STARTED, now, data),
                            HookEvent.of(id, "end", EventType.CALL_ENDED, now, data)));
        }
        var taken = new DueDeliveries(tenancy, secrets).take(new DueDeliveries.Waiting(org, webhook), now, 9);
        assertThat(taken)
                .as("the begin of each, and its end not before that was tried")
                .hasSize(2)
                .allSatisfy(delivery -> assertThat(delivery.body()).contains("call.started"));
        passes(DueDeliveries.LEASE);
        receiver.next(500);
        dispatch.round();
        dispatch.round();
        assertThat(receiver.events())
                .as("what has to be tried again keeps the rest no longer back")
                .containsExactly("call.started", "call.started", "call.ended", "call.ended");
    }

    @Test
    void sendsAnEventAgainWhenAskedTo() {
        tell(EventType.CALL_ENDED);
        dispatch.round();
        Delivery first = newest();
        Delivery again = deliveries.again(org, webhook, first.id());
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(again.eventId()).isEqualTo(first.eventId());
        assertThat(again.status()).isEqualTo("pending");
        dispatch.round();
        assertThat(receiver.messages).hasSize(2);
        assertThat(receiver.messages.getLast().body())
                .isEqualTo(receiver.messages.getFirst().body());
    }

    @Test
    void sendsNothingSignedWithASecretThatCannotBeRead() {
        tell(EventType.CALL_ENDED);
        var otherMaster = new Secrets(new Vault(new MasterKey(random())));
        new Dispatch(
                        new DueDeliveries(tenancy, otherMaster),
                        webhooks,
                        receiver,
                        new Retries(new Random(7)),
                        () -> now,
                        new AtOnce())
                .round();
        assertThat(receiver.messages).isEmpty();
        assertThat(newest().error()).contains("MASTER_KEY", "rotate");
    }

    @Test
    void signsWithTheSameSecretsWhereTheMasterKeyWasChanged() {
        webhooks.rotate(org, webhook);
        tell(EventType.CALL_ENDED);
        dispatch.round();
        var present = new MasterKey(random());
        var both = new Webhooks(tenancy, new Secrets(new Vault(present, master)), audit, () -> now);
        assertThat(both.renew(org)).isOne();
        assertThat(both.renew(org)).as("at the next start").isZero();
        var since = new Secrets(new Vault(present));
        deliveries.again(org, webhook, newest().id());
        new Dispatch(
                        new DueDeliveries(tenancy, since),
                        webhooks,
                        receiver,
                        new Retries(new Random(7)),
                        () -> now,
                        new AtOnce())
                .round();
        assertThat(receiver.messages).hasSize(2);
        assertThat(String.valueOf(receiver.messages.getLast().headers().get("webhook-signature"))
                        .split(" "))
                .as("by the secret and the former one")
                .hasSize(2);
        assertThat(webhooks.secret(org, webhook)).isEmpty();
    }

    @Test
    void forgetsDeliveriesAfterThirtyDays() {
        tell(EventType.CALL_ENDED);
        dispatch.round();
        passes(Duration.ofDays(29));
        tell(EventType.CALL_STARTED);
        assertThat(deliveries.deleteOld(org)).isZero();
        passes(Duration.ofDays(2));
        assertThat(deliveries.deleteOld(org)).isOne();
        assertThat(newest().event()).isEqualTo("call.started");
    }

    @Test
    void oneThatAnswersSlowlyHoldsNobodyElseUp() throws Exception {
        UUID other = TestPostgres.organisation(database);
        String fastUrl = "https://" + other + ".example/";
        UUID fast = webhooks.create(other, new WebhookSettings(fastUrl, "", ALL, true))
                .id();
        for (int i = 0; i < 3 * Dispatch.AT_ONCE; i++) {
            tell(EventType.CALL_ENDED);
        }
        outbox.tell(
                other,
                at -> HookEvent.of(EventType.ERROR, at, JsonMapper.shared().createObjectNode()));
        deliveries.test(other, fast);
        var answers = new Semaphore(0);
        var slow = new AtomicInteger();
        var begun = new Semaphore(0);
        var served = new CountDownLatch(2);
        Post slowly = (address, headers, body) -> {
            if (address.toString().equals(fastUrl)) {
                served.countDown();
            } else if (address.toString().equals(url)) {
                slow.incrementAndGet();
                begun.release();
                answers.acquire();
            }
            return new Post.Answer(200, "");
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new Dispatch(
                            new DueDeliveries(tenancy, secrets),
                            webhooks,
                            slowly,
                            new Retries(new Random(7)),
                            () -> now,
                            threads)
                    .start();
            try {
                assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(begun.tryAcquire(1, 20, TimeUnit.SECONDS)).isTrue();
                assertThat(slow.get()).isLessThanOrEqualTo(Dispatch.AT_ONCE);
                answers.release(3 * Dispatch.AT_ONCE);
                assertThat(begun.tryAcquire(3 * Dispatch.AT_ONCE - 1, 20, TimeUnit.SECONDS))
                        .as("the others follow")
                        .isTrue();
            } finally {
                running.close();
            }
        }
    }
}
