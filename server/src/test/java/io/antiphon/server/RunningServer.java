package io.antiphon.server;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.Manner;
import io.antiphon.control.agents.Persona;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.DatabaseAddress;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Configurations;
import io.antiphon.server.wiring.Antiphon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** A server as {@code antiphon up} starts it: its own database, ear and voice, a free port. Ends with the test run. */
public final class RunningServer {
    private final Path data;
    private final Antiphon antiphon;

    /** @param settings beside those of {@code antiphon up} */
    RunningServer(String name, Map<String, String> settings) {
        data = DataFolder.create(name);
        // Two that start at once would both set up this process's log.
        synchronized (RunningServer.class) {
            antiphon = Antiphon.start(configuration(data, settings), step -> {});
        }
    }

    /** The one of the test run that has no keys of vendors; started when it is first asked for. */
    public static RunningServer shared() {
        return Shared.ONE;
    }

    /** What {@code antiphon up --port 0 --data} reads, with more of it given. */
    public static Configuration configuration(Path data, Map<String, String> more) {
        var flags = new HashMap<>(Map.of("SERVER_PORT", "0", "DATA_DIR", data.toString()));
        flags.putAll(more);
        return Configurations.standard(flags);
    }

    public Api api() {
        return Api.at(antiphon.port(), data);
    }

    /** What it asks whoever started it to open. */
    public URI startPage() {
        return URI.create(antiphon.startPage());
    }

    /** Where it keeps everything. */
    public Path data() {
        return data;
    }

    /** An agent without greeting that knows of breathlessness and of morphine. */
    public String quietAgent() {
        return Guests.QUIET.name();
    }

    /** An agent that knows nothing, reminds a silent caller after a second and lets go of them after ten. */
    public String impatientAgent() {
        return Guests.IMPATIENT.name();
    }

    /** An agent whose greeting takes minutes. */
    public String talkativeAgent() {
        return Guests.TALKATIVE.name();
    }

    private Agent insert(AgentProfile profile, String... documents) {
        try (Database database = Database.open(database())) {
            UUID organisation = new Organisations(database.tenancy()).first();
            Agent agent = new Agents(database.tenancy()).insertIfAbsent(organisation, profile);
            var files = new AgentDocuments(database.tenancy());
            for (String document : documents) {
                files.put(organisation, agent.id(), document, "text/markdown", Samples.document(document));
            }
            return agent;
        }
    }

    /** Its database, as the application sees it. */
    Database open() {
        return Database.open(database());
    }

    private DatabaseAddress database() {
        Path postgres = data.resolve("postgres");
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(postgres.resolve("passwords"))) {
            passwords.load(reader);
            return new DatabaseAddress(
                    "jdbc:postgresql://127.0.0.1:"
                            + Files.readString(postgres.resolve("port")).strip() + "/antiphon",
                    new DatabaseAddress.Login("antiphon", passwords.getProperty("owner")),
                    new DatabaseAddress.Login("antiphon_app", passwords.getProperty("app")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Shared {
        private static final RunningServer ONE = new RunningServer("shared", Map.of());
    }

    /** Agents beside the sample. */
    private static final class Guests {
        private static final Persona PERSONA =
                new Persona("You answer briefly.", "", List.of("How can I ease breathlessness at night?"));
        private static final Agent QUIET = shared().insert(
                        AgentProfile.of("quiet", "Quiet", "en-IN", PERSONA), "breathlessness.md", "morphine.md");
        private static final Agent IMPATIENT = shared().insert(AgentProfile.of("impatient", "Impatient", "en", PERSONA)
                .with(new Manner(0.8, 0.5, 1_000, 1, 10_000, 60_000, 0)));
        private static final Agent TALKATIVE = shared().insert(AgentProfile.of(
                "talkative",
                "Talkative",
                "en",
                new Persona("You talk.", "This goes on and on without an end. ".repeat(50), List.of())));
    }
}
