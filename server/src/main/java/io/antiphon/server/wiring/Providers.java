package io.antiphon.server.wiring;

import io.antiphon.audio.SileroVad;
import io.antiphon.control.access.Proven;
import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentDocuments;
import io.antiphon.control.agents.Agents;
import io.antiphon.control.agents.HeaderVault;
import io.antiphon.control.agents.ProfileCheck;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.functions.CustomFunctions;
import io.antiphon.control.menus.Menus;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.vault.Vault;
import io.antiphon.control.vendors.VendorKeys;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Embedder;
import io.antiphon.providers.local.ear.Sphinx4;
import io.antiphon.server.metrics.Meters;
import java.util.ArrayList;
import java.util.List;
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

    @Bean
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
    VendorKeys vendorKeys(Tenancy tenancy, AuditLog audit, Vault vault) {
        return new VendorKeys(tenancy, audit, vault, Proven::actor);
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
    Toolbox toolbox(
            io.antiphon.server.configuration.Configuration configuration,
            CustomFunctions functions,
            HeaderVault vault) {
        return new Toolbox(configuration.calls().toolAddresses(), functions, vault);
    }

    @Bean
    ProfileCheck profileCheck(Staff staff, Toolbox toolbox, Menus menus) {
        var tools = new ToolCheck(toolbox);
        return (org, profile) -> {
            List<ProfileCheck.Warning> warnings =
                    new ArrayList<>(CastCheck.of(staff.of(org)).warnings(profile));
            warnings.addAll(tools.warnings(org, profile));
            warnings.addAll(MenuCheck.warnings(menus, org, profile));
            return warnings;
        };
    }

    @Bean(destroyMethod = "close")
    Workshop workshop(
            io.antiphon.server.configuration.Configuration configuration,
            AgentDocuments documents,
            Staff staff,
            Toolbox tools,
            CallTools own,
            FirstStart firstStart,
            Agents agents,
            StartSteps steps)
            throws InterruptedException {
        Workshop workshop = new Workshop(configuration.storage().folder(), documents, staff, tools, own);
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
