package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.HeaderVault;
import io.antiphon.control.agents.StoredHeaders;
import io.antiphon.control.calls.Calls;
import io.antiphon.control.calls.Journals;
import io.antiphon.control.calls.Orphans;
import io.antiphon.control.calls.Recordings;
import io.antiphon.control.calls.WaitingCalls;
import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.MasterKey;
import io.antiphon.control.vault.SealedStore;
import io.antiphon.control.vault.Vault;
import io.antiphon.control.vendors.VendorKeys;
import io.antiphon.control.webhooks.Outbox;
import io.antiphon.server.metrics.Meters;
import io.antiphon.server.tracing.Tracing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where everything is kept. */
@Configuration(proxyBeanMethods = false)
class Storage {
    /** Name of this server in the rows of its calls: one server a data folder. */
    private static final String NODE = "main";

    @Bean(destroyMethod = "close")
    OpenStorage openStorage(io.antiphon.server.configuration.Configuration configuration, StartSteps steps)
            throws InterruptedException {
        return OpenStorage.open(configuration.storage(), steps);
    }

    @Bean
    Database database(OpenStorage storage) {
        return storage.database();
    }

    @Bean
    Tenancy tenancy(Database database) {
        return database.tenancy();
    }

    @Bean
    Organisations organisations(Tenancy tenancy) {
        return new Organisations(tenancy);
    }

    @Bean
    Agents agents(Tenancy tenancy) {
        return new Agents(tenancy);
    }

    /** Seals what the database keeps and nobody may read there. */
    @Bean
    Vault vault(io.antiphon.server.configuration.Configuration configuration) {
        MasterKey given = configuration.storage().masterKey();
        return new Vault(
                given == null
                        ? new MasterKey(
                                masterKey(configuration)
                                        .bytes(
                                                MasterKey.BYTES,
                                                "vendors' keys, the headers of tools and the secrets of webhooks have to be set again"))
                        : given,
                configuration.storage().formerMasterKey());
    }

    /** Where the master key is that nobody gave. */
    static SecretFile masterKey(io.antiphon.server.configuration.Configuration configuration) {
        return new SecretFile(folder(configuration, "master.key"));
    }

    @Bean
    HeaderVault headerVault(Vault vault) {
        return new HeaderVault(vault);
    }

    @Bean
    AgentDocuments agentDocuments(Tenancy tenancy) {
        return new AgentDocuments(tenancy);
    }

    @Bean
    Calls calls(Tenancy tenancy) {
        return new Calls(tenancy, InstantSource.system(), NODE);
    }

    @Bean
    WaitingCalls waitingCalls(Tenancy tenancy, Outbox outbox) {
        return new WaitingCalls(tenancy, outbox, InstantSource.system(), NODE);
    }

    @Bean
    Recordings recordings(io.antiphon.server.configuration.Configuration configuration) {
        return new Recordings(folder(configuration, "recordings"));
    }

    @Bean(destroyMethod = "close")
    Journals journals(
            Recordings recordings, Database database, io.antiphon.server.configuration.Configuration configuration) {
        return Journals.start(folder(configuration, "journals"), recordings, database, InstantSource.system());
    }

    @Bean
    Outbox outbox(Tenancy tenancy) {
        return new Outbox(tenancy, InstantSource.system());
    }

    @Bean
    Orphans orphans(Tenancy tenancy, Organisations organisations, Recordings recordings, Outbox outbox) {
        return new Orphans(tenancy, organisations, recordings, outbox, NODE);
    }

    @Bean
    CallRecords callRecords(Calls calls, WaitingCalls waiting, Journals journals, Meters meters, Tracing tracing) {
        return new CallRecords(calls, waiting, journals, meters, tracing);
    }

    @Bean
    StoredHeaders storedHeaders(Tenancy tenancy, HeaderVault vault) {
        return new StoredHeaders(tenancy, vault);
    }

    @Bean
    FirstStart firstStart(
            Organisations organisations,
            Agents agents,
            AgentDocuments documents,
            StoredHeaders headers,
            List<SealedStore> sealed,
            VendorKeys keys,
            Journals journals,
            Orphans orphans,
            StartSteps steps)
            throws InterruptedException {
        FirstStart start = new FirstStart(organisations.first(), agents, documents);
        start.sealWhatAnEarlierVersionKeptOpen(organisations, headers, steps);
        start.renewWhatIsUnderTheFormerKey(organisations, sealed, steps);
        start.tellWhatIsLockedOut(keys.lockedOut());
        start.endWhatAnEarlierRunLeft(journals, orphans, steps);
        start.addSamples(steps);
        return start;
    }

    private static Path folder(io.antiphon.server.configuration.Configuration configuration, String name) {
        return configuration.storage().folder().resolve(name);
    }
}
