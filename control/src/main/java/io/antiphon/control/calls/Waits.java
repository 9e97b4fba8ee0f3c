package io.antiphon.control.calls;

import io.antiphon.control.storage.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** How long callers waited, from the end of their words to the agent's first sound, by day and by agent. */
public final class Waits {
    private final Tenancy tenancy;
    private final InstantSource clock;

    public Waits(Tenancy tenancy, InstantSource clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** What was asked for: all of it, each day, each agent, and each agent's days. */
    record Summary(Instant from, Instant to, Spread all, List<Spread> days, List<Spread> agents, List<Spread> each) {}

    /**
     * The waits of some calls.
     *
     * @param day null for all days
     * @param agent null for all agents, and where their agent was deleted
     * @param turns how many waits were measured
     * @param p50 milliseconds that half of them did not exceed; null where there are none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Spread(
            @Nullable LocalDate day,
            CallView.@Nullable AgentName agent,
            int calls,
            int turns,
            @Nullable Integer p50,
            @Nullable Integer p95,
            @Nullable Integer p99) {}

    private record Row(boolean daily, boolean byAgent, Spread spread) {}

    /**
     * Of the calls that are over and began in the last {@code days} days, today included.
     *
     * @param zone whose midnight parts the days
     * @param agent null for all
     */
    Summary of(UUID org, int days, ZoneId zone, @Nullable UUID agent) {
        Instant to = clock.instant();
        Instant from = LocalDate.ofInstant(to, zone)
                .minusDays(days - 1L)
                .atStartOfDay(zone)
                .toInstant();
        List<Row> rows = tenancy.within(
                org,
                sql -> sql.sql("""
                                with taken as (
                                    select id, agent_id, waits,
                                        cast(started_at at time zone cast(:zone as text) as date) as day
                                    from calls
                                    where started_at >= cast(:from as timestamptz) and waits is not null
                                """ + (agent == null ? "" : " and agent_id = cast(:agent as uuid)") + """
                                ),
                                called as (
                                    select grouping(day) as undated, grouping(agent_id) as mixed, day, agent_id,
                                        count(*) as calls
                                    from taken group by grouping sets ((), (day), (agent_id), (day, agent_id))
                                ),
                                waited as (
                                    select grouping(day) as undated, grouping(agent_id) as mixed, day, agent_id,
                                        count(*) as turns,
                                        percentile_disc(array[0.5, 0.95, 0.99]) within group (order by wait) as spread
                                    from taken, unnest(waits) wait
                                    group by grouping sets ((), (day), (agent_id), (day, agent_id))
                                )
                                select c.*, coalesce(w.turns, 0) as turns, w.spread[1] as p50, w.spread[2] as p95,
                                    w.spread[3] as p99, a.name as agent_name, a.display_name as agent_display_name
                                from called c
                                left join waited w on w.undated = c.undated and w.mixed = c.mixed
                                    and w.day is not distinct from c.day
                                    and w.agent_id is not distinct from c.agent_id
                                left join agents a on a.id = c.agent_id
                                order by c.day, a.display_name, c.agent_id
                                """)
                        .param("zone", zone.getId())
                        .param("from", from.toString())
                        .param("agent", agent == null ? "" : agent.toString())
                        .query(Waits::row)
                        .list());
        return new Summary(
                from,
                to,
                some(rows, false, false).stream().findFirst().orElse(new Spread(null, null, 0, 0, null, null, null)),
                some(rows, true, false),
                some(rows, false, true),
                some(rows, true, true));
    }

    private static List<Spread> some(List<Row> rows, boolean daily, boolean byAgent) {
        return rows.stream()
                .filter(row -> row.daily() == daily && row.byAgent() == byAgent)
                .map(Row::spread)
                .toList();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        UUID agent = row.getObject("agent_id", UUID.class);
        return new Row(
                row.getInt("undated") == 0,
                row.getInt("mixed") == 0,
                new Spread(
                        row.getObject("day", LocalDate.class),
                        agent == null
                                ? null
                                : new CallView.AgentName(
                                        agent, row.getString("agent_name"), row.getString("agent_display_name")),
                        row.getInt("calls"),
                        row.getInt("turns"),
                        row.getObject("p50", Integer.class),
                        row.getObject("p95", Integer.class),
                        row.getObject("p99", Integer.class)));
    }

    /** The longest time that is summed up at once. */
    static final int MOST_DAYS = (int) Duration.ofDays(92).toDays();
}
