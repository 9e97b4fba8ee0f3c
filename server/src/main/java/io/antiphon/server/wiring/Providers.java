package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.access.Proven;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.ProfileCheck;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vendors.MasterKey;
import io.antiphon.control.vendors.Vault;
import io.antiphon.control.vendors.VendorKeys;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.server.metrics.Meters;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What hears, thinks and speaks. */
@Configuration(proxyBeanMethods = false)
class Providers {
    private static final Logger log = LoggerFactory.getLogger(Providers.class);

    @Bean(destroyMethod = "close")
    Sphinx4 sphinx4(Preparation preparation) {
        return preparation.ear().join();
    }

    @Bean(destroyMethod = "close")
    SileroVad sileroVad(Preparation preparation) {
        return preparation.detector().join();
    }

    @Bean
    Embedder embedder(Preparation preparation) {
        return preparation.embedder().join();
    }

    @Bean
    Hiring hiring(Sphinx4 embedded, SileroVad detector, Embedder embedder, Meters meters) {
        return new Hiring(embedded, detector, embedder, meters);
    }

    /** What all have who bring no keys of their own. */
    @Bean(destroyMethod = "close")
    Staffing staffing(io.antiphon.server.configuration.Configuration configuration, Hiring hiring) {
        return hiring.hire(configuration, Map.of());
    }

    @Bean
    ProviderHealth providerHealth(Staffing standard) {
        return standard.health();
    }

    @Bean
    VendorKeys vendorKeys(
            io.antiphon.server.configuration.Configuration configuration, Tenancy tenancy, AuditLog audit) {
        MasterKey given = configuration.storage().masterKey();
        var file = new SecretFile(configuration.storage().folder().resolve("master.key"));
        MasterKey master = given == null
                ? new MasterKey(file.bytes(MasterKey.BYTES, "vendors' keys have to be set again"))
                : given;
        VendorKeys keys = new VendorKeys(tenancy, audit, new Vault(master), Proven::actor);
        tellOfLockedOut(keys.lockedOut(), given == null ? file.path().toString() : "MASTER_KEY");
        return keys;
    }

    /** Calls are taken nevertheless: what is embedded, or the environment's, answers them. */
    private static void tellOfLockedOut(long keys, String master) {
        if (keys > 0) {
            log.error(
                    "{} of the vendors' keys set in the console cannot be read: {} is not what they were encrypted with."
                            + " Put the former master key back, as MASTER_KEY or DATA_DIR/master.key, and start again,"
                            + " or have these keys set again. Until then they are kept and not used",
                    keys,
                    master);
        }
    }

    @Bean(destroyMethod = "close")
    Staff staff(
            io.antiphon.server.configuration.Configuration configuration,
            Hiring hiring,
            VendorKeys keys,
            Staffing standard) {
        return new Staff(configuration, hiring, keys, standard);
    }

    @Bean
    ProviderRoutes providerRoutes(CurrentOrganisation organisation, Staff staff, VendorKeys keys, Staffing standard) {
        return new ProviderRoutes(organisation, staff, keys, standard.offers());
    }

    @Bean(destroyMethod = "close")
    Toolbox toolbox(io.antiphon.server.configuration.Configuration configuration) {
        return new Toolbox(configuration.calls().toolAddresses());
    }

    @Bean
    ProfileCheck profileCheck(Staff staff) {
        return (org, profile) -> CastCheck.of(staff.of(org)).warnings(profile);
    }

    @Bean(destroyMethod = "close")
    Workshop workshop(
            io.antiphon.server.configuration.Configuration configuration,
            AgentDocuments documents,
            Staff staff,
            Toolbox tools,
            FirstStart firstStart,
            Agents agents,
            StartSteps steps)
            throws InterruptedException {
        Workshop workshop = new Workshop(configuration.storage().folder(), documents, staff, tools);
        for (Agent agent : agents.list(firstStart.organisation())) {
            steps.at("Preparing agent " + agent.name() + " ...");
            try {
                workshop.warm(agent);
            } catch (ProviderFailure failure) {
                log.warn("agent {} cannot hear: {} {}", agent.name(), failure.provider(), failure.kind());
            }
        }
        return workshop;
    }
}
