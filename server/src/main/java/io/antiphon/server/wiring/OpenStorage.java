package io.antiphon.server.wiring;

import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.DatabaseAddress;
import io.antiphon.control.storage.EmbeddedPostgres;
import io.antiphon.control.storage.StartProgress;
import io.antiphon.server.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** The database, and the embedded server beneath it where there is one; closed in that order. */
record OpenStorage(Database database, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {

    static OpenStorage open(Configuration.Storage settings, StartSteps steps) throws InterruptedException {
        String url = settings.databaseUrl();
        if (url != null) {
            steps.at("Database: the one of DATABASE_URL");
            return new OpenStorage(Database.open(DatabaseAddress.parse(url)), null);
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.folder().resolve("postgres"), new Told(steps));
        steps.at("Database: embedded PostgreSQL in " + settings.folder());
        return new OpenStorage(Database.open(embedded.address()), embedded);
    }

    @Override
    public void close() {
        database.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    /** Tells of the steps that happen once. */
    private record Told(StartSteps steps) implements StartProgress {
        @Override
        public void at(Stage stage, double done) {
            if (done == 0 && stage != Stage.STARTING) {
                steps.at(
                        stage == Stage.UNPACKING
                                ? "Unpacking PostgreSQL (once) ..."
                                : "Creating the database (once) ...");
            }
        }
    }
}
