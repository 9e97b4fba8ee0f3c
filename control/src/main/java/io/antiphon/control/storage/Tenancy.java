package io.antiphon.control.storage;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work on one organisation's rows, in one transaction. Outside of it the application sees no tenant's row at all.
 *
 * <p>Work inside work joins the transaction; work for another organisation inside it is a bug and throws.
 */
public final class Tenancy {
    private static final ScopedValue<UUID> ORGANISATION = ScopedValue.newInstance();

    private final TransactionTemplate transaction;
    private final JdbcClient client;

    /** @param source connects as the application's role */
    public Tenancy(DataSource source) {
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        this.client = JdbcClient.create(source);
    }

    /** Runs {@code work} on the rows of {@code organisation}; all of it happens, or nothing. */
    public <T> T within(UUID organisation, Function<JdbcClient, T> work) {
        if (ORGANISATION.isBound()) {
            if (!ORGANISATION.get().equals(organisation)) {
                throw new IllegalStateException("work for one organisation inside that of another");
            }
            return work.apply(client);
        }
        return ScopedValue.where(ORGANISATION, organisation)
                .call(() -> transaction.execute(status -> {
                    client.sql("select set_config('app.org_id', ?, true)")
                            .param(organisation.toString())
                            .query()
                            .singleValue();
                    return work.apply(client);
                }));
    }

    /** The same for work that gives nothing back. */
    public void run(UUID organisation, Consumer<JdbcClient> work) {
        within(organisation, client -> {
            work.accept(client);
            return true;
        });
    }

    /** Runs {@code work} without an organisation: what belongs to one is out of sight. */
    public <T> T outside(Function<JdbcClient, T> work) {
        return transaction.execute(status -> work.apply(client));
    }
}
