package io.antiphon.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * A past of calls that nobody made, written into a running server's embedded database: calls of half a year, twenty
 * lines, ten measured turns and a recording each, in words of which few are frequent and most are rare, as in speech.
 */
public final class History {
    private static final String[] SYLLABLES = {"क", "मा", "रि", "ती", "सु", "नो", "पा", "दे", "ला", "हि", "वे", "गा"};

    private final Path data;
    private final List<String> words;

    /** @param data folder of the server */
    public History(Path data, String text) {
        this.data = data;
        this.words = words(text);
    }

    /** From the most to the least frequent. */
    public List<String> words() {
        return words;
    }

    private static List<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(List.of(
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip().split(" ")));
        int at = 0;
        for (String one : SYLLABLES) {
            for (String two : SYLLABLES) {
                for (String three : SYLLABLES) {
                    if (at++ % 2 == 0) {
                        words.add(one + two + three);
                    }
                }
            }
        }
        return new ArrayList<>(words);
    }

    /** Adds {@code calls} of them for the one agent that there is. */
    public void add(int calls) throws SQLException {
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute("set app.org_id = '" + one(connection, "select organisation_ids()") + "'");
            sql.execute("set synchronous_commit = off");
            sql.execute("set maintenance_work_mem = '512MB'");
            sql.execute("create temp table vocabulary (word text, rank int)");
            try (var insert = connection.prepareStatement("insert into vocabulary values (?, ?)")) {
                for (int i = 0; i < words.size(); i++) {
                    insert.setString(1, words.get(i));
                    insert.setInt(2, i + 1);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            // Ranks after Zipf: the word of rank r comes with a likelihood of 1 / r.
            sql.execute("""
                    create function pg_temp.speech(all_words text[], seed bigint) returns text language sql volatile as $$
                        select string_agg(
                            all_words[1 + floor(exp(random() * ln(array_length(all_words, 1) - 1)))::int], ' ')
                        from generate_series(1, 6 + (seed * 7 % 9)::int)
                    $$
                    """);
            sql.execute("""
                    insert into calls (id, agent_id, channel, direction, caller_number, status, end_reason,
                        duration_seconds, started_at, ended_at)
                    select uuidv7(-i * interval '155 seconds'), (select min(id::text)::uuid from agents),
                        case i % 3 when 0 then 'browser' else 'twilio' end,
                        case i % 4 when 1 then 'outbound' else 'inbound' end, '+9198' || lpad((i * 37 % 10000000)::text, 8, '0'),
                        case i % 50 when 7 then 'failed' else 'completed' end, 'user_hangup', 30 + i % 300,
                        now() - i * interval '155 seconds', now() - i * interval '155 seconds' + interval '2 minutes'
                    from generate_series(1, :calls) i
                    """.replace(":calls", Integer.toString(calls)));
            sql.execute("""
                    create temp table sentences as
                    select n, pg_temp.speech((select array_agg(word order by rank) from vocabulary), n) as said
                    from generate_series(0, 39999) n
                    """);
            sql.execute("analyze sentences");
            // A step that shares no factor with their number goes through all sentences before one comes again.
            sql.execute("""
                    insert into transcript_entries (call_id, seq, turn, role, content, language, start_ms, end_ms, timestamp)
                    select c.id, s, s / 2, case s % 2 when 0 then 'assistant' else 'user' end, said, 'en-IN', s * 3000,
                        s * 3000 + 2500, c.started_at + s * interval '3 seconds'
                    from (select *, row_number() over (order by started_at) as place from calls) c
                    cross join generate_series(0, 19) s
                    join sentences on n = (place * 20 + s) * 7919 % 40000
                    """);
            sql.execute("""
                    insert into recordings (call_id, path, seconds, rate, channels, bytes)
                    select id, id || '.wav', duration_seconds, 16000, 2, duration_seconds * 64000 from calls
                    """);
            sql.execute("""
                    insert into turns (call_id, seq, number, heard, spoken, mind, interrupted, ear_ms, knowledge_ms, model_ms,
                        voice_ms, wire_ms, voice_to_voice_ms, heard_ms)
                    select c.id, 100 + n, n, 'heard', 'spoken', 'lector', n = 3 and c.duration_seconds % 5 = 0, 400, 20, 60,
                        90, 10, 450 + (random() * random() * 1500)::int, 700
                    from calls c, generate_series(1, 10) n
                    """);
            List<String> indexes = new ArrayList<>();
            for (String name : List.of("idx_call_words_words", "idx_call_words_pairs")) {
                indexes.add(one(connection, "select pg_get_indexdef('" + name + "'::regclass)"));
                sql.execute("drop index " + name);
            }
            sql.execute("""
                    do $$
                    declare
                        batch uuid[];
                    begin
                        for batch in select array_agg(id) from calls where turn_count is null
                            group by floor(extract(epoch from started_at) / 864000) loop
                            call summarise_calls(batch);
                        end loop;
                    end $$
                    """);
            for (String index : indexes) {
                sql.execute(index);
            }
            for (String table : List.of("calls", "transcript_entries", "turns", "recordings", "call_words")) {
                sql.execute("vacuum analyze " + table);
            }
        }
    }

    /** Whether nothing has been added yet. */
    public boolean isEmpty() throws SQLException {
        try (Connection connection = connect()) {
            // By the table's size: its owner sees no row of it without naming an organisation.
            return "0".equals(one(connection, "select pg_relation_size('call_words')"));
        }
    }

    /** How many calls, lines and bytes there are. */
    public String size() throws SQLException {
        try (Connection connection = connect()) {
            return one(connection, """
                    select (select reltuples::bigint from pg_class where relname = 'calls') || ' calls, '
                        || (select reltuples::bigint from pg_class where relname = 'transcript_entries') || ' lines, '
                        || pg_size_pretty(pg_database_size(current_database()))
                    """);
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Path postgres = data.resolve("postgres");
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(postgres.resolve("passwords"))) {
            passwords.load(reader);
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:"
                            + Files.readString(postgres.resolve("port")).strip() + "/antiphon",
                    "antiphon",
                    passwords.getProperty("owner"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
