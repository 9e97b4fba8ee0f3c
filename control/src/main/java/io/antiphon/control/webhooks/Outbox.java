package io.antiphon.control.webhooks;

import io.antiphon.control.storage.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where events wait for their delivery. Within work of {@link Tenancy} an event is told if and only if what it tells of
 * has happened.
 */
public final class Outbox {
    private static final JsonMapper JSON = new JsonMapper();

    private final Tenancy tenancy;
    private final InstantSource clock;

    public Outbox(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Tells all that want to know of an event of this moment; it is made only where anybody could. */
    public void tell(UUID org, Function<Instant, HookEvent> event) {
        tellAll(org, sql -> List.of(event.apply(clock.instant())));
    }

    /** The same of several events, in their order. */
    public void tellAll(UUID org, Function<JdbcClient, List<HookEvent>> events) {
        tenancy.run(org, sql -> {
            if (anybody(sql)) {
                add(sql, events.apply(sql));
            }
        });
    }

    private static boolean anybody(JdbcClient sql) {
        return sql.sql("select exists (select from webhooks where is_active)")
                .query(Boolean.class)
                .single();
    }

    /** The lock keeps a webhook that is being deleted from taking the work around this with it. */
    private void add(JdbcClient sql, List<HookEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        sql.sql("""
                        insert into webhook_logs (
                            webhook_id, call_id, event_id, event, data, happened_at, created_at, next_attempt_at)
                        select w.id, cast(e.call as uuid), e.id, e.event, e.data, cast(e.at as timestamptz), :now, :now
                        from unnest(
                            cast(:calls as text[]), cast(:ids as text[]), cast(:events as text[]),
                            cast(:data as text[]), cast(:times as text[]))
                            with ordinality e (call, id, event, data, at, place)
                        join webhooks w on w.is_active and e.event = any (w.events)
                        order by e.place for key share of w
                        on conflict (webhook_id, event_id) where not again do nothing
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param(
                        "calls",
                        column(
                                events,
                                event -> event.call() == null
                                        ? null
                                        : event.call().toString()))
                .param("ids", column(events, HookEvent::id))
                .param("events", column(events, event -> event.type().word()))
                .param("data", column(events, event -> JSON.writeValueAsString(event.data())))
                .param("times", column(events, event -> event.at().toString()))
                .update();
    }

    private static Object column(List<HookEvent> events, Function<HookEvent, @Nullable String> value) {
        var texts = new @Nullable String[events.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(events.get(i));
        }
        return texts;
    }
}
