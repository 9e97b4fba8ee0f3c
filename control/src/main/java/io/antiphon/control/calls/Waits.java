package io.antiphon.control.calls;

import io.antiphon.control.storage.Tenancy;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

    /** Which calls belong together; null for those of all days, or of all agents. */
    private record Group(@Nullable LocalDate day, CallView.@Nullable AgentName agent) {}

    /** The calls of one day and agent. */
    private static final class Cell {
        private final List<int[]> waits = new ArrayList<>();
    }

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
        Map<Group, Cell> cells = cells(org, from, zone, agent);
        return new Summary(
                from,
                to,
                spread(new Group(null, null), cells.values()),
                together(cells, cell -> new Group(cell.day(), null)),
                together(cells, cell -> new Group(null, cell.agent())),
                together(cells, cell -> cell));
    }

    /** Sorted here and not by the database, which takes ten times as long to sort the same four times. */
    private Map<Group, Cell> cells(UUID org, Instant from, ZoneId zone, @Nullable UUID agent) {
        Map<Group, Cell> cells = new LinkedHashMap<>();
        tenancy.run(
                org,
                sql -> sql.sql("""
                                select c.waits, c.agent_id, a.name as agent_name, a.display_name as agent_display_name,
                                    cast(c.started_at at time zone cast(:zone as text) as date) as day
                                from calls c left join agents a on a.id = c.agent_id
                                where c.started_at >= cast(:from as timestamptz) and c.waits is not null
                                """ + (agent == null ? "" : " and c.agent_id = cast(:agent as uuid)"))
                        .param("zone", zone.getId())
                        .param("from", from.toString())
                        .param("agent", agent == null ? "" : agent.toString())
                        .query(row -> {
                            cells.computeIfAbsent(group(row), unknown -> new Cell())
                                    .waits
                                    .add(waits(row.getArray("waits")));
                        }));
        return cells;
    }

    private static Group group(ResultSet row) throws SQLException {
        UUID agent = row.getObject("agent_id", UUID.class);
        return new Group(
                row.getObject("day", LocalDate.class),
                agent == null
                        ? null
                        : new CallView.AgentName(
                                agent, row.getString("agent_name"), row.getString("agent_display_name")));
    }

    private static int[] waits(Array array) throws SQLException {
        return Arrays.stream((Integer[]) array.getArray())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** By day, then by the agent's name; calls whose agent was deleted come last. */
    private static List<Spread> together(Map<Group, Cell> cells, UnaryOperator<Group> group) {
        Map<Group, List<Cell>> groups = new LinkedHashMap<>();
        cells.forEach((key, cell) -> groups.computeIfAbsent(group.apply(key), unknown -> new ArrayList<>())
                .add(cell));
        return groups.entrySet().stream()
                .map(entry -> spread(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Spread::day, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(
                                Spread::agent,
                                Comparator.nullsLast(Comparator.comparing(CallView.AgentName::displayName)
                                        .thenComparing(CallView.AgentName::id))))
                .toList();
    }

    private static Spread spread(Group group, Collection<Cell> cells) {
        int[] sorted = cells.stream()
                .flatMap(cell -> cell.waits.stream())
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        return new Spread(
                group.day(),
                group.agent(),
                cells.stream().mapToInt(cell -> cell.waits.size()).sum(),
                sorted.length,
                quantile(sorted, 50),
                quantile(sorted, 95),
                quantile(sorted, 99));
    }

    /** The smallest that so many in a hundred do not exceed; null where there are none. */
    private static @Nullable Integer quantile(int[] sorted, int percent) {
        return sorted.length == 0 ? null : sorted[(int) ((sorted.length * (long) percent + 99) / 100) - 1];
    }

    /** The longest time that is summed up at once. */
    static final int MOST_DAYS = (int) Duration.ofDays(92).toDays();
}
