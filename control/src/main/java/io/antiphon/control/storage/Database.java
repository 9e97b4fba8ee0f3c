package io.antiphon.control.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** The migrated database, and the connections the application works with. */
public final class Database implements AutoCloseable {
    /** Few: more at work than there are processors take longer for the same, and a new one is slow at first. */
    private static final int CONNECTIONS = Math.max(8, 3 * Runtime.getRuntime().availableProcessors());

    /** While the database is away, a caller whose call begins waits for this long. */
    private static final long WAIT_FOR_CONNECTION_MILLIS = 1_000;

    private final HikariDataSource pool;
    private final Tenancy tenancy;

    /**
     * Migrates the tables as their owner and connects as the application.
     *
     * @throws StorageFailure when it cannot be reached, migrated or trusted to keep organisations apart
     */
    public static Database open(DatabaseAddress address) {
        migrate(address);
        var pool = pool(address);
        boolean fit = false;
        try {
            check(pool);
            fit = true;
        } finally {
            if (!fit) {
                pool.close();
            }
        }
        return new Database(pool);
    }

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.tenancy = new Tenancy(pool);
    }

    /** Connections of the application's role. */
    public DataSource source() {
        return pool;
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    /** Whether it answers now; takes at most a few seconds. */
    public boolean answers() {
        try (var connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException away) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void migrate(DatabaseAddress address) {
        var source = new PGSimpleDataSource();
        source.setUrl(address.url());
        var owner = address.owner();
        if (owner != null) {
            source.setUser(owner.user());
            source.setPassword(owner.password());
        }
        source.setLogServerErrorDetail(false);
        source.setLoginTimeout(10);
        try (var connection = source.getConnection()) {
            if (address.application() == null) {
                Roles.prepare(connection);
            }
        } catch (SQLException e) {
            throw new StorageFailure(
                    "the database cannot be reached (" + e.getMessage()
                            + "): check host, port, user and password in DATABASE_URL",
                    e);
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:io/antiphon/control/storage/migrations")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StorageFailure("the tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static HikariDataSource pool(DatabaseAddress address) {
        var config = new HikariConfig();
        config.setPoolName("antiphon");
        config.setJdbcUrl(address.url());
        var login = address.application();
        if (login == null) {
            login = address.owner();
            config.setConnectionInitSql("set role " + Roles.APPLICATION);
        }
        if (login != null) {
            config.setUsername(login.user());
            config.setPassword(login.password());
        }
        config.setDataSourceProperties(driver());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS / 2);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
        config.setValidationTimeout(500);
        return new HikariDataSource(config);
    }

    /** Values never come back in error messages: they may hold what a caller said. */
    private static Properties driver() {
        var driver = new Properties();
        driver.setProperty("ApplicationName", "antiphon");
        driver.setProperty("logServerErrorDetail", "false");
        driver.setProperty("reWriteBatchedInserts", "true");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("connectTimeout", "2");
        driver.setProperty("socketTimeout", "60");
        return driver;
    }

    /** Row-level security binds neither superusers nor those who may bypass it. */
    private static void check(DataSource source) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select current_user, rolsuper or rolbypassrls
                            or exists (select from pg_tables where schemaname = current_schema() and tableowner = current_user)
                        from pg_roles where rolname = current_user
                        """)) {
            if (!rows.next() || rows.getBoolean(2)) {
                throw new StorageFailure("the database role " + rows.getString(1)
                        + " can see the rows of every organisation: the application must connect as a role that is"
                        + " neither superuser nor owner of the tables and may not bypass row-level security");
            }
        } catch (SQLException e) {
            throw new StorageFailure("the database cannot be reached as the role " + Roles.APPLICATION, e);
        }
    }
}
